-- Become the one follower of a read model, for as long as this connection lives.
SELECT pg_try_advisory_lock(hashtextextended('read-model ' || %(name)s || ' ' || %(version)s || ' ' || %(slot)s, 0))
