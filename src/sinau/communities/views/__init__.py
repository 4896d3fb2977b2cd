"""The pages of the communities, one module a noun."""
