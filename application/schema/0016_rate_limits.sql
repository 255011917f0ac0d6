-- Token buckets. A source is a keyed hash that changes every day: no address is kept. The empty source is everybody.
CREATE TABLE vault.rate_buckets (
    class text NOT NULL,
    source bytea NOT NULL,
    tokens double precision NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (class, source)
) WITH (fillfactor = 50);

-- Take one token from each of the named buckets, or none from any. Returns 0 when taken, else the seconds to wait.
-- sources must be in ascending order, so that two callers lock the same rows in the same order.
CREATE FUNCTION vault.take_tokens(
    of_class text, sources bytea[], capacities double precision[], refill_per_second double precision[]
) RETURNS double precision
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    instant timestamptz;
    bucket record;
    wait double precision := 0;
    present double precision[] := '{}';
BEGIN
    FOR i IN 1 .. cardinality(sources) LOOP
        INSERT INTO vault.rate_buckets (class, source, tokens, at)
        VALUES (of_class, sources[i], capacities[i], clock_timestamp()) ON CONFLICT DO NOTHING;
        SELECT b.tokens, b.at INTO STRICT bucket FROM vault.rate_buckets b
        WHERE b.class = of_class AND b.source = sources[i] FOR UPDATE;
        instant := clock_timestamp();
        present := present || least(
            capacities[i],
            bucket.tokens + greatest(0, extract(epoch FROM instant - bucket.at)) * refill_per_second[i]
        );
        IF present[i] < 1 THEN
            wait := greatest(wait, (1 - present[i]) / refill_per_second[i]);
        END IF;
    END LOOP;
    IF wait = 0 THEN
        FOR i IN 1 .. cardinality(sources) LOOP
            UPDATE vault.rate_buckets SET tokens = present[i] - 1, at = instant
            WHERE class = of_class AND source = sources[i];
        END LOOP;
    END IF;
    RETURN wait;
END
$$;
REVOKE ALL ON FUNCTION vault.take_tokens(text, bytea[], double precision[], double precision[]) FROM public;

-- Buckets untouched for a day are full again and belong to nobody any more.
CREATE FUNCTION vault.sweep_rate_buckets() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    WITH gone AS (
        DELETE FROM vault.rate_buckets WHERE at < clock_timestamp() - interval '1 day' RETURNING 1
    )
    SELECT count(*)::integer FROM gone
$$;
REVOKE ALL ON FUNCTION vault.sweep_rate_buckets() FROM public;

GRANT EXECUTE ON FUNCTION vault.take_tokens(text, bytea[], double precision[], double precision[]) TO wenze_app;
GRANT EXECUTE ON FUNCTION vault.sweep_rate_buckets() TO wenze_app;
