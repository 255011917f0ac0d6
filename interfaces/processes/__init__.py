"""The processes of one service: API workers and projectors, separate programs under one supervisor."""
