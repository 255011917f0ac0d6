"""Adoptions: what a body made its own (a policy, a rulebook, a calendar notice), signed by two, from a day on."""
