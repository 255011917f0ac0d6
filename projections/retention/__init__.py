"""Which files of cases lie in the archive, and until when."""
