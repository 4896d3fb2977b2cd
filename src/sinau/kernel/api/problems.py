"""What a program is told when it does not get what it asked for (RFC 9457)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sinau.kernel.refusals import Refused

MEDIA_TYPE = "application/problem+json"
Words = str | Promise

# One sentence for each kind of trouble, said when nobody knows anything more exact.
_SENTENCES: dict[int, tuple[str, Words]] = {
    400: ("unreadable", _("Isi permintaan tidak dapat dibaca. Periksa apakah JSON-nya utuh.")),
    401: (
        "unauthorised",
        _("Sertakan token yang berlaku dalam kepala Authorization: Bearer sinau_…"),
    ),
    403: ("missing-scope", _("Token ini tidak memegang izin yang diperlukan.")),
    404: ("not-found", _("Tidak ada yang dapat dilihat di alamat ini dengan token yang dipakai.")),
    405: ("method-not-allowed", _("Metode ini tidak tersedia di alamat ini.")),
    409: ("conflict", _("Keadaan sekarang tidak mengizinkannya.")),
    411: ("length-required", _("Sebutkan panjang isi permintaan (Content-Length).")),
    413: ("too-large", _("Isi permintaan terlalu besar.")),
    415: ("unsupported-media-type", _("Jenis isi permintaan tidak dikenal di alamat ini.")),
    422: ("invalid", _("Ada nilai yang perlu diperbaiki.")),
    429: ("too-many-requests", _("Terlalu banyak permintaan. Coba lagi sebentar lagi.")),
    500: ("failed", _("Sinau gagal menjawab permintaan ini; kegagalannya sudah dicatat.")),
    503: ("busy", _("Basis data sedang sibuk. Kirim lagi sebentar lagi.")),
}


class Problem(Exception):
    """Trouble with a request of a program: a status, a sentence, and what helps beside it."""

    def __init__(
        self,
        status: int,
        sentence: Words = "",
        *,
        slug: str = "",
        headers: Mapping[str, str] | None = None,
        **more: Any,
    ) -> None:
        usual_slug, usual = _SENTENCES.get(status, ("trouble", HTTPStatus(status).phrase))
        super().__init__(status, slug or usual_slug)
        self.status = status
        self.type = f"urn:sinau:problem:{slug or usual_slug}"
        self.sentence = sentence or usual
        self.headers = dict(headers or {})
        if status == 401:
            self.headers.setdefault("WWW-Authenticate", 'Bearer realm="Sinau"')
        self.more = more

    def answer(self) -> HttpResponse:
        """The problem document."""
        return _document(
            self.status, self.type, self.sentence, headers=self.headers, more=self.more
        )


def refused(refusal: Refused) -> HttpResponse:
    """The problem document of a rule that said no: its sentence and every reason."""
    reasons = [str(reason) for reason in refusal.reasons]
    return _document(
        refusal.status,
        f"urn:sinau:refusal:{refusal.code()}",
        refusal.message,
        more={"reasons": reasons} if reasons else {},
    )


def invalid(errors: Sequence[Mapping[str, str]]) -> Problem:
    """The request is understood, but these of its fields have to be put right."""
    return Problem(422, errors=[dict(error) for error in errors])


def _document(
    status: int,
    kind: str,
    sentence: Words,
    *,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, Any],
) -> HttpResponse:
    document = {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(sentence),
        **more,
    }
    response = JsonResponse(
        document,
        status=status,
        content_type=MEDIA_TYPE,
        json_dumps_params={"ensure_ascii": False},
    )
    for name, value in (headers or {}).items():
        response[name] = value
    # An answer to a program, nothing that the keeper of the house must read; 500s are logged apart.
    response._has_been_logged = status != 500  # type: ignore[attr-defined]
    return response
