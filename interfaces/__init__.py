"""How people and programs reach it: API, web, command line, and the one place where everything is put together."""
