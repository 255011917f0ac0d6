  -- What reporters said of the outcome of reports received in a period, each with the latest rating, among the rows that the reader may see.
  FROM read_models.docket_v2 AS d
 CROSS JOIN LATERAL unnest(d.terms) AS said (term)
 WHERE d.terms && %(ratings)s::text[]
   AND said.term = ANY (%(ratings)s::text[])
   AND d.opened_on BETWEEN %(since)s AND %(until)s
   AND
-- include: docket/scope.sql
