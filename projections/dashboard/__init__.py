"""The dashboard: figures over the docket's rows, each of which opens to the rows behind it."""
