"""Pages of the personnel services."""
