"""The journal in templates."""
