"""Spreadsheets into rows with meaning: what each row says, what is wrong with it, and which rows are the same.

Pure; ``application.adapters.spreadsheets`` opens the files.
"""
