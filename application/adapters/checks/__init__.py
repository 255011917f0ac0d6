"""What would lose a report or a deadline, found before it does: small checks, each with a stable code."""
