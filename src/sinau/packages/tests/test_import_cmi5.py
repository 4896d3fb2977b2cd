"""What a cmi5 package must be to come in, requirement by requirement."""

from __future__ import annotations

import io

from django.core.files.storage import default_storage
from django.test import SimpleTestCase

from sinau.packages.actions import PackageInvalid, import_package, look_at
from sinau.packages.cmi5.requirements import REQUIREMENTS
from sinau.packages.models import Package
from sinau.packages.tests.making import HERE, au, block, cmi5_zip, course, packed, text
from sinau.people.testing import CastTestCase

ABSOLUTE = "https://isi.example/index.html"


def alone(inner: str, **said: str) -> io.BytesIO:
    """A structure without a ZIP."""
    return io.BytesIO(course(inner, **said))


class JudgeTests(SimpleTestCase):
    def refused(self, requirement: str, file: io.BytesIO) -> None:
        with self.assertRaises(PackageInvalid) as caught:
            look_at(file)
        self.assertIn(requirement, [each.requirement for each in caught.exception.findings])
        self.assertIn(requirement, {**REQUIREMENTS, "14.0.0.0-1": ""})
        self.assertTrue(all(each.sentence for each in caught.exception.findings))

    def test_a_good_package_breaks_nothing(self) -> None:
        read = look_at(cmi5_zip())
        self.assertEqual(read.findings.wrong, [])
        self.assertTrue(all(each["passed"] for each in read.report()))
        self.assertEqual(len(read.units), 1)

    def test_a_structure_may_come_alone_14_2(self) -> None:
        read = look_at(alone(au(url=ABSOLUTE)))
        self.assertIsNone(read.archive)

    def test_a_thousand_units_are_taken_6_1_0_0_2(self) -> None:
        units = "".join(au(f"{HERE}au/{n}", url=ABSOLUTE) for n in range(1000))
        self.assertEqual(len(look_at(alone(units)).units), 1000)

    def test_blocks_nest_and_units_keep_their_order_13_1_2(self) -> None:
        inner = au(HERE + "1") + block(
            block(au(HERE + "2"), HERE + "b2") + au(HERE + "3"), HERE + "b1"
        )
        read = look_at(cmi5_zip(inner))
        self.assertEqual([unit.publisher_id[-1] for unit in read.units], ["1", "2", "3"])
        self.assertEqual(read.tree["children"][1]["children"][0]["children"], [{"unit": 1}])

    def test_every_id_is_a_whole_iri_3_0(self) -> None:
        objectives = (
            f'<objectives><objective id="penerbit.example/o">{text("title", "T")}'
            f"{text('description', 'T')}</objective></objectives>"
        )
        for file in (
            alone(au(url=ABSOLUTE), id="penerbit.example/kursus"),
            alone(au("penerbit.example/au", url=ABSOLUTE)),
            alone(block(au(url=ABSOLUTE), "penerbit.example/blok")),
            alone(au(url=ABSOLUTE), objectives=objectives),
        ):
            self.refused("3.0.0.0-1", file)

    def test_ids_are_used_once_13_1(self) -> None:
        objective = (
            f'<objective id="{HERE}o">{text("title", "T")}{text("description", "T")}</objective>'
        )
        blocks = block(au(HERE + "1", url=ABSOLUTE)) + block(au(HERE + "2", url=ABSOLUTE))
        self.refused("13.1.2.0-1", alone(blocks))
        self.refused("13.1.4.0-1", alone(au(url=ABSOLUTE) * 2))
        self.refused(
            "13.1.3.0-1",
            alone(au(url=ABSOLUTE), objectives=f"<objectives>{objective * 2}</objectives>"),
        )

    def test_without_a_zip_every_address_is_whole_14_2(self) -> None:
        for url in ("index.html", "./index.html", "../index.html", "/index.html", "isi/index.html"):
            self.refused("14.2.0.0-1", alone(au(url=url)))

    def test_a_relative_address_is_in_the_zip_14_1_0_0_4(self) -> None:
        for url in ("lain.html", "/index.html", "//isi.example/index.html", "isi/../index.html"):
            self.refused("14.1.0.0-4", cmi5_zip(au(url=url)))

    def test_the_parameters_of_a_launch_are_not_the_units_8_1_0_0_6(self) -> None:
        for name in ("endpoint", "fetch", "actor", "registration", "activityId"):
            self.refused("8.1.0.0-6", alone(au(url=f"{ABSOLUTE}?x=1&amp;{name}=y")))

    def test_an_address_is_a_url_of_the_web_13_1_4_0_2(self) -> None:
        for url in (
            "http://example.com index.html",
            "javascript:alert(1)",
            "",
            "http://[x/",
            "https:",
        ):
            self.refused("13.1.4.0-2", alone(au(url=url)))

    def test_the_structure_keeps_to_its_schema_13_2(self) -> None:
        head = text("title", "T") + text("description", "T")
        url = f"<url>{ABSOLUTE}</url>"
        for inner in (
            f'<au id="{HERE}au">{url}{head}</au>',
            f'<au id="{HERE}au">{head}</au>',
            f'<au id="{HERE}au">{text("title", "T")}{url}</au>',
            f"<au>{head}{url}</au>",
            f'<au id="{HERE}au" moveOn="Selesai">{head}{url}</au>',
            f'<au id="{HERE}au" launchMethod="Popup">{head}{url}</au>',
            f'<au id="{HERE}au" masteryScore="1.1">{head}{url}</au>',
            f'<au id="{HERE}au" masteryScore="-0.1">{head}{url}</au>',
            f'<au id="{HERE}au" masteryScore="90%">{head}{url}</au>',
            f'<au id="{HERE}au" lain="x">{head}{url}</au>',
            f'<au id="{HERE}au">{head}{url}<lain/></au>',
            f'<au id="{HERE}au">{head}{url}{url}</au>',
            f'<au id="{HERE}au"><title/>{text("description", "T")}{url}</au>',
            f'<block id="{HERE}b">{head}</block>',
            "",
        ):
            with self.subTest(inner):
                self.refused("13.2.0.0-1", alone(inner))
        unknown = f'<objectives><objective idref="{HERE}tidak-ada"/></objectives>'
        inner = f'<au id="{HERE}au">{head}{unknown}{url}</au>'
        self.refused("13.2.0.0-1", alone(inner))
        for body in (b"<courseStructure/>", b"<a", b"<a>\xff</a>", b"<a/>" + b"<b/>"):
            self.refused("13.2.0.0-1", io.BytesIO(body))

    def test_elements_of_others_may_stand_at_the_end_13_2(self) -> None:
        inner = au(url=ABSOLUTE, more='<x:y xmlns:x="https://lain.example/">apa saja</x:y>')
        self.assertEqual(look_at(alone(inner)).findings.wrong, [])

    def test_entities_and_document_types_are_refused_13_2(self) -> None:
        body = b'<!DOCTYPE a [<!ENTITY x "y">]>' + course(au(url=ABSOLUTE)).partition(b"?>")[2]
        self.refused("13.2.0.0-1", io.BytesIO(body))

    def test_what_is_no_package_at_all_14_0(self) -> None:
        for body in (b"# Catatan\n", b"", b"\x89PNG\r\n", b"Bukan ZIP"):
            self.refused("14.0.0.0-1", io.BytesIO(body))
        self.refused("14.1.0.0-1", io.BytesIO(b"PK\x03\x04 rusak"))
        self.refused("14.1.0.0-2", packed({"index.html": "x"}))
        self.refused("14.1.0.0-2", packed({"paket/cmi5.xml": course(au(url=ABSOLUTE))}))


class ImportTests(CastTestCase):
    def test_it_is_kept_with_its_files_and_told(self) -> None:
        package = import_package(cmi5_zip(gambar___a__txt="a"), by=self.wulan, file_name="p.zip")
        self.assertEqual((package.kind, package.unit_count, package.file_count), ("cmi5", 1, 3))
        with default_storage.open(f"{package.folder}/gambar/a.txt") as file:
            self.assertEqual(file.read(), b"a")
        self.assertEqual(package.agency, self.wulan.agency)

    def test_what_is_refused_leaves_nothing_behind(self) -> None:
        with self.assertRaises(PackageInvalid):
            import_package(cmi5_zip(au(url="lain.html")), by=self.wulan)
        self.assertFalse(Package.objects.exists())
