"""What an officer should look at before deciding on a claim."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from sinau.credit.learning import plain_words as plain
from sinau.credit.models import Certificate, Claim, ClaimState, Entry
from sinau.kernel.words import date_id
from sinau.people.models import Person

AGE = timedelta(days=365)
LONG_DAY = 12
SHOWN = 3


@dataclass(frozen=True)
class Finding:
    """One thing to look at, with the address of what it is about where the reader may see it."""

    text: str
    tone: str = "wait"
    url: str = ""
    link: str = ""


def findings_of(claim: Claim, reader: Person | None = None) -> list[Finding]:
    """Everything noticed about a claim; links only to what this reader may see."""
    if claim.started_on is None or claim.ended_on is None:
        return []
    return [
        *_same_file(claim, reader),
        *_same_number(claim, reader),
        *_words(claim),
        *([] if claim.removes else _dates(claim)),
    ]


def _same_file(claim: Claim, reader: Person | None) -> Iterator[Finding]:
    certificate = getattr(claim, "certificate", None)
    if certificate is None:
        return
    others = Certificate.objects.filter(sha256=certificate.sha256)
    yield from _of_others(
        claim,
        reader,
        Q(pk__in=others.values("claim")),
        _("Berkas sertifikat yang sama dipakai dalam klaim %(who)s."),
        tone="bad",
    )


def _same_number(claim: Claim, reader: Person | None) -> Iterator[Finding]:
    if not plain(claim.number):
        return
    yield from _of_others(
        claim,
        reader,
        Q(number__iexact=claim.number, organiser__iexact=claim.organiser),
        _("Nomor sertifikat yang sama dari penyelenggara ini dipakai dalam klaim %(who)s."),
    )


def _of_others(
    claim: Claim, reader: Person | None, rows: Q, words: str, *, tone: str = "wait"
) -> Iterator[Finding]:
    """Claims by somebody else; whose they are is told only to who may see them."""
    others = Claim.objects.filter(rows).exclude(person=claim.person_id)
    others = others.exclude(state=ClaimState.DRAFT).select_related("person").order_by("pk")
    seen = set()
    if reader is not None:
        visible = Claim.objects.visible_to(reader).filter(pk__in=others.values("pk"))
        seen = set(visible.values_list("pk", flat=True))
    hidden = 0
    for other in others[:SHOWN]:
        if other.pk not in seen:
            hidden += 1
            continue
        who = f"{other.person.full_name} ({other.reference})"
        yield Finding(words % {"who": who}, tone, other.get_absolute_url(), _("Buka klaim itu"))
    if hidden:
        who = _("pegawai di luar perangkat daerah Anda; tanyakan kepada BKPSDM")
        yield Finding(words % {"who": who}, tone)


def _words(claim: Claim) -> Iterator[Finding]:
    """Whether the words of the document are those that were typed."""
    certificate = getattr(claim, "certificate", None)
    text = plain(certificate.text) if certificate else ""
    if certificate is None and claim.is_correction:
        yield Finding(_("Tanpa berkas baru; lihat bukti pada catatan semula."), "info")
        return
    if certificate is None or len(text) < 40:
        yield Finding(
            _("Berkasnya gambar tanpa teks; nomor dan nama dibandingkan dengan mata."), "info"
        )
        return
    if plain(claim.number) and plain(claim.number) not in text:
        yield Finding(_("Nomor sertifikat yang diketik tidak ditemukan dalam teks berkas."))
    if plain(claim.person.name) not in text:
        yield Finding(_("Nama pegawai tidak ditemukan dalam teks berkas."))
    if not plain(claim.number):
        yield Finding(_("Klaim ini tanpa nomor sertifikat."))


def _dates(claim: Claim) -> Iterator[Finding]:
    assert claim.started_on and claim.ended_on
    sent = claim.sent_at.date() if claim.sent_at else None
    if sent and sent - claim.ended_on > AGE:
        yield Finding(
            _("Kegiatan selesai lebih dari setahun sebelum diajukan: %(day)s.")
            % {"day": date_id(claim.ended_on)}
        )
    if claim.stated_jp and claim.stated_jp > LONG_DAY * claim.days:
        yield Finding(
            _("JP yang ditulis lebih dari %(most)s JP sehari.") % {"most": LONG_DAY},
        )
    beside = Entry.objects.filter(
        person=claim.person_id,
        started_on__lte=claim.ended_on,
        earned_on__gte=claim.started_on,
    ).standing()
    beside = beside.exclude(evidence=claim.evidence).exclude(pk=claim.corrects_id or 0)
    for entry in beside[:SHOWN]:
        yield Finding(
            _("Bertepatan dengan “%(title)s” pada %(day)s yang sudah tercatat.")
            % {"title": entry.title, "day": date_id(entry.earned_on)},
            "wait",
            entry.get_absolute_url(),
            _("Buka catatan"),
        )
