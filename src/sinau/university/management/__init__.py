"""Commands of the university."""
