"""Document numbers (发文字号): one stream for each body, series and year, one event for each number."""
