"""The pages of learning by doing."""
