"""What a command's exit code means, everywhere the same."""

DONE = 0
"""What was asked for is done, or every check held."""

REFUSED = 1
"""A rule, a check or a row stands against it; it was said which."""

USAGE = 2
"""The arguments or settings cannot be understood."""

UNAVAILABLE = 3
"""The database cannot be started or reached; nothing acknowledged is lost, try again."""

DEFECT = 70
"""An error of the program itself."""
