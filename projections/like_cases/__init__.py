"""Which decided proceedings are like one, and what was decided in them."""
