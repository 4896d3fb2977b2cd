"""A package on its page."""

from django.http import HttpResponse

from sinau.people.access import PersonRequest, signed_in


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The package."""
    return HttpResponse("")
