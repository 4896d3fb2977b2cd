"""An officer of the city writes a new version of a rule, and sees first what it would have done."""

import tempfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from sinau.credit.models import Entry, RuleVersion, TargetVersion, YearTotal
from sinau.credit.previewing import effect_of
from sinau.credit.rulebook import RULES
from sinau.credit.ruling import load_rules, write_rule
from sinau.credit.summaries import year_of
from sinau.credit.tests.learning import learn
from sinau.journal.models import Entry as Told
from sinau.kernel.clock import freeze
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of

LAST_YEAR = date(2025, 5, 6)
TODAY = date(2026, 11, 25)


def seminar() -> RuleVersion:
    return RuleVersion.objects.get(form="seminar", in_use=True)


def asked(**other: Any) -> dict[str, Any]:
    """The form of a seminar rule, filled in."""
    return {
        "form": "seminar",
        "label": "Seminar, konferensi, sarasehan",
        "route": "classical",
        "emp_kind": "any",
        "unit": "day",
        "jp_national": "5",
        "jp_international": "6",
        "international_factor": "1",
        "cap_per_day": "",
        "evidence_needed": "Sertifikat",
        "regulation": "Peraturan contoh 1/2026",
        "source": "Naskah contoh",
        "verified": "on",
        "effective_from": "2026-01-01",
        **other,
    }


class WriteRuleTests(CastTestCase):
    def setUp(self) -> None:
        frozen = freeze(TODAY)
        frozen.__enter__()
        self.addCleanup(frozen.__exit__, None, None, None)
        learn(self.sari, jp=None, form="seminar", day=LAST_YEAR)
        learn(self.sari, jp="3", form="seminar", day=LAST_YEAR, evidence="stated")
        self.url = f"/jp/aturan/{seminar().pk}/versi-baru/"

    def as_(self, person: Person) -> Any:
        self.client.force_login(person)
        return self.client

    def test_the_preview_shows_what_would_be_other_and_writes_nothing(self) -> None:
        before = RuleVersion.objects.count()
        page = self.as_(self.wulan).post(self.url, asked())
        self.assertContains(page, "Pengaruh versi baru")
        self.assertContains(page, "4 → 5")
        effect = page.context["effect"]
        self.assertEqual((effect.considered, effect.changed), (2, 1))
        self.assertEqual(effect.difference, Decimal(1))
        self.assertEqual([agency.name for agency in effect.by_agency], ["Dinkes"])
        self.assertEqual(RuleVersion.objects.count(), before)
        self.assertEqual(Entry.objects.count(), 2)

    def test_it_is_kept_with_a_reason_and_old_entries_keep_their_version(self) -> None:
        old, entry = seminar(), Entry.objects.get(basis="table")
        self.as_(self.wulan).post(self.url, asked(langkah="simpan", reason="Lampiran baru terbit"))
        new = RuleVersion.objects.get(reason="Lampiran baru terbit")
        self.assertEqual((new.written_by, new.replaces), (self.wulan, old))
        entry.refresh_from_db()
        self.assertEqual((entry.rule, entry.jp), (old, Decimal(4)))
        learn(self.sari, jp=None, form="seminar", evidence="new")
        learn(self.sari, jp=None, form="seminar", evidence="late", day=date(2025, 6, 1))
        self.assertEqual(Entry.objects.get(evidence="new").jp, Decimal(5))
        self.assertEqual(Entry.objects.get(evidence="late").jp, Decimal(4))
        told = Told.objects.get(kind="credit.rule.changed")
        self.assertIn("jp_national", told.data["changed"])

    def test_without_a_reason_it_is_asked_for_again(self) -> None:
        page = self.as_(self.wulan).post(self.url, asked(langkah="simpan", reason=" "))
        self.assertContains(page, "Tuliskan alasannya")
        self.assertFalse(RuleVersion.objects.exclude(written_by=None).exists())

    def test_the_same_wording_twice_is_one_version(self) -> None:
        row = replace(seminar().row(), jp_national=Decimal(5))
        first = write_rule(row, reason="Baru", by=self.wulan)
        self.assertEqual(write_rule(row, reason="Baru", by=self.wulan), first)
        self.assertEqual(RuleVersion.objects.filter(form="seminar").count(), 2)

    def test_one_may_go_back_to_a_former_wording(self) -> None:
        old = seminar().row()
        write_rule(replace(old, jp_national=Decimal(5)), reason="Baru", by=self.wulan)
        write_rule(old, reason="Ternyata keliru", by=self.wulan)
        self.assertEqual(seminar().conversion().jp_national, 4)
        self.assertEqual(RuleVersion.objects.filter(form="seminar").count(), 3)

    def test_what_an_officer_wrote_stays_when_the_files_are_loaded(self) -> None:
        write_rule(replace(seminar().row(), jp_national=Decimal(5)), reason="Baru", by=self.wulan)
        load_rules()
        self.assertEqual(seminar().reason, "Baru")
        with tempfile.TemporaryDirectory() as folder:
            for path in RULES.glob("*.toml"):
                text = path.read_text().replace('jp_national = "4"', 'jp_national = "7"')
                Path(folder, path.name).write_text(text)
            self.assertGreater(load_rules(Path(folder)), 0)
        self.assertEqual(seminar().reason, "Baru")
        self.assertEqual(
            RuleVersion.objects.get(form="outbound", in_use=True).conversion().jp_national, 7
        )

    def test_a_number_with_a_comma_and_a_wrong_one(self) -> None:
        page = self.as_(self.wulan).post(self.url, asked(jp_national="5,5"))
        self.assertContains(page, "4 → 5,5")
        page = self.as_(self.wulan).post(self.url, asked(jp_national="lima"))
        self.assertContains(page, "Tulis sebuah angka")
        self.assertContains(page, "lima")
        page = self.as_(self.wulan).post(self.url, asked(jp_national=""))
        self.assertContains(page, "Isi JP nasional")
        page = self.as_(self.wulan).post(self.url, asked(effective_to="2025-01-01"))
        self.assertContains(page, "mendahului tanggal mulai")

    def test_one_goes_back_to_the_form_with_all_that_was_typed(self) -> None:
        page = self.as_(self.wulan).post(self.url, asked(langkah="ubah", jp_national="5,5"))
        self.assertContains(page, 'value="5,5"')

    def test_a_new_form_can_be_added(self) -> None:
        said = asked(
            form="hackathon", label="Lomba gagasan", langkah="simpan", reason="Bentuk baru"
        )
        self.as_(self.wulan).post("/jp/aturan/baru/", said)
        self.assertEqual(RuleVersion.objects.get(form="hackathon").reason, "Bentuk baru")

    def test_a_cap_is_tried_on_the_whole_year(self) -> None:
        learn(self.sari, jp="10", form="seminar", day=LAST_YEAR, evidence="ten")
        effect = effect_of(replace(seminar().row(), cap_per_year=Decimal(10)), 2025)
        self.assertEqual((effect.before, effect.after), (Decimal(17), Decimal(10)))
        self.assertEqual(YearTotal.objects.get(year=2025).jp, 17)

    def test_p_cre_20_everybody_reads_the_rules_and_only_the_citys_officer_writes_them(
        self,
    ) -> None:
        """P-CRE-20"""
        for reader in (self.sari, self.joko, self.budi):
            page = self.as_(reader).get("/jp/aturan/")
            self.assertContains(page, "Seminar, konferensi, sarasehan")
            self.assertContains(page, "Belum diverifikasi")
            page = self.as_(reader).get(seminar().get_absolute_url())
            self.assertNotContains(page, "Susun versi baru")
            for url in (self.url, "/jp/aturan/baru/"):
                self.assertEqual(self.client.get(url).status_code, 404)
                self.assertEqual(self.client.post(url, asked()).status_code, 404)
        page = self.as_(self.wulan).get(seminar().get_absolute_url())
        self.assertContains(page, "Susun versi baru")

    def test_the_list_can_be_narrowed(self) -> None:
        page = self.as_(self.sari).get("/jp/aturan/?jalur=nonclassical&keadaan=belum")
        self.assertContains(page, "Komunitas belajar")
        self.assertNotContains(page, "Seminar, konferensi")

    def test_the_list_costs_the_same_however_many_there_are(self) -> None:
        few = queries_of(self.as_(self.sari), "/jp/aturan/")
        for number in range(5):
            row = replace(seminar().row(), form=f"bentuk{number}")
            write_rule(row, reason="Baru", by=self.wulan)
        self.assertEqual(queries_of(self.client, "/jp/aturan/"), few)


