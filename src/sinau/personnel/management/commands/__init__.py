"""Commands of the personnel services."""
