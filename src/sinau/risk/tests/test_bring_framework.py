"""Another matrix is brought as a file, seen before it is kept, and adopted by registers."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import SimpleTestCase
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.risk import scales
from sinau.risk.actions.adopting import OtherSize, adopt_framework
from sinau.risk.actions.frameworks import bring_framework
from sinau.risk.framework_files import check, read_file, write_workbook
from sinau.risk.models import Framework
from sinau.risk.scales import BadFramework, doubts
from sinau.risk.tests.stage import RegisterTestCase


def square(size: int) -> dict[str, Any]:
    """A small framework of this size, one magnitude a field."""
    cells = size * size
    return {
        "key": f"kota-{size}",
        "title": f"Matriks {size} x {size}",
        "regulation": "Keputusan kota",
        "effective_from": date(2026, 1, 1),
        "matrix": [[row * size + column + 1 for column in range(size)] for row in range(size)],
        "level": [
            {"name": "Rendah", "colour": "Hijau", "from": 1, "to": cells // 2},
            {"name": "Tinggi", "colour": "Merah", "from": cells // 2 + 1, "to": cells},
        ],
        "likelihood": [{"name": f"K{n}", "criterion": "a"} for n in range(size)],
        "impact": [{"name": f"D{n}", "criterion": "b"} for n in range(size)],
        "area": [{"name": "Layanan"}],
        "category": [{"name": "Umum", "area": "Layanan"}],
        "option": [{"key": "mitigasi", "name": "Mitigasi"}],
        "appetite": [{"treat_from": cells // 2 + 1}],
    }


class CheckTests(SimpleTestCase):
    def test_sizes_from_three_to_six_fit(self) -> None:
        for size in (3, 4, 5, 6):
            with self.subTest(size):
                self.assertEqual(check(square(size)).score(size, size), size * size)
        for size in (2, 7):
            with self.subTest(size), self.assertRaisesMessage(BadFramework, "3 sampai 6"):
                check(square(size))

    def test_what_is_wrong_is_a_sentence(self) -> None:
        wrongs: list[tuple[str, Any, str]] = [
            ("key", "Kota Ini", "huruf kecil"),
            ("title", "", "Belum diisi: title"),
            ("effective_from", "kapan", "Tanggal berlaku"),
            ("matrix", [[1, 2], [3, 4]], "Matriks harus 3 baris"),
            ("matrix", [["a"] * 3] * 3, "kurang atau keliru"),
            ("level", [{"name": "R", "colour": "H", "from": 1, "to": 5}], "tepat satu level"),
            ("category", [], "kategori"),
            ("category", ["x"], "kurang atau keliru"),
            ("option", [], "pilihan penanganan"),
            (
                "option",
                [{"key": "a", "name": "A"}, {"key": "a", "name": "A", "nature": "ungu"}],
                "negatif atau positif",
            ),
            ("appetite", [{"treat_from": 3, "category": "Lain"}], "belum ditulis"),
            ("area", [{"name": "Layanan", "negative": ["a"]}], "harus 3 buah"),
        ]
        for word, value, sentence in wrongs:
            with (
                self.subTest(word, sentence=sentence),
                self.assertRaisesMessage(BadFramework, sentence),
            ):
                check({**square(3), word: value})

    def test_a_product_is_doubted(self) -> None:
        product = square(3)
        product["matrix"] = [[1, 2, 3], [2, 4, 6], [3, 6, 9]]
        found = doubts(check(product))
        self.assertTrue(any("hasil kali" in sentence for sentence in found))
        self.assertEqual(doubts(check(square(3))), [])

    def test_a_broken_file_is_a_sentence(self) -> None:
        for name, content in (
            ("a.toml", b"\xff\xfe"),
            ("a.toml", b"= ="),
            ("a.toml", b"key = 1"),
            ("a.xlsx", b"PK\x03\x04 no"),
            ("a.xlsx", b""),
            ("a.toml", b"x" * 600_000),
        ):
            with self.subTest(content[:10]), self.assertRaises(BadFramework):
                read_file(name, content)


class BringFrameworkTests(RegisterTestCase):
    new = reverse("risk:framework_new")

    def file(self, framework: Framework) -> SimpleUploadedFile:
        return SimpleUploadedFile("kerangka.xlsx", write_workbook(framework))

    def test_a_workbook_comes_back_as_it_went(self) -> None:
        shipped = self.register.framework
        again = read_file("k.xlsx", write_workbook(shipped))
        before, after = shipped.scale, scales.read(again)
        self.assertEqual(before.matrix, after.matrix)
        self.assertEqual(before.levels, after.levels)
        self.assertEqual(before.likelihoods, after.likelihoods)
        self.assertEqual(before.options, after.options)
        self.assertEqual(before.area_steps, after.area_steps)
        self.assertEqual(before.appetites, after.appetites)

    def test_it_is_seen_before_it_is_kept_p_rsk_26(self) -> None:
        """P-RSK-26: risk officers over the city bring frameworks; to others the page is not there."""
        for person in (self.budi, self.bayu, self.tri, self.joko):
            self.client.force_login(person)
            self.assertEqual(self.client.get(self.new).status_code, 404)
            self.assertEqual(self.client.post(self.new, {"seen": "x"}).status_code, 404)
        self.client.force_login(self.agung)
        small = bring_framework(scales.plain(square(4)), by=self.agung)
        book = self.file(small)
        small.delete()
        answer = self.client.post(self.new, {"file": book})
        self.assertContains(answer, "Belum disimpan")
        self.assertContains(answer, "Matriks 4 x 4")
        self.assertFalse(Framework.objects.filter(key="kota-4").exists())
        seen = answer.context["seen"]
        self.client.post(self.new, {"seen": seen})
        self.client.post(self.new, {"seen": seen})
        self.assertEqual(Framework.objects.filter(key="kota-4").count(), 1)
        self.client.post(self.new, {"seen": seen + "x"})
        self.assertEqual(Framework.objects.count(), 2)
        export = reverse("risk:framework_file", args=[Framework.objects.get(key="kota-4").pk])
        self.assertEqual(self.client.get(export).status_code, 200)

    def test_a_file_that_does_not_fit_is_said(self) -> None:
        self.client.force_login(self.agung)
        file = SimpleUploadedFile("k.toml", b'key = "a"')
        answer = self.client.post(self.new, {"file": file})
        self.assertContains(answer, "Belum diisi")

    def test_a_register_adopts_another_version(self) -> None:
        changed = deepcopy(self.register.framework.content)
        changed["appetite"] = [{"treat_from": 20}]
        version = bring_framework(changed, by=self.agung)
        self.client.force_login(self.joko)
        url = reverse("risk:framework_adopt", args=[self.register.pk])
        self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.bayu)
        self.client.post(url, {"framework": version.pk})
        adopt_framework(self.register, version, by=self.bayu)
        self.assertEqual(Entry.objects.filter(kind="risk.framework.adopted").count(), 1)
        self.risk.refresh_from_db()
        assert self.risk.standing is not None
        self.assertEqual(self.risk.standing.treat_from, 20)
        self.assertEqual(self.risk.standing.framework, version)
        first = self.risk.assessments.order_by("pk").first()
        assert first is not None
        self.assertNotEqual(first.framework, version)
        self.register.refresh_from_db()
        self.assertEqual(self.register.above_count, 0)

    def test_another_size_is_not_adopted_with_risks(self) -> None:
        small = bring_framework(scales.plain(square(3)), by=self.agung)
        with self.assertRaises(OtherSize):
            adopt_framework(self.register, small, by=self.bayu)
