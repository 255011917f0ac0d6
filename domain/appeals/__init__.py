"""Appeals: the track (复核, 复审, 申诉) decides which body and which clock, never the word."""
