"""Addresses that people without an account may open: what is public and verified, and nothing else."""

from __future__ import annotations

from functools import wraps
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse

from sinau.knowledge.models import Article, Picture, Regulation
from sinau.knowledge.models.articles import ArticleQuerySet
from sinau.knowledge.models.regulations import RegulationQuerySet
from sinau.knowledge.models.transfers import PictureQuerySet
from sinau.people.access import Params, PlainView, View
from sinau.people.models import Person


def open_to_strangers(view: View[Params]) -> PlainView[Params]:
    """Whoever has not signed in gets what is public; where nothing is, the way in, whatever is there."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Params.args, **kwargs: Params.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)  # type: ignore[arg-type]
        except Http404:
            if request.user.is_authenticated:
                raise
            return redirect_to_login(request.get_full_path())

    return cast(PlainView[Params], guarded)


def articles_for(request: HttpRequest) -> ArticleQuerySet:
    """What whoever asks may read."""
    person, found = request.user, Article.objects
    return found.visible_to(person) if isinstance(person, Person) else found.public()


def regulations_for(request: HttpRequest) -> RegulationQuerySet:
    """The same of regulations."""
    person, found = request.user, Regulation.objects
    return found.visible_to(person) if isinstance(person, Person) else found.public()


def pictures_for(request: HttpRequest) -> PictureQuerySet:
    """The same of pictures in articles."""
    person, found = request.user, Picture.objects
    return found.visible_to(person) if isinstance(person, Person) else found.public()
