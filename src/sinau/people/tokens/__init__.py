"""Tokens: how programs come in by `/api/v1/`, acting as one person and no further than their scopes."""
