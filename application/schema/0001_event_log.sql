-- The event log: who may touch it, its tables, and the one function through which anything enters it.
-- Run as wenze_owner. The run-time role wenze_app may read, and call the functions below; nothing else.

CREATE SCHEMA log;
GRANT USAGE ON SCHEMA log TO wenze_app;

-- Every fact, once, for ever. State is the exact JSON that was written: it is what gets hashed.
CREATE TABLE log.events (
    shard       smallint    NOT NULL,
    stream_id   uuid        NOT NULL,
    version     bigint      NOT NULL CHECK (version >= 1),
    position    bigint      NOT NULL CHECK (position >= 1),
    topic       text        NOT NULL CHECK (topic <> ''),
    state       bytea       NOT NULL,
    event_id    uuid        NOT NULL,
    actor       uuid        NOT NULL,
    correlation uuid        NOT NULL,
    causation   uuid,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (shard, stream_id, version)
);
CREATE UNIQUE INDEX events_by_position ON log.events (shard, position);

-- The last position handed out in each shard. Locking the row makes commit order equal position order.
CREATE TABLE log.heads (
    shard    smallint PRIMARY KEY,
    position bigint   NOT NULL CHECK (position >= 0)
) WITH (fillfactor = 10);
INSERT INTO log.heads (shard, position) VALUES (1, 0);

-- The present version of each stream, against which expectations are checked.
CREATE TABLE log.streams (
    shard       smallint    NOT NULL REFERENCES log.heads,
    stream_id   uuid        NOT NULL,
    kind        text        NOT NULL CHECK (kind <> ''),
    version     bigint      NOT NULL CHECK (version >= 1),
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (shard, stream_id)
) WITH (fillfactor = 80);

-- What each command was answered with, so that its repeat gets the same answer. Kept for ever.
CREATE TABLE log.receipts (
    shard    smallint NOT NULL,
    scope    uuid     NOT NULL,
    key      uuid     NOT NULL,
    digest   bytea    NOT NULL CHECK (length(digest) = 32),
    position bigint   NOT NULL,
    result   bytea    NOT NULL CHECK (length(result) <= 16384),
    PRIMARY KEY (shard, scope, key)
);

-- Folded states of long streams. They can be thrown away at any time.
CREATE TABLE log.snapshots (
    shard     smallint NOT NULL,
    stream_id uuid     NOT NULL,
    version   bigint   NOT NULL,
    schema    text     NOT NULL,
    state     bytea    NOT NULL,
    PRIMARY KEY (shard, stream_id)
);

-- How far a follower, written against the eventsourcing library, has come in an application's log.
CREATE TABLE log.tracking (
    application text   PRIMARY KEY,
    position    bigint NOT NULL
) WITH (fillfactor = 50);

GRANT SELECT ON ALL TABLES IN SCHEMA log TO wenze_app;

-- Append-only is the database's promise, to its owner and superusers too.
CREATE FUNCTION log.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on log.% is refused: the log is append-only', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log.events
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log.receipts
    FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_change();
ALTER TABLE log.events ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE log.receipts ENABLE ALWAYS TRIGGER append_only;

-- Stores a batch of requests, each wholly or not at all, and answers each on its own.
--
-- r_*: one entry a request. c_*: one a change; c_request counts requests from 1. e_*: one an event, in order;
-- e_change counts changes from 1. A change without events is a pure expectation. A batch in which one request writes a
-- stream that another writes or expects, or in which a key occurs twice, is refused as a whole: its requests could not
-- be judged each on its own.
--
-- Outcomes: stored; replayed (an earlier attempt had been stored: its receipt, or without a key its event ids, are
-- there); reused (the key belongs to another request); refused (a stream is not at the expected version: the first
-- such, and its version); mistaken (a stream is of another kind).
CREATE FUNCTION log.append(
    in_shard smallint,
    r_actor uuid[], r_correlation uuid[], r_causation uuid[],
    r_scope uuid[], r_key uuid[], r_digest bytea[], r_result bytea[],
    c_request integer[], c_stream uuid[], c_kind text[], c_expected bigint[],
    e_change integer[], e_topic text[], e_state bytea[], e_id uuid[]
) RETURNS TABLE (request integer, outcome text, "position" bigint, result bytea, stream uuid, found bigint)
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
-- Plans made while the tables are small must still be right when they are not.
SET plan_cache_mode = force_generic_plan
SET enable_seqscan = off
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    head bigint;
    instant timestamptz;
