"""Reports (线索/举报): what reached the intake desk, and what became of it."""
