"""The pages of the answer desk."""
