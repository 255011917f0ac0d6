-- What was said cannot be made again, so it lives apart from what is rebuilt, where backups find it.
CREATE SCHEMA kept;
GRANT USAGE ON SCHEMA kept TO wenze_app;
ALTER TABLE read_models.recommendations_said SET SCHEMA kept;
