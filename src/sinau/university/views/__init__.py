"""The pages of the university, one module for each noun."""
