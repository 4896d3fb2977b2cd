"""Evidence for the innovation index and the portfolio: ranges, hostile files, outsiders."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase
from django.urls import reverse

from sinau.innovation.actions import change_plan, start_pilot
from sinau.innovation.actions.evidence import (
    AlreadyChecked,
    Claim,
    UnfitFile,
    add_evidence,
    check_evidence,
    remove_evidence,
)
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.evidencing import seen_of
from sinau.innovation.index_score import Paper, indicators, rule_file, score
from sinau.innovation.models import Evidence
from sinau.innovation.tests.stage import PlannedTestCase
from sinau.kernel.clock import today
from sinau.ui.testing import cells, queries_of

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
LETTER = Claim(indicator=23, parameter=3, what="SK nomor 12 tahun 2026")


class ScoreTests(SimpleTestCase):
    def test_the_weights_sum_to_what_the_letter_says(self) -> None:
        self.assertEqual(sum(one.weight for one in indicators()), rule_file()["version"]["weights"])
        self.assertEqual(3 * 37, rule_file()["version"]["most"])
        self.assertEqual([one.number for one in indicators()], list(range(16, 36)))

    def test_only_what_holds_counts_for_sure(self) -> None:
        papers = [
            Paper(indicator=16, parameter=1, holds=True),
            Paper(indicator=16, parameter=2, holds=None),
            Paper(indicator=31, parameter=3, holds=False),
        ]
        found = score(papers, {24: 2})
        self.assertEqual((found.low, found.high), (3, 3 * 2 + 1 * 2))

    def test_everything_is_a_hundred_and_eleven(self) -> None:
        whole = [Paper(indicator=one.number, parameter=3, holds=True) for one in indicators()]
        found = score(whole, {})
        self.assertEqual((found.low, found.high, found.missing), (111, 111, ()))


class EvidenceTests(PlannedTestCase):
    def add(self) -> Evidence:
        return add_evidence(self.idea, LETTER, by=self.sari, file=io.BytesIO(PNG), name="sk.png")

    def test_the_same_paper_is_kept_once_and_somebody_else_looks(self) -> None:
        paper = self.add()
        self.assertEqual(self.add(), paper)
        with self.assertRaises(OwnPlan):
            check_evidence(paper, holds=True, note="", by=self.sari)
        for _turn in range(2):
            check_evidence(paper, holds=True, note="", by=self.agung)
        with self.assertRaises(AlreadyChecked):
            remove_evidence(paper, by=self.sari)

    def test_a_program_with_the_name_of_a_picture_is_refused(self) -> None:
        with self.assertRaises(UnfitFile):
            add_evidence(
                self.idea, LETTER, by=self.sari, file=io.BytesIO(b"MZ\x90\x00" * 9), name="a.png"
            )
        self.client.force_login(self.sari)
        url = reverse("innovation:evidence_new", args=[self.idea.pk, 23])
        said = {"parameter": "3", "what": "SK", "file": SimpleUploadedFile("a.pdf", b"<script>")}
        answer = self.client.post(url, said)
        self.assertContains(answer, "PDF, JPG atau PNG", status_code=422)
        self.assertContains(
            self.client.post(url, {"parameter": "3", "what": "SK"}), "Pilih berkas", status_code=422
        )
        bad = {"parameter": "3", "what": "SK", "url": "ftp://a.id/x"}
        self.assertEqual(self.client.post(url, bad).status_code, 422)
        self.assertFalse(Evidence.objects.exists())

    def test_those_inside_read_and_outsiders_find_nothing_p_ino_38(self) -> None:
        """P-INO-38: papers are read by those inside, added by members, checked by somebody else."""
        paper = self.add()
        pages = [
            reverse(f"innovation:{name}", args=[self.idea.pk])
            for name in ("evidence", "evidence_bundle", "evidence_export")
        ]
        file = reverse("innovation:evidence_file", args=[paper.pk])
        check = reverse("innovation:evidence_check", args=[paper.pk])
        remove = reverse("innovation:evidence_remove", args=[paper.pk])
        for url in (*pages, file):
            for person, status in ((self.sari, 200), (self.budi, 200), (self.joko, 404)):
                with self.subTest(url=url, person=person.name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(url).status_code, status)
        for person, status in (
            (self.sari, 404),
            (self.bayu, 200),
            (self.agung, 200),
            (self.joko, 404),
        ):
            self.client.force_login(person)
            self.assertEqual(self.client.get(check).status_code, status)
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.post(remove).status_code, 404)
        self.client.force_login(self.sari)
        self.client.post(remove)
        self.assertFalse(Evidence.objects.exists())

    def test_the_bundle_holds_every_file_and_the_list(self) -> None:
        paper = self.add()
        add_evidence(
            self.idea,
            Claim(indicator=35, parameter=2, what="=Video", url="https://contoh.go.id/v"),
            by=self.sari,
        )
        self.client.force_login(self.bayu)
        answer = self.client.get(reverse("innovation:evidence_bundle", args=[self.idea.pk]))
        with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as packed:  # type: ignore[attr-defined]
            self.assertEqual(
                sorted(packed.namelist()), [f"23/bukti-{paper.pk}.png", "indikator.xlsx"]
            )
            rows = cells(packed.read("indikator.xlsx"))
        self.assertEqual(rows[-1][6:8], [0, 3 + 8 + 1])
        self.assertIn("=Video", str(rows))

    def test_what_the_house_counts_itself(self) -> None:
        self.assertEqual(seen_of(self.idea), {24: 1})
        start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )
        self.assertEqual(seen_of(self.idea), {24: 1, 19: 3})


class PortfolioTests(PlannedTestCase):
    url = reverse("innovation:portfolio")

    def setUp(self) -> None:
        start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )

    def test_heads_see_what_is_shut_and_why_p_ino_39(self) -> None:
        """P-INO-39: heads, risk officers and auditors see the ideas of the agencies they watch."""
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        for person in (self.budi, self.dewi, self.agung):
            self.client.force_login(person)
            self.assertContains(self.client.get(self.url), "Rencana belum memuat")
            self.assertContains(self.client.get(self.url + "?tampil=tertutup"), self.idea.title)
            self.assertNotContains(self.client.get(self.url + "?tampil=giliran"), self.idea.title)
        export = reverse("innovation:portfolio_export")
        self.assertIn(self.idea.title, str(cells(self.client.get(export).content)))
        for person in (self.sari, self.joko):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.url).status_code, 404)
            self.assertEqual(self.client.get(export).status_code, 404)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        from sinau.innovation.actions import draft_idea, propose_idea
        from sinau.innovation.tests.stage import SKETCH

        self.client.force_login(self.budi)
        few = queries_of(self.client, self.url)
        for _n in range(6):
            idea = draft_idea(SKETCH, owner=self.sari, agency=self.dinkes, by=self.sari)
            propose_idea(idea, by=self.sari)
        self.assertLessEqual(queries_of(self.client, self.url), few)
