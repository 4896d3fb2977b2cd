"""Pages of claims: the person's own, and those of the offices that decide."""
