"""Recommendations: one a respondent, recomputed when what it rests on changes; every version kept."""
