"""Forms made from the commands: one renderer for all of them."""
