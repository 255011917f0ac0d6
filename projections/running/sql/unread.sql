-- Tables of before a switch, and tables of read models that this release does not have. What a migration made stays.
SELECT schemaname, tablename
  FROM pg_tables
 WHERE tableowner = current_user
   AND tablename <> 'progress'
   AND (schemaname = 'read_models_old' OR schemaname = 'read_models' AND tablename <> ALL(%(tables)s))
 ORDER BY schemaname, tablename
