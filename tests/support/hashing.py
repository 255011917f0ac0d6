"""What a slow hash costs in tests that are not about its cost: real Argon2id, in a moment."""

from application.adapters.slow_hash import Cost

CHEAP = Cost(memory=8, passes=1)
