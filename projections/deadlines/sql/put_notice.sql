-- A notice was proposed, signed or given up.
INSERT INTO deadline_notices_v1 (stream, content, signed, position)
VALUES (%(stream)s, %(content)s, %(signed)s, %(position)s)
ON CONFLICT (stream, content) DO UPDATE SET (signed, position) = (excluded.signed, excluded.position)
