"""Results over the years: what each organ was assessed and evaluated at."""
