"""Step 5: what was learnt stands in Sari's JP book, on the front page, and before the public."""

from __future__ import annotations

import re
from decimal import Decimal

from playwright.sync_api import expect

from sinau.credit.models import Entry
from sinau.kernel.clock import today
from sinau.kernel.words import number_id
from sinau.people.models import Person
from tests.loop.walk import Walk


def stands_in_the_book(walk: Walk, certificates: list[str]) -> None:
    """Each certificate has its row with evidence and rule; the ring adds them up."""
    sari = walk.come_in("sari", "/jp/")
    for address in certificates:
        entry = _entry_of(sari, address)
        walk.follow(entry.title)
        walk.at(rf"^/jp/catatan/{entry.pk}/$", inside=True)
        walk.sees(entry.rule.regulation)
        walk.follow("Buka bukti")
        walk.at(f"^{re.escape(address)}$")
        walk.go("/jp/")
    earned = Entry.objects.filter(person=sari, earned_on__year=today().year)
    total = number_id(sum((row.jp for row in earned), Decimal(0)))
    expect(walk.here.locator(".ring")).to_contain_text(total)
    walk.go("/")
    expect(walk.here.locator(".ring")).to_contain_text(total)


def is_public_proof(walk: Walk, certificates: list[str]) -> None:
    """Sari takes the PDF; anybody with the code sees that it is good."""
    for address in certificates:
        walk.come_in("sari", address)
        assert walk.take("Unduh PDF").startswith(b"%PDF")
    walk.come_as_a_stranger()
    for address in certificates:
        walk.go(address)
        walk.at(f"^{re.escape(address)}$")
        walk.sees("Sah")
        walk.sees("Sari Lestari")
        walk.does_not_see("Unduh PDF")


def _entry_of(person: Person, certificate: str) -> Entry:
    return Entry.objects.get(person=person, evidence_url=certificate)
