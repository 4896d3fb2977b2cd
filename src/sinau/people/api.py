"""What people offer to programs: who a token is."""

from __future__ import annotations

from sinau.kernel.api import ApiRequest, Router, Schema, answers
from sinau.kernel.api.callers import recognise_with
from sinau.people.models import Person
from sinau.people.tokens.recognising import recognise

router = Router(tags=["orang"])
recognise_with(recognise)


class Me(Schema):
    """The person a token acts as."""

    id: int
    nip: str
    name: str
    agency: str
    roles: list[str]
    scopes: list[str]


@router.get("/me", response=answers(200, Me))
def show_me(request: ApiRequest) -> dict[str, object]:
    """Siapa yang diwakili token ini, dan izin yang dipegangnya."""
    person: Person = request.user
    return {
        "id": person.pk,
        "nip": person.nip,
        "name": person.full_name,
        "agency": person.agency.code if person.agency else "",
        "roles": sorted({role for role, _path in person.roles}),
        "scopes": sorted(request.auth.scopes),
    }
