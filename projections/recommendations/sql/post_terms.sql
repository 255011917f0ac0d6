-- Posts by date, each with when it was recorded.
SELECT entry, recorded_at, post, organ, valid_from, kind, valid_to, personnel_authority, authority_source
  FROM registers.post_terms ORDER BY entry
