"""A rulebook compiled for one respondent's frame: a packed code in, the reference evaluator's own outcomes out."""
