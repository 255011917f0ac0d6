"""Instruments as data: one rulebook per edition, the schema that decodes it, and the catalogue that finds it.

The law layer only: what a text fixes. What a body chose is a policy; what neither fixes is a question.
"""
