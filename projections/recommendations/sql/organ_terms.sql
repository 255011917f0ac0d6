-- Organs by date, each with when it was recorded. Names stay in the register: a recommendation needs none.
SELECT entry, recorded_at, organ, valid_from, kind, valid_to, level, division, parent, next_higher,
       disclosure_authority, source
  FROM registers.organ_terms ORDER BY entry
