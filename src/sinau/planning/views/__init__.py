"""The pages of planning, one module for each noun."""
