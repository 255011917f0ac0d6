"""Keeps read models up with the log: one supervised follower a read model, in batches, row and position together."""
