"""The demonstration: an invented office, one case worked out in full, and a few hundred generated ones. All invented."""
