"""What can be opened in a browser, by noun."""
