-- The matters in which the clock of a series runs or ran: each begins when one is planned and ends when the next one is.
SELECT stream FROM deadline_facts_v1 WHERE kind IN ('assessment', 'evaluation') AND clocks @> %(clock)s::jsonb
