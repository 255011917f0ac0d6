"""Working days, periods, and deadlines that show how they were worked out.

All days are legal dates in Asia/Shanghai. What the notices say is data (``data/``); nothing here reads a clock or a file.
"""
