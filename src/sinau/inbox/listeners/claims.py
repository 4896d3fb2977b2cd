"""What people are told of claims of outside training: whose it is, and who has to decide."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from sinau.credit.events import (
    ClaimAppealed,
    ClaimApproved,
    ClaimDisproved,
    ClaimRefused,
    ClaimReturned,
    ClaimSent,
    HistoryCredited,
    HistoryReversed,
)
from sinau.inbox.actions import Letter
from sinau.inbox.telling import tells
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.kernel.words import number_id
from sinau.people.models import Agency, Grant, Role

OUTCOMES = {
    ClaimReturned: gettext_noop("Klaim JP “{title}” dikembalikan kepada Anda untuk diperbaiki"),
    ClaimApproved: gettext_noop("Klaim JP “{title}” disetujui"),
    ClaimRefused: gettext_noop("Klaim JP “{title}” tidak disetujui; alasannya ada di klaimnya"),
    ClaimDisproved: gettext_noop("Klaim JP “{title}” dibatalkan dari buku JP Anda"),
}
Outcome = ClaimReturned | ClaimApproved | ClaimRefused | ClaimDisproved


@tells(
    *OUTCOMES,
    kind="jp_claim",
    label=_("Keputusan atas klaim JP saya"),
    short=_("Klaim JP"),
    icon="award",
)
def tell_claim(fact: Outcome, entry: Entry) -> Iterator[Letter]:
    """Whose claim it is hears of each decision."""
    yield Letter(
        person_id=fact.person_id,
        sentence=OUTCOMES[type(fact)],
        words={"title": fact.title},
        url=f"/jp/klaim/{fact.claim_id}/",
    )


@tells(
    ClaimSent,
    ClaimAppealed,
    kind="jp_claim_desk",
    label=_("Klaim JP pegawai menunggu saya"),
    short=_("Klaim pegawai"),
    icon="file-check",
)
def tell_claim_desk(fact: ClaimSent | ClaimAppealed, entry: Entry) -> Iterator[Letter]:
    """The officers nearest to the person hear of a claim; of an appeal, those of the city."""
    if isinstance(fact, ClaimSent):
        people = _nearest_officers(fact.agency_id)
        sentence = gettext_noop("Klaim JP “{title}” menunggu verifikasi Anda")
    else:
        people = _of_the_city() - {fact.decided_by_id or 0}
        sentence = gettext_noop("Banding atas klaim JP “{title}” menunggu keputusan Anda")
    for person_id in sorted(people - {fact.person_id}):
        yield Letter(
            person_id=person_id,
            sentence=sentence,
            words={"title": fact.title},
            url=f"/jp/klaim/{fact.claim_id}/",
        )


@tells(
    HistoryCredited,
    HistoryReversed,
    kind="jp_history",
    label=_("Riwayat SIASN masuk ke buku JP saya"),
    short=_("Riwayat SIASN"),
    icon="arrow-left-right",
)
def tell_history(fact: HistoryCredited | HistoryReversed, entry: Entry) -> Iterator[Letter]:
    """Whose history was brought in hears of it once, however many rows there were."""
    yield Letter(
        person_id=fact.person_id,
        sentence=gettext_noop("{count} riwayat SIASN masuk ke buku JP Anda, {jp} JP")
        if isinstance(fact, HistoryCredited)
        else gettext_noop("{count} riwayat SIASN dibatalkan dari buku JP Anda, {jp} JP"),
        words={"count": fact.count, "jp": number_id(fact.jp)},
        url="/jp/",
    )


def _nearest_officers(agency_id: int | None) -> set[int]:
    """Who keeps the agency itself or, failing that, the one above it, up to the city."""
    agency = Agency.objects.filter(pk=agency_id or 0).first()
    if agency is None:
        return set()
    held = Grant.objects.valid_on(today()).filter(role=Role.OFFICER).select_related("agency")
    found: dict[int, set[int]] = {}
    for grant in held:
        if agency.path.startswith(grant.agency.path):
            found.setdefault(len(grant.agency.path), set()).add(grant.person_id)
    return found[max(found)] if found else set()


def _of_the_city() -> set[int]:
    held = Grant.objects.valid_on(today()).filter(
        role__in=[Role.OFFICER, Role.HEAD], agency__parent=None
    )
    return set(held.values_list("person_id", flat=True))
