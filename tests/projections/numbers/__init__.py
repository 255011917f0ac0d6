"""Register numbers."""
