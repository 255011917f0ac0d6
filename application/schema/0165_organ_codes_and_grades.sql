-- The organ's own code (unified social credit code or organ code) and the rank of whoever holds a post (职级), by date.
ALTER TABLE registers.organ_terms ADD COLUMN code text CHECK (code <> '');
ALTER TABLE registers.holdings ADD COLUMN grade text CHECK (grade <> '');
