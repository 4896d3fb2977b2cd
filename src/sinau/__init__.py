"""Sinau: one learning loop for the civil servants of a city."""
