-- A draft: the first makes the row, a later one replaces what stood and adds its drafter.
INSERT INTO papers_v2 AS p (id, about, matter, template, body, drafters, stage, draft, drafted_on, unsupported, gaps)
VALUES (%(id)s, %(about)s, %(matter)s, %(template)s, %(body)s, ARRAY[%(drafter)s::uuid], 'draft', %(draft)s, %(drafted_on)s,
        %(unsupported)s, %(gaps)s)
ON CONFLICT (id) DO UPDATE
   SET body = excluded.body, stage = 'draft', draft = excluded.draft, drafted_on = excluded.drafted_on,
       unsupported = excluded.unsupported, gaps = excluded.gaps,
       drafters = CASE WHEN p.drafters @> excluded.drafters THEN p.drafters ELSE p.drafters || excluded.drafters END
