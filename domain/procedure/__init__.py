"""Procedure profiles: which rules of procedure bind, on what basis, with which periods and ways of review. Law is data."""
