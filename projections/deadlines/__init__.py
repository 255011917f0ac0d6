"""Deadlines (期限): every clock of every matter with its working, on the calendar as the service has it."""
