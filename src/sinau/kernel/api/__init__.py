"""The interface for programs, below `/api/v1/`: what an app needs to offer something there.

    router = Router(tags=["paket"])
    prefix = "packages"
    WRITE = add_scope("packages:write", _("Memasukkan paket"))

    @router.post("", auth=needs(WRITE), response=answers(201, PackageOut))
    def create_package(request: ApiRequest, said: PackageIn) -> Status: ...

An operation is a thin function: fetch through `request.user` (the person whose token it is), call a
verb, show the result. A `Refused` becomes its problem document by itself.
"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, File, Form, Path, Query, Router, Schema, Status, UploadedFile

from sinau.kernel.api.answers import PROBLEMS, ProblemDocument, answers
from sinau.kernel.api.callers import Caller, needs
from sinau.kernel.api.paging import Page, PageQuery, page_of
from sinau.kernel.api.problems import Problem, invalid
from sinau.kernel.api.scopes import add_scope

__all__ = [
    "PROBLEMS",
    "ApiRequest",
    "Caller",
    "Field",
    "File",
    "Form",
    "Http404",
    "Page",
    "PageQuery",
    "Path",
    "Problem",
    "ProblemDocument",
    "Query",
    "Router",
    "Schema",
    "Status",
    "UploadedFile",
    "add_scope",
    "answers",
    "invalid",
    "needs",
    "page_of",
]


class ApiRequest(HttpRequest):
    """A request by a program: `user` is the person its token acts as."""

    user: Any
    auth: Caller
