"""Pages of the summaries."""
