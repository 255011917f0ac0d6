"""Proceedings: one respondent's track from being named to the closing of the file."""
