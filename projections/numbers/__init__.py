"""Register numbers: by what people call a matter, the n-th of its kind that a body entered in a year."""
