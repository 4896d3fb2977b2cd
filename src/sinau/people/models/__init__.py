"""The nouns of people."""

from sinau.people.models.accounts import Attempt, AttemptKind, SentForm
from sinau.people.models.agencies import Agency, AgencyKind, AgencyVersion
from sinau.people.models.audience import Audience, AudienceFields
from sinau.people.models.audits import AuditView
from sinau.people.models.competencies import CompetencyLevel
from sinau.people.models.grants import Grant, Role
from sinau.people.models.imports import ImportRow, ImportRun, RowKind, RunState
from sinau.people.models.personal import PersonalData, PersonalDataView
from sinau.people.models.persons import EmploymentKind, JobKind, Person, Posting
from sinau.people.models.tokens import AccessToken

__all__ = [
    "AccessToken",
    "Agency",
    "AgencyKind",
    "AgencyVersion",
    "Attempt",
    "AttemptKind",
    "Audience",
    "AudienceFields",
    "AuditView",
    "CompetencyLevel",
    "EmploymentKind",
    "Grant",
    "ImportRow",
    "ImportRun",
    "JobKind",
    "Person",
    "PersonalData",
    "PersonalDataView",
    "Posting",
    "Role",
    "RowKind",
    "RunState",
    "SentForm",
]
