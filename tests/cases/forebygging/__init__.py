"""Prevention: what the meldinger teach, and the report to the councils."""
