"""The nouns of people."""

from sinau.people.models.accounts import Attempt, AttemptKind
from sinau.people.models.agencies import Agency, AgencyKind, AgencyVersion
from sinau.people.models.audience import Audience, AudienceFields
from sinau.people.models.grants import Grant, Role
from sinau.people.models.persons import EmploymentKind, JobKind, Person, Posting

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencyVersion",
    "Attempt",
    "AttemptKind",
    "Audience",
    "AudienceFields",
    "EmploymentKind",
    "Grant",
    "JobKind",
    "Person",
    "Posting",
    "Role",
]
