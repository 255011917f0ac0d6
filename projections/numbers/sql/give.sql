-- Gives each matter the next number of its body, kind and year, in the order in which the log has them.
INSERT INTO matter_numbers_v1 (id, kind, body, year, serial, number)
SELECT id, kind, body, year, serial, year || '-' || serial
  FROM (SELECT m.id, m.kind, m.body, m.year,
               row_number() OVER (PARTITION BY m.body, m.kind, m.year ORDER BY m.place)
               + coalesce((SELECT max(n.serial) FROM matter_numbers_v1 AS n
                            WHERE n.body = m.body AND n.kind = m.kind AND n.year = m.year), 0) AS serial
          FROM json_to_recordset(%(rows)s) AS m (id uuid, kind text, body uuid, year smallint, place bigint)) AS given
