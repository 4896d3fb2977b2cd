"""One event counts once, by however many doors it comes in."""

from datetime import date
from decimal import Decimal

from sinau.credit.actions import Learning, attach, record, reverse
from sinau.credit.learning import plain_words
from sinau.credit.models import Entry, EvidenceAlias
from sinau.credit.recognising import AlreadyCredited, refuse_double, same_event
from sinau.credit.summaries import year_of
from sinau.credit.tests.learning import learn
from sinau.journal.models import Entry as Told
from sinau.people.models import Person
from sinau.people.testing import CastTestCase

DAY = date(2026, 3, 2)


def learning(
    evidence: str,
    *,
    number: str = "",
    event: str = "",
    jp: str | None = "3",
    organiser: str = "BKPSDM",
    title: str = "Pelatihan Arsip",
    day: date = DAY,
    fact_entry: int | None = None,
    again: bool = False,
) -> Learning:
    """A day of technical training, told by somebody."""
    return Learning(
        evidence=evidence,
        form="technical",
        title=title,
        organiser=organiser,
        started_on=day,
        ended_on=day,
        minutes=90,
        stated_jp=Decimal(jp) if jp else None,
        number=number,
        event=event,
        fact_entry=fact_entry,
        again=again,
    )


def found(person: Person, **other: object) -> Entry | None:
    """The same event, asked for as a claim asks."""
    said: dict[str, object] = {
        "number": "",
        "organiser": "BKPSDM",
        "started_on": DAY,
        "ended_on": DAY,
        "title": "Pelatihan Arsip",
    }
    return same_event(person, **(said | other))  # type: ignore[arg-type]


class MergeTests(CastTestCase):
    def test_the_screen_and_the_sheet_are_one_event(self) -> None:
        first = record(learning("scan:1", event="class:7"), person=self.sari)
        second = record(learning("sheet:1", event="class:7"), person=self.sari)
        self.assertEqual(second, first)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(3))
        self.assertEqual(EvidenceAlias.objects.get().entry, first)
        told = Told.objects.get(kind="credit.evidence.merged")
        self.assertEqual(told.data["evidence"], "sheet:1")

    def test_the_same_certificate_number_is_one_event_however_it_is_written(self) -> None:
        record(learning("a", number="0012/SERT/BKPSDM/2026"), person=self.sari)
        record(
            learning("b", number="0012 / sert / bkpsdm / 2026", organiser="Badan X"),
            person=self.sari,
        )
        self.assertEqual(Entry.objects.count(), 1)
        record(learning("c", number="0013/SERT/BKPSDM/2026"), person=self.sari)
        self.assertEqual(Entry.objects.count(), 2)

    def test_a_short_number_needs_its_organiser(self) -> None:
        record(learning("a", number="12"), person=self.sari)
        record(learning("b", number="12", organiser="Lembaga lain"), person=self.sari)
        self.assertEqual(Entry.objects.count(), 2)

    def test_the_same_certificate_of_two_people_is_two_events(self) -> None:
        record(learning("a", number="0012/2026"), person=self.sari)
        record(learning("b", number="0012/2026"), person=self.bayu)
        self.assertEqual(Entry.objects.count(), 2)

    def test_a_second_evidence_told_twice_changes_nothing(self) -> None:
        first = record(learning("a", event="e"), person=self.sari)
        for _turn in range(2):
            self.assertEqual(record(learning("b", event="e"), person=self.sari), first)
        self.assertEqual(EvidenceAlias.objects.count(), 1)

    def test_an_undone_event_stays_undone_by_its_other_door(self) -> None:
        first = record(learning("a", event="e"), person=self.sari)
        reverse(first, by=self.wulan, reason="Tidak hadir")
        record(learning("b", event="e"), person=self.sari)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(0))
        record(learning("c", event="e", again=True), person=self.sari, by=self.wulan)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(3))

    def test_a_fact_goes_before_what_somebody_claimed(self) -> None:
        record(learning("claim:1", event="e", jp="9"), person=self.sari)
        record(learning("fact:1", event="e", jp="3", fact_entry=1), person=self.sari)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(3))
        record(learning("claim:2", event="e", jp="8"), person=self.sari)
        self.assertEqual(year_of(self.sari, 2026).jp, Decimal(3))

    def test_somebody_who_recognises_the_event_puts_the_evidence_beside_it(self) -> None:
        first = record(learning("a"), person=self.sari)
        for _turn in range(2):
            attach(first, learning("siasn:4", number="X-1234"), by=self.wulan)
        self.assertEqual(first.aliases.get().evidence, "siasn:4")
        self.assertEqual(record(learning("b", number="x 1234"), person=self.sari), first)

    def test_the_page_of_the_entry_shows_its_other_evidences(self) -> None:
        first = record(learning("scan:1", event="e"), person=self.sari)
        self.client.force_login(self.sari)
        self.assertNotContains(self.client.get(first.get_absolute_url()), "Bukti lain")
        record(learning("sheet:1", event="e"), person=self.sari)
        page = self.client.get(first.get_absolute_url())
        self.assertContains(page, "Bukti lain")
        self.assertContains(page, "sheet:1")
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(first.get_absolute_url()).status_code, 404)


class RecogniseTests(CastTestCase):
    def test_it_finds_by_number(self) -> None:
        first = record(learning("a", number="0012/2026"), person=self.sari)
        self.assertEqual(found(self.sari, number="0012-2026", title="lain", organiser="x"), first)
        self.assertIsNone(found(self.sari, number="0099/2026"))
        self.assertIsNone(found(self.bayu, number="0012/2026"))

    def test_it_finds_by_title_organiser_and_days_where_a_number_is_missing(self) -> None:
        first = record(learning("a"), person=self.sari)
        self.assertEqual(found(self.sari, title="PELATIHAN  arsip", number="0012/2026"), first)
        self.assertIsNone(found(self.sari, title="Pelatihan Loket"))
        self.assertIsNone(found(self.sari, ended_on=date(2026, 3, 3)))

    def test_what_was_undone_may_be_claimed_again(self) -> None:
        first = record(learning("a"), person=self.sari)
        reverse(first, by=self.wulan, reason="Keliru")
        self.assertIsNone(found(self.sari))

    def test_a_certificate_of_sinau_is_recognised_when_it_is_claimed(self) -> None:
        learn(self.sari, number="0001/SERT/BKPSDM/2026")
        entry = Entry.objects.get()
        with self.assertRaises(AlreadyCredited) as refused:
            refuse_double(
                self.sari,
                number="0001/SERT/BKPSDM/2026",
                organiser="Badan Kepegawaian",
                started_on=date(2026, 3, 1),
                ended_on=date(2026, 3, 2),
                title="Dasar AI",
            )
        self.assertEqual(refused.exception.back, entry.get_absolute_url())
        self.assertIn("sudah tercatat", str(refused.exception))

    def test_letters_and_digits_are_what_counts(self) -> None:
        self.assertEqual(plain_words(" No. 800/12–BKPSDM "), "no80012bkpsdm")
