-- Tables of before a switch, and tables of read models that this release does not have.
SELECT schemaname, tablename
  FROM pg_tables
 WHERE schemaname = 'read_models_old'
    OR schemaname = 'read_models' AND tablename <> 'progress' AND tablename <> ALL(%(tables)s)
 ORDER BY schemaname, tablename
