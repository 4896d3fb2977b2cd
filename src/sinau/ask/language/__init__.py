"""The optional language model: it words what the quotes say, and may say nothing else."""
