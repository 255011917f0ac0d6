-- Who held which post, by id, each with when it was recorded.
SELECT entry, recorded_at, post, person, valid_from, valid_to, acting FROM registers.holdings ORDER BY entry
