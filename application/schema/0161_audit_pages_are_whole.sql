-- Positions of the audit are given out before their transactions commit, so a page could end behind one that was still to
-- come, and whoever went on from there never saw it. Who pages waits for those under way; new ones wait for the page.
CREATE FUNCTION vault.settle_read_audit() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    LOCK TABLE vault.read_audit IN SHARE MODE;
END
$$;
REVOKE ALL ON FUNCTION vault.settle_read_audit() FROM public;
GRANT EXECUTE ON FUNCTION vault.settle_read_audit() TO wenze_app;
