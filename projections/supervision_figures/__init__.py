"""Figures of supervision: through which door leads came, and how timely each organ publishes."""
