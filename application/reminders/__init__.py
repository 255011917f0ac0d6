"""Reminders (催办): who is warned of which deadline, once, through which channel. Never part of a fold."""
