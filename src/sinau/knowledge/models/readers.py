"""Whom what is published is made for, beside those of its audience."""

from sinau.people.models import Role

# People who hold one of these over an agency read all that the agency publishes.
READERS = (Role.CURATOR, Role.OFFICER, Role.HEAD)
