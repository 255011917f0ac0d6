-- A name is read by vault.read_parties_in (0178), which says in which matter; nothing calls this any more.
DROP FUNCTION vault.read_parties(uuid[], uuid, text);
