"""One case's history: its recorded events as sentences of both languages, by replay; and which streams belong to it."""
