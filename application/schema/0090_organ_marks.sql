-- The mark with which the numbers of an organ's documents begin (机关代字).
ALTER TABLE registers.organ_terms ADD COLUMN mark text CHECK (mark <> '');
