-- A list may leave the area of an organ out. Reports alike in organ and problem are told apart by area only where both name it.
ALTER TABLE registers.likenesses ADD COLUMN place bytea CHECK (length(place) = 32); -- digest of the area; null: not named
