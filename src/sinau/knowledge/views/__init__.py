"""The pages of knowledge."""
