"""What a rulebook says about one respondent: the permitted set, its required weighting, the questions, and why."""
