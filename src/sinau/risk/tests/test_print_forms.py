"""Forms 1.0 to 5.0 of a register as pages, PDF and workbook, signed by the risk owner."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pypdfium2
from django.urls import reverse
from openpyxl import load_workbook

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.kernel.clock import today
from sinau.risk.actions import assess_risk, edit_risk, plan_action, treat_risk
from sinau.risk.actions.contexts import name_steward
from sinau.risk.actions.monitoring import (
    QuarterNotYet,
    Seen,
    end_of,
    monitor_risk,
    quarter_of,
    remind_of_cycles,
    remind_of_notices,
    review_register,
    sign_form,
)
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Kind, Monitoring, Part
from sinau.risk.papers.forms import NUMBERS, compose
from sinau.risk.tests.stage import RegisterTestCase
from sinau.risk.tests.test_keep_context import context_of
from sinau.ui.testing import queries_of


class FormCase(RegisterTestCase):
    """The register with a context, an owner, a plan and what was seen this quarter."""

    def setUp(self) -> None:
        self.context = context_of(self)
        name_steward(self.register, Part.OWNER, self.budi, valid_from=today(), by=self.agung)
        treat_risk(self.risk, option="mitigasi", control="Kalimat netral", by=self.sari)
        plan_action(
            self.risk,
            text="Menguji kalimat",
            output="Catatan uji",
            owner=self.sari,
            due=today(),
            by=self.sari,
        )
        self.year, self.quarter = quarter_of(today())

    def page(self, number: str, *, tail: str = "") -> str:
        return reverse("risk:form", args=[self.register.pk, number]) + tail


class PrintFormsTests(FormCase):
    def test_each_form_has_its_columns(self) -> None:
        wanted = {
            "1.0": ("Pakta integritas", self.budi.name),
            "2.0": ("Unit pemilik risiko (UPR)", "Selera risiko", "Pemangku kepentingan"),
            "3.0": ("Jenis risiko", "Sistem pengendalian", "Keputusan penanganan", "YA"),
            "4.0": ("Opsi penanganan", "Keluaran", "Catatan uji", "Risiko residual"),
            "5.0": ("Kemungkinan aktual", "Rekomendasi", "Belum dipantau"),
        }
        self.client.force_login(self.sari)
        for number, words in wanted.items():
            answer = self.client.get(self.page(number))
            for word in words:
                with self.subTest(number, word=word):
                    self.assertContains(answer, word)

    def test_form_2_shows_sixteen_categories_seven_areas_and_the_table(self) -> None:
        form = compose(self.register, "2.0", year=self.year, quarter=self.quarter)
        pairs = {row[0]: row[1] for row in form.blocks[0].rows}
        self.assertEqual(len(pairs["Kategori risiko"].split("; ")), 16)
        self.assertEqual(len(pairs["Area dampak"].split("; ")), 7)
        matrix = next(block for block in form.blocks if block.title == "Matriks analisis risiko")
        self.assertEqual(matrix.rows[0][1:], ("9", "15", "18", "23", "25"))

    def test_pdf_and_workbook_say_the_same(self) -> None:
        self.client.force_login(self.sari)
        for number in NUMBERS:
            url = reverse("risk:form_paper", args=[self.register.pk, number])
            answer = self.client.get(url)
            self.assertEqual(answer["Content-Type"], "application/pdf")
            words = "".join(
                page.get_textpage().get_text_bounded()
                for page in pypdfium2.PdfDocument(answer.content)
            )
            self.assertIn(f"Formulir {number}", words)
        book = load_workbook(
            BytesIO(
                self.client.get(reverse("risk:forms_workbook", args=[self.register.pk])).content
            )
        )
        self.assertEqual(book.sheetnames, [f"Formulir {number}" for number in NUMBERS])
        cells = [cell for row in book["Formulir 4.0"].values for cell in row]
        self.assertIn("Menguji kalimat", cells)
        self.assertIn(1, cells)

    def test_those_who_see_the_register_see_its_forms_p_rsk_25(self) -> None:
        """P-RSK-25: page, PDF and workbook as the register itself (P-RSK-1)."""
        urls = [
            reverse("risk:forms", args=[self.register.pk]),
            self.page("3.0"),
            reverse("risk:form_paper", args=[self.register.pk, "3.0"]),
            reverse("risk:forms_workbook", args=[self.register.pk]),
        ]
        for person, status in ((self.sari, 200), (self.tri, 200), (self.joko, 404)):
            self.client.force_login(person)
            for url in urls:
                with self.subTest(person.name, url=url):
                    self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(self.page("6.0")).status_code, 404)

    def test_only_the_owner_signs_and_a_change_shows_p_rsk_24(self) -> None:
        """P-RSK-24: Budi owns the risks; Bayu keeps the register and does not sign."""
        sign = reverse("risk:form_sign", args=[self.register.pk, "3.0"])
        form = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        said = {"agreed": "ya", "fingerprint": form.fingerprint}
        for person in (self.bayu, self.agung, self.joko):
            self.client.force_login(person)
            self.assertEqual(self.client.post(sign, said).status_code, 404)
        self.client.force_login(self.budi)
        self.client.post(sign, {**said, "fingerprint": "x" * 64})
        self.assertFalse(self.register.signatures.exists())
        answer = self.client.post(sign, said, follow=True)
        self.assertContains(answer, "Disetujui")
        self.client.post(sign, said)
        self.assertEqual(Entry.objects.filter(kind="risk.form.signed").count(), 1)
        words = Statement(
            event=self.risk.event, cause="Lain", impact_text="x", category=self.risk.category
        )
        self.risk.refresh_from_db()
        edit_risk(self.risk, words, by=self.sari)
        self.assertContains(self.client.get(self.page("3.0")), "Berubah sesudah diputuskan")

    def test_a_no_needs_a_word_why(self) -> None:
        self.client.force_login(self.budi)
        sign = reverse("risk:form_sign", args=[self.register.pk, "3.0"])
        form = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        said = {"agreed": "tidak", "fingerprint": form.fingerprint}
        self.assertContains(self.client.post(sign, said), "perlu diperbaiki")
        answer = self.client.post(sign, {**said, "note": "Kurang"}, follow=True)
        self.assertContains(answer, "Tidak disetujui")

    def test_nobody_signs_the_context_they_wrote(self) -> None:
        name_steward(self.register, Part.OWNER, self.bayu, valid_from=today(), by=self.agung)
        self.client.force_login(self.bayu)
        form = compose(self.register, "2.0", year=self.year, quarter=self.quarter)
        sign = reverse("risk:form_sign", args=[self.register.pk, "2.0"])
        said = {"agreed": "ya", "fingerprint": form.fingerprint}
        self.assertEqual(self.client.post(sign, said).status_code, 409)

    def test_the_fingerprint_is_the_same_in_every_language(self) -> None:
        from django.utils import translation

        here = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        with translation.override("en"):
            there = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        self.assertEqual(here.fingerprint, there.fingerprint)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        from sinau.risk.actions import identify_risk

        self.client.force_login(self.sari)
        pages = [self.page(number) for number in ("3.0", "4.0", "5.0")]
        few = [queries_of(self.client, url) for url in pages]
        for number in range(8):
            words = Statement(
                event=f"Kejadian {number}", cause="a", impact_text="b", category="Inovasi"
            )
            risk = identify_risk(self.register, words, likelihood=2, impact=3, by=self.sari)
            plan_action(risk, text="x", owner=self.sari, due=today(), by=self.sari)
        for url, before in zip(pages, few, strict=True):
            with self.subTest(url):
                self.assertLessEqual(queries_of(self.client, url), before + 1)


class MonitorTests(FormCase):
    def test_manager_coordinator_keeper_and_officers_watch_p_rsk_23(self) -> None:
        """P-RSK-23: people who only take part, heads and auditors do not."""
        url = reverse("risk:monitor", args=[self.risk.pk])
        for person, status in (
            (self.bayu, 200),
            (self.agung, 200),
            (self.sari, 404),
            (self.tri, 404),
            (self.joko, 404),
        ):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertEqual(self.client.get(url).status_code, status)
        self.client.force_login(self.bayu)
        said = {
            "period": f"{self.year}-{self.quarter}",
            "likelihood": 2,
            "impact": 3,
            "description": "Dua pekan tanpa salah kirim",
            "recommendation": "Lanjutkan",
        }
        answer = self.client.post(url, said, follow=True)
        self.assertContains(answer, "Dua pekan tanpa salah kirim")
        self.client.post(url, said)
        self.assertEqual(Monitoring.objects.count(), 1)
        self.risk.refresh_from_db()
        assert self.risk.standing is not None
        self.assertEqual((self.risk.standing.kind, self.risk.standing.score), (Kind.CURRENT, 11))
        self.assertContains(self.client.get(self.page("5.0")), "Lanjutkan")

    def test_a_correction_is_a_further_row_and_the_last_one_counts(self) -> None:
        first = Seen(
            year=self.year, quarter=self.quarter, likelihood=2, impact=3, description="Satu"
        )
        monitor_risk(self.risk, first, by=self.bayu)
        second = Seen(
            year=self.year, quarter=self.quarter, likelihood=2, impact=2, description="Dua"
        )
        monitor_risk(self.risk, second, by=self.bayu)
        rows = compose(self.register, "5.0", year=self.year, quarter=self.quarter).blocks[0].rows
        self.assertEqual(Monitoring.objects.count(), 2)
        self.assertIn("Dua", rows[0])

    def test_a_quarter_to_come_cannot_be_watched(self) -> None:
        seen = Seen(year=self.year + 1, quarter=1, likelihood=1, impact=1, description="x")
        with self.assertRaises(QuarterNotYet):
            monitor_risk(self.risk, seen, by=self.bayu)

    def test_an_old_assessment_does_not_return_to_form_3(self) -> None:
        before = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        assess_risk(self.risk, Kind.CURRENT, likelihood=1, impact=1, reason="x", by=self.bayu)
        after = compose(self.register, "3.0", year=self.year, quarter=self.quarter)
        self.assertEqual(before.fingerprint, after.fingerprint)


class CycleTests(FormCase):
    def test_the_register_is_looked_over_each_cycle(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("risk:register_review", args=[self.register.pk])
        self.client.post(url, {"note": "Dua risiko baru"})
        self.client.post(url, {"note": "Dua risiko baru"})
        self.assertEqual(self.register.cycle_reviews.count(), 1)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(url, {"note": "x"}).status_code, 404)

    def test_people_are_reminded_once_before_and_once_after(self) -> None:
        due = self.context.review_due
        for day, told in (
            (due - timedelta(days=40), 0),
            (due - timedelta(days=10), 1),
            (due - timedelta(days=9), 1),
            (due + timedelta(days=1), 2),
            (due + timedelta(days=2), 2),
        ):
            with self.subTest(day), clock.freeze(day):
                remind_of_cycles()
                count = Entry.objects.filter(kind="risk.review.due").count()
                self.assertEqual(count, told)
        entry = Entry.objects.filter(kind="risk.review.due").first()
        assert entry is not None
        self.assertIn(self.bayu.pk, entry.data["person_ids"])
        review_register(self.register, note="x", by=self.bayu)

    def test_a_quarter_without_monitoring_is_reminded_of(self) -> None:
        end = end_of(self.year, self.quarter)
        with clock.freeze(end - timedelta(days=3)):
            remind_of_cycles()
            remind_of_cycles()
        entry = Entry.objects.get(kind="risk.monitoring.due")
        self.assertEqual((entry.data["unseen"], entry.data["quarter"]), (1, self.quarter))
        seen = Seen(
            year=self.year, quarter=self.quarter, likelihood=2, impact=3, description="Satu"
        )
        with clock.freeze(end):
            monitor_risk(self.risk, seen, by=self.bayu)
        with clock.freeze(end + timedelta(days=2)):
            remind_of_cycles()
        self.assertEqual(Entry.objects.filter(kind="risk.monitoring.due").count(), 1)

    def test_notices_are_reminded_of_when_soon_and_when_late(self) -> None:
        from sinau.kernel.clock import now
        from sinau.risk.actions.incidents import Report, report_incident

        told = Report(what="x", happened_at=now(), service="y", personal_data=True)
        report_incident(told, by=self.sari, register=self.register)
        self.assertEqual(remind_of_notices(), 0)
        with clock.freeze(now() + timedelta(hours=60)):
            self.assertEqual(remind_of_notices(), 2)
            self.assertEqual(remind_of_notices(), 0)
        with clock.freeze(now() + timedelta(hours=80)):
            self.assertEqual(remind_of_notices(), 2)

    def test_quarters_end_where_they_should(self) -> None:
        self.assertEqual(end_of(2026, 4), date(2026, 12, 31))
        self.assertEqual(end_of(2026, 1), date(2026, 3, 31))
        self.assertEqual(quarter_of(date(2026, 4, 1)), (2026, 2))

    def test_signing_the_same_words_twice_is_one_row(self) -> None:
        sign_form(self.register, "3.0", "a" * 64, by=self.budi)
        sign_form(self.register, "3.0", "a" * 64, by=self.budi)
        self.assertEqual(self.register.signatures.count(), 1)
