"""A certificate as an Open Badge, signed by the city."""

from __future__ import annotations

import datetime as dt
import json
import secrets
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from sinau.kernel.words import date_id
from sinau.university.certificates import keys
from sinau.university.certificates.credential import badge, did, proof, status, token
from sinau.university.certificates.credential.badge import Award, Identity
from sinau.university.models import Certificate, Revocation

# Words of the standard for what was achieved: a course finished, a class attended to its end.
_COURSE, _CLASS = "Course", "CertificateOfCompletion"


def status_list_address(number: int) -> str:
    """Where the status list of that number is served."""
    return f"{settings.PUBLIC_URL}{reverse('university:status_list', args=[number])}"


def signed(
    certificate: Certificate, *, at: dt.datetime, with_name: bool
) -> tuple[dict[str, Any], str]:
    """The credential with its proof, and the same as a token."""
    plain = badge.credential(_award(certificate, at=at, with_name=with_name))
    key, issuer = keys.current(), keys.issuer()
    document = proof.with_proof(
        plain,
        key=key,
        method=did.proof_method(issuer, key.public_key()),
        created=_moment(at),
    )
    claims = {**plain, "iss": issuer, "jti": plain["id"], "nbf": int(at.timestamp())}
    return document, token.sign(claims, key=key, key_id=did.token_method(issuer, key.public_key()))


def status_list(number: int, *, at: dt.datetime) -> dict[str, Any]:
    """The status list of that number as it stands now, signed."""
    first = number * status.LENGTH
    revoked = Revocation.objects.filter(
        certificate__status_at__gte=first, certificate__status_at__lt=first + status.LENGTH
    ).values_list("certificate__status_at", flat=True)
    key, issuer = keys.current(), keys.issuer()
    return proof.with_proof(
        status.credential(
            status_list_address(number),
            issuer=issuer,
            valid_from=_moment(at),
            revoked=(place - first for place in revoked),
        ),
        key=key,
        method=did.proof_method(issuer, key.public_key()),
        created=_moment(at),
    )


def as_text(document: dict[str, Any]) -> str:
    """A credential as the file one downloads."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def _award(certificate: Certificate, *, at: dt.datetime, with_name: bool) -> Award:
    """A credential is an Indonesian document, whoever asks for it."""
    number, place = divmod(certificate.status_at, status.LENGTH)
    with translation.override("id"):
        day = date_id(certificate.ended_on)
        return Award(
            address=uuid.uuid5(uuid.NAMESPACE_URL, certificate.public_url).urn,
            issuer=keys.issuer(),
            issuer_name=certificate.organiser,
            issuer_url=settings.PUBLIC_URL,
            valid_from=_moment(at),
            identities=_identities(certificate, with_name=with_name),
            activity=certificate.activity,
            description=_("Kegiatan pengembangan kompetensi oleh %(organiser)s, selesai %(day)s.")
            % {"organiser": certificate.organiser, "day": day},
            criteria=_criteria(certificate),
            achievement=f"{certificate.public_url}#capaian",
            image=certificate.badge_url,
            image_caption=_("Lencana %(activity)s") % {"activity": certificate.activity},
            kind=_COURSE if certificate.completion.course_id else _CLASS,
            code=certificate.code,
            evidence=certificate.public_url,
            evidence_name=_("Halaman pemeriksaan sertifikat %(number)s")
            % {"number": certificate.number},
            credits=certificate.hours,
            ended_on=_day(certificate.ended_on),
            status=status.entry(status_list_address(number), place),
        )


def _criteria(certificate: Certificate) -> str:
    completion = certificate.completion
    if completion.score is not None:
        return _("Membaca semua pelajaran dan lulus kuis.")
    if completion.course_id:
        return _("Menyelesaikan semua bagian kursus.")
    return _("Hadir pada semua sesi kelas.")


def _identities(certificate: Certificate, *, with_name: bool) -> list[Identity]:
    """Hashed with a salt of its own, so that only who knows the value recognises it; no NIP."""
    found = [Identity(kind="name", value=certificate.name, salt=secrets.token_hex(16))]
    if with_name:
        found = [Identity(kind="name", value=certificate.name)]
    if certificate.person.email:
        email = certificate.person.email.lower()
        found.append(Identity(kind="emailAddress", value=email, salt=secrets.token_hex(16)))
    return found


def _moment(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _day(day: dt.date) -> str:
    return f"{day.isoformat()}T00:00:00+07:00"
