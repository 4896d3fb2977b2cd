"""The published profile of our own statements: its words (`words`) and its document (`document`)."""

from sinau.records.profiles.words import PROFILE, VERSION_ID

__all__ = ["PROFILE", "VERSION_ID"]
