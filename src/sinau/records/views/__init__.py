"""Pages of the record store."""
