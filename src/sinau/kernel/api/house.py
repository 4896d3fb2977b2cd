"""The interface for programs: its document, and what is answered when something goes wrong."""

from __future__ import annotations

import logging
from typing import Any, cast

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DataError, InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from sinau.kernel.api.callers import Bearer
from sinau.kernel.api.problems import MEDIA_TYPE, Problem, invalid, refused
from sinau.kernel.api.reading import UNREADABLE, HouseParser
from sinau.kernel.api.sentences import said_of
from sinau.kernel.refusals import Refused

logger = logging.getLogger(__name__)

DESCRIPTION = (
    "Antarmuka untuk program. Setiap permintaan membawa token (`Authorization: Bearer sinau_…`) dan "
    "melihat serta melakukan hanya yang boleh dilihat dan dilakukan orang yang diwakilinya. "
    "Kesalahan selalu dijawab sebagai dokumen masalah (RFC 9457)."
)
# What a status brings along beside its document.
_HEADERS = {
    401: ("WWW-Authenticate", "Cara memperkenalkan diri."),
    403: ("WWW-Authenticate", "Izin yang kurang."),
    429: ("Retry-After", "Setelah berapa detik boleh mencoba lagi."),
    503: ("Retry-After", "Setelah berapa detik boleh mencoba lagi."),
}


class HouseAPI(NinjaAPI):
    """Everything below `/api/v1/`: bearer tokens only, no session, no cookie."""

    def __init__(self) -> None:
        super().__init__(
            title="Sinau",
            version="1",
            description=DESCRIPTION,
            openapi_url="openapi.json",
            docs_url=None,
            urls_namespace="api",
            auth=Bearer(),
            parser=HouseParser(),
            servers=[{"url": settings.PUBLIC_URL}],
        )
        self.add_exception_handler(Exception, _answer)
        for kind in (Http404, HttpError, ValidationError):
            self.add_exception_handler(kind, _answer)
        self._document: OpenAPISchema | None = None

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """ "university_list_courses": the app and the name of the function."""
        app = operation.view_func.__module__.split(".")[1]
        return f"{app}_{operation.view_func.__name__}"

    def get_openapi_schema(self, **said: Any) -> OpenAPISchema:
        """The document, made once: it is the same for everybody."""
        if self._document is None:
            document = super().get_openapi_schema(**said)
            scopes = {self._id(one): _scope_of(one) for one in self.operations()}
            for methods in document["paths"].values():
                for operation in methods.values():
                    _describe(operation, scopes.get(operation["operationId"], ""))
            self._document = document
        return self._document

    def operations(self) -> list[Operation]:
        """Every operation of every app."""
        return [
            operation
            for router in self._get_bound_routers()
            for view in router.path_operations.values()
            for operation in view.operations
        ]

    def _id(self, operation: Operation) -> str:
        return operation.operation_id or self.get_openapi_operation_id(operation)


def _scope_of(operation: Operation) -> str:
    guards = [guard for guard in operation.auth_callbacks if isinstance(guard, Bearer)]
    return guards[0].scope if guards else ""


def _describe(operation: dict[str, Any], scope: str) -> None:
    """Problems have their own media type and headers; the scope stands beside the token."""
    for status, response in operation["responses"].items():
        if int(status) < 400:
            continue
        content = response.get("content", {})
        if "application/json" in content:
            content[MEDIA_TYPE] = content.pop("application/json")
        if int(status) in _HEADERS:
            name, words = _HEADERS[int(status)]
            response["headers"] = {name: {"description": words, "schema": {"type": "string"}}}
    if scope:
        operation["x-scope"] = scope
        operation["security"] = [{"Bearer": [scope]}]


# ── When it goes wrong ──────────────────────────────────────────────────────


def _answer(request: HttpRequest, trouble: Exception | type[Exception]) -> HttpResponse:
    assert isinstance(trouble, Exception)
    if isinstance(trouble, Refused):
        return refused(trouble)
    return _problem(request, trouble).answer()


def _problem(request: HttpRequest, trouble: Exception) -> Problem:
    match trouble:
        case Problem():
            return trouble
        case Http404():
            return Problem(404)
        case ValidationError():
            return invalid([said_of(error) for error in trouble.errors])
        case HttpError():
            # Whatever the reader of the body found, ninja raises it as a 400 of its own.
            cause = trouble.__cause__
            if isinstance(cause, Problem | RequestDataTooBig):
                return _problem(request, cast(Exception, cause))
            return Problem(trouble.status_code)
        case RequestDataTooBig():
            return Problem(413)
        case DataError():
            logger.warning("Not keepable: %s", trouble)
            return Problem(422)
        case OperationalError() | InterfaceError():
            logger.exception("The database did not answer.")
            return Problem(503, headers={"Retry-After": "2"})
    if isinstance(trouble, UNREADABLE):
        return Problem(400)
    logger.error("%s %s failed", request.method, request.path[:200], exc_info=trouble)
    return Problem(500)
