"""Repeatable measurements. Each prints ratios against a named baseline taken in the same run."""
