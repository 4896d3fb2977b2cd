"""Pages of the ui app."""