BEGIN
    IF cardinality(r_actor) > 1 AND EXISTS (
        SELECT FROM unnest(c_request, c_stream) WITH ORDINALITY AS c (request, stream, n)
         GROUP BY c.stream
        HAVING min(c.request) < max(c.request) AND bool_or(c.n = ANY (e_change)))
    THEN
        RAISE EXCEPTION 'requests on one stream share a batch' USING ERRCODE = 'cardinality_violation';
    END IF;

    SELECT h.position INTO STRICT head FROM log.heads AS h WHERE h.shard = in_shard FOR NO KEY UPDATE;
    -- Read after the lock, as is everything below: a new statement sees what was committed while it waited.
    instant := clock_timestamp();

    RETURN QUERY
    WITH request AS MATERIALIZED (
        SELECT r.n::integer AS n, r.actor, r.correlation, r.causation, r.scope, r.key, r.digest, r.result,
               k.digest AS kept_digest, k.position AS kept_position, k.result AS kept_result
          FROM unnest(r_actor, r_correlation, r_causation, r_scope, r_key, r_digest, r_result) WITH ORDINALITY
               AS r (actor, correlation, causation, scope, key, digest, result, n)
          LEFT JOIN LATERAL (
               SELECT p.digest, p.position, p.result FROM log.receipts AS p
                WHERE p.shard = in_shard AND p.scope = r.scope AND p.key = r.key LIMIT 1) AS k ON true
    ), change AS MATERIALIZED (
        SELECT c.n::integer AS n, c.request, c.stream, c.kind, c.expected,
               coalesce(s.version, 0) AS found, coalesce(s.kind, c.kind) AS kept_kind
          FROM unnest(c_request, c_stream, c_kind, c_expected) WITH ORDINALITY
               AS c (request, stream, kind, expected, n)
          LEFT JOIN LATERAL (
               SELECT t.version, t.kind FROM log.streams AS t
                WHERE t.shard = in_shard AND t.stream_id = c.stream LIMIT 1) AS s ON true
    ), line AS MATERIALIZED (
        SELECT e.n, c.request, c.n AS change, c.stream, c.kind, e.topic, e.state, e.id,
               c.expected + row_number() OVER (PARTITION BY c.n ORDER BY e.n) AS version
          FROM unnest(e_change, e_topic, e_state, e_id) WITH ORDINALITY AS e (change, topic, state, id, n)
          JOIN change AS c ON c.n = e.change
    ), refusal AS MATERIALIZED (
        SELECT DISTINCT ON (c.request) c.request, c.stream, c.found, c.kept_kind <> c.kind AS mistaken
          FROM change AS c
         WHERE c.found <> c.expected OR c.kept_kind <> c.kind
         ORDER BY c.request, c.n
    ), earlier AS MATERIALIZED (
        SELECT l.request, max(x.position) AS position
          FROM refusal AS f
          JOIN request AS r ON r.n = f.request AND r.key IS NULL
          JOIN line AS l ON l.request = f.request
          LEFT JOIN LATERAL (
               SELECT v.position FROM log.events AS v
                WHERE v.shard = in_shard AND v.stream_id = l.stream AND v.version = l.version AND v.event_id = l.id
                LIMIT 1) AS x ON true
         GROUP BY l.request
        HAVING count(x.position) = count(*)
    ), verdict AS MATERIALIZED (
        SELECT r.*, f.stream, f.found, w.position AS earlier_position,
               CASE WHEN r.kept_digest = r.digest THEN 'replayed'
                    WHEN r.kept_digest IS NOT NULL THEN 'reused'
                    WHEN w.request IS NOT NULL THEN 'replayed'
                    WHEN f.mistaken THEN 'mistaken'
                    WHEN f.request IS NOT NULL THEN 'refused'
                    ELSE 'stored' END AS outcome
          FROM request AS r
          LEFT JOIN refusal AS f ON f.request = r.n
          LEFT JOIN earlier AS w ON w.request = r.n
    ), placed AS MATERIALIZED (
        SELECT l.*, v.actor, v.correlation, v.causation,
               head + row_number() OVER (ORDER BY l.request, l.change, l.n) AS position
          FROM line AS l
          JOIN verdict AS v ON v.n = l.request AND v.outcome = 'stored'
    ), answer AS MATERIALIZED (
        SELECT v.*,
               head + sum((SELECT count(*) FROM placed AS p WHERE p.request = v.n)) OVER (ORDER BY v.n) AS reached
          FROM verdict AS v
    ), moved AS (
        INSERT INTO log.streams AS s (shard, stream_id, kind, version, recorded_at)
        SELECT in_shard, p.stream, p.kind, max(p.version), instant FROM placed AS p GROUP BY p.stream, p.kind
        ON CONFLICT (shard, stream_id) DO UPDATE
           SET version = excluded.version, recorded_at = greatest(s.recorded_at, excluded.recorded_at)
        RETURNING s.stream_id, s.recorded_at
    ), written AS (
        INSERT INTO log.events (shard, stream_id, version, position, topic, state, event_id,
                                actor, correlation, causation, recorded_at)
        SELECT in_shard, p.stream, p.version, p.position, p.topic, p.state, p.id,
               p.actor, p.correlation, p.causation, m.recorded_at
          FROM placed AS p JOIN moved AS m ON m.stream_id = p.stream
         ORDER BY p.position
    ), receipted AS (
        INSERT INTO log.receipts (shard, scope, key, digest, position, result)
        SELECT in_shard, a.scope, a.key, a.digest, a.reached, a.result
          FROM answer AS a WHERE a.outcome = 'stored' AND a.key IS NOT NULL
    ), counted AS (
        UPDATE log.heads AS h SET position = head + (SELECT count(*) FROM placed)
         WHERE h.shard = in_shard AND EXISTS (SELECT FROM placed)
    )
    SELECT a.n, a.outcome,
           CASE a.outcome WHEN 'stored' THEN a.reached::bigint
                          WHEN 'replayed' THEN coalesce(a.kept_position, a.earlier_position) END,
           CASE a.outcome WHEN 'stored' THEN a.result WHEN 'replayed' THEN coalesce(a.kept_result, a.result) END,
           a.stream, a.found
      FROM answer AS a
     ORDER BY a.n;
END
$$;

-- Keeps the folded state of a stream, unless a later one is kept or the stream never reached that version.
CREATE FUNCTION log.keep_snapshot(in_shard smallint, in_stream uuid, in_version bigint, in_schema text, in_state bytea)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO log.snapshots AS kept (shard, stream_id, version, schema, state)
    SELECT in_shard, in_stream, in_version, in_schema, in_state
      FROM log.streams AS s
     WHERE s.shard = in_shard AND s.stream_id = in_stream AND s.version >= in_version
    ON CONFLICT (shard, stream_id) DO UPDATE
       SET version = excluded.version, schema = excluded.schema, state = excluded.state
     WHERE kept.version <= excluded.version OR kept.schema <> excluded.schema
$$;

-- Moves a follower forward; false, and nothing changed, when it has been there already.
CREATE FUNCTION log.track(in_application text, in_position bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO log.tracking AS t (application, position) VALUES (in_application, in_position)
    ON CONFLICT (application) DO UPDATE SET position = excluded.position WHERE t.position < excluded.position;
    RETURN FOUND;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.append, log.keep_snapshot, log.track TO wenze_app;
