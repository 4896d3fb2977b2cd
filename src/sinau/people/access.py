"""Who may see and do what. Every query starts here; what one may not see is not found."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce, wraps
from operator import or_
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse

from sinau.people.models import Audience, Person, Role

Params = ParamSpec("Params")


class PersonRequest(HttpRequest):
    """A request by somebody who has signed in."""

    user: Person


View = Callable[Concatenate[PersonRequest, Params], HttpResponse]
PlainView = Callable[Concatenate[HttpRequest, Params], HttpResponse]

NOTHING = Q(pk__in=[])


def signed_in(view: View[Params]) -> PlainView[Params]:
    """Only people who have signed in; others are asked to, and come back here."""
    return cast(PlainView[Params], login_required(view))


def needs(*roles: Role) -> Callable[[View[Params]], PlainView[Params]]:
    """Only people who hold one of the roles somewhere; to everybody else the page is not there."""

    def guard(view: View[Params]) -> PlainView[Params]:
        def guarded(
            request: PersonRequest, *args: Params.args, **kwargs: Params.kwargs
        ) -> HttpResponse:
            if not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        return signed_in(cast(View[Params], wraps(view)(guarded)))

    return guard


def within(field: str, person: Person, *roles: Role) -> Q:
    """Rows whose agency (reached by `field`, "" for Agency itself) lies where a role is held."""
    lookup = f"{field}__path__startswith" if field else "path__startswith"
    paths = person.paths(*roles)
    return reduce(or_, (Q(**{lookup: path}) for path in paths)) if paths else NOTHING


def at_home(field: str, person: Person) -> Q:
    """Rows whose agency is the person's own or one above it: those made for the people there."""
    if person.agency is None:
        return NOTHING
    parts = person.agency.path.strip("/").split("/")
    above = ["/" + "/".join(parts[: depth + 1]) + "/" for depth in range(len(parts))]
    return Q(**{f"{field}__path__in" if field else "path__in": above})


def audience_for(person: Person, *roles: Role, prefix: str = "") -> Q:
    """Rows with `AudienceFields` that are made for this person.

    Public and city-wide ones, those of the person's own agency, and those of agencies over which
    one of the `roles` is held (auditors always: they may read all in their scope).
    """
    return (
        Q(**{f"{prefix}audience__in": [Audience.PUBLIC, Audience.CITY]})
        | at_home(f"{prefix}agency", person)
        | within(f"{prefix}agency", person, Role.AUDITOR, *roles)
    )
