"""Like cases."""
