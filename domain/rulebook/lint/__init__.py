"""What can be proved about a rulebook without a case: citations, gaps, overlaps, reach, laws."""
