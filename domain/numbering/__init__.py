"""Document numbers (发文字号): one stream for each body, series and year that gives them, one for each number that was taken."""
