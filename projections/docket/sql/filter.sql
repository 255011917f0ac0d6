       -- What the reader asks for. A parameter that is NULL asks for nothing.
       (%(kinds)s::text[] IS NULL OR d.kind = ANY(%(kinds)s::text[]))
       -- One kind alone is said in a way that an index in order of something else can be read by.
   AND (%(kind)s::text IS NULL OR d.kind = %(kind)s::text)
   AND (%(open)s::boolean IS NULL OR d.open = %(open)s)
   AND (%(stages)s::text[] IS NULL OR d.stage = ANY(%(stages)s::text[]))
   AND (%(organ)s::uuid IS NULL OR d.organs @> ARRAY[%(organ)s::uuid])
   AND (%(ground)s::text IS NULL OR d.grounds @> ARRAY[%(ground)s::text])
   AND (%(measure)s::text IS NULL OR d.measures @> ARRAY[%(measure)s::text])
   AND (%(instrument)s::text IS NULL OR d.instrument = %(instrument)s)
   AND (%(rests_on)s::text[] IS NULL OR d.terms && %(rests_on)s::text[])
   AND (%(rated)s::text IS NULL OR d.terms @> ARRAY[%(rated)s::text])
   AND (%(person)s::uuid IS NULL OR d.person = %(person)s)
   AND (%(handler)s::uuid IS NULL OR d.handlers @> ARRAY[%(handler)s::uuid])
   AND (%(assigned)s::boolean IS NULL OR (d.handlers <> '{}') = %(assigned)s)
   AND (%(body)s::uuid IS NULL OR d.body = %(body)s OR d.keeper = %(body)s)
   AND (%(case)s::uuid IS NULL OR d.case_id = %(case)s)
   AND (%(turns)s::text[] IS NULL OR now.turn = ANY(%(turns)s::text[]))
   AND (%(outcome)s::text IS NULL OR d.outcome = %(outcome)s)
   AND (%(track)s::text IS NULL OR d.track = %(track)s)
   AND (%(source)s::text IS NULL OR d.source = %(source)s)
   AND (%(channel)s::text IS NULL OR d.channel = %(channel)s)
-- include: docket/due.sql
   AND (%(opened_from)s::date IS NULL OR d.opened_on >= %(opened_from)s)
   AND (%(opened_to)s::date IS NULL OR d.opened_on <= %(opened_to)s)
   AND (%(filed_from)s::date IS NULL OR d.filed_on >= %(filed_from)s)
   AND (%(filed_to)s::date IS NULL OR d.filed_on <= %(filed_to)s)
   AND (%(decided_from)s::date IS NULL OR d.decided_on >= %(decided_from)s)
   AND (%(decided_to)s::date IS NULL OR d.decided_on <= %(decided_to)s)
   AND (%(closed_from)s::date IS NULL OR d.closed_on >= %(closed_from)s)
   AND (%(closed_to)s::date IS NULL OR d.closed_on <= %(closed_to)s)
   AND (%(decided)s::boolean IS NULL OR (d.decided_on IS NOT NULL) = %(decided)s)
   AND (%(departed)s::boolean IS NULL OR d.departed = %(departed)s)
   AND (%(overturned)s::boolean IS NULL OR (d.overturned IS NOT NULL) = %(overturned)s)
   AND (%(upheld)s::boolean IS NULL
        OR d.decided_on IS NOT NULL AND (d.outcome IS NOT NULL AND d.outcome = ANY(%(breach)s::text[])) = %(upheld)s)
       -- Found first, by the indexes of terms and numbers; the rows are then read by their keys.
   AND (%(term)s::text IS NULL OR d.id = ANY (ARRAY(
            SELECT t.id FROM read_models.docket_v2 AS t WHERE t.terms @> ARRAY[%(term)s::text]
             UNION ALL
            SELECT m.id FROM read_models.matter_numbers_v1 AS m WHERE m.number = %(number)s::text
               AND (%(number_kind)s::text IS NULL OR m.kind = %(number_kind)s::text))))