class WriteTargetTests(CastTestCase):
    def setUp(self) -> None:
        self.target = TargetVersion.objects.get(emp_kind="PNS", bound="minimum", in_use=True)
        self.url = f"/jp/aturan/target/{self.target.pk}/versi-baru/"
        self.said = {
            "label": "Paling sedikit 24 JP setahun",
            "jp": "24",
            "regulation": "Peraturan contoh",
            "source": "Naskah contoh",
            "effective_from": "2026-01-01",
        }

    def test_it_shows_how_many_are_warned_and_then_holds(self) -> None:
        self.client.force_login(self.wulan)
        page = self.client.post(self.url, self.said)
        self.assertContains(page, "Diingatkan menurut versi baru (24 JP)")
        self.assertEqual(year_of(self.sari, 2026).target, 20)
        self.client.post(self.url, {**self.said, "langkah": "simpan", "reason": "Kebijakan baru"})
        self.assertEqual(year_of(self.sari, 2026).target, 24)
        self.assertEqual(year_of(self.sari, 2025).target, 20)
        load_rules()
        self.assertEqual(year_of(self.sari, 2026).target, 24)
        new = TargetVersion.objects.get(reason="Kebijakan baru")
        self.assertContains(self.client.get(new.get_absolute_url()), "Kebijakan baru")

    def test_p_cre_20_an_officer_elsewhere_does_not_find_it(self) -> None:
        """P-CRE-20"""
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(self.target.get_absolute_url()), "20 JP")
        self.assertEqual(self.client.get(self.url).status_code, 404)
        self.assertEqual(self.client.post(self.url, self.said).status_code, 404)
