-- The index from a stream to its case is read by nothing: a matter is read from the log, and lists read the docket. What a
-- projector of an earlier release kept of it goes with wenze rebuild --drop-old; here only that nobody waits for it any more.
DELETE FROM read_models.progress WHERE name = 'history';
