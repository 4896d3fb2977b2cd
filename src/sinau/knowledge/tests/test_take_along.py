"""Parcels: everything one may see, for oneself alone, and back again without loss."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile

from django.test import override_settings

from sinau.kernel import clock
from sinau.knowledge import actions
from sinau.knowledge.actions.bringing import go_on
from sinau.knowledge.actions.giving import build_parcel, clear_parcels
from sinau.knowledge.models import Article, Parcel, Passage, Picture, Regulation
from sinau.knowledge.tests.bringing.test_bring_in import WIKI, BringTestCase
from sinau.people.models import Audience, Person
from sinau.ui.testing import cells


class ParcelTestCase(BringTestCase):
    def packed_for(self, person: Person) -> Parcel:
        """A parcel that is ready."""
        return build_parcel(actions.ask_for_parcel(by=person))

    def content(self, parcel: Parcel) -> bytes:
        """The ZIP as its owner fetches it."""
        self.client.force_login(parcel.owner)
        page = self.client.post(f"/pengetahuan/keluar/{parcel.pk}/berkas/")
        self.assertEqual(page.status_code, 200)
        return b"".join(page.streaming_content)  # type: ignore[attr-defined]

    def files(self, parcel: Parcel) -> dict[str, bytes]:
        """Its files by name."""
        with zipfile.ZipFile(io.BytesIO(self.content(parcel))) as packed:
            return {name: packed.read(name) for name in packed.namelist()}


class PackTests(ParcelTestCase):
    def test_articles_regulations_pictures_and_a_list(self) -> None:
        self.taken(WIKI)
        self.verified(audience=Audience.CITY)
        self.regulation()
        files = self.files(self.packed_for(self.ratna))
        text = files["artikel/cara-cuti.md"].decode()
        self.assertIn("title: Cara cuti\n", text)
        self.assertIn("[jam](jam-kerja.md)", text)
        sha256 = Picture.objects.get().sha256
        self.assertIn(f"![b](../gambar/{sha256}.png)", text)
        self.assertIn(f"gambar/{sha256}.png", files)
        self.assertIn("(2) Lamanya 12", files["peraturan/pp-11-2017.md"].decode())
        self.assertEqual(json.loads(files["sinau.json"])["articles"], 3)
        self.assertEqual(len(cells(files["daftar.xlsx"])), 5)

    def test_another_agency_gets_neither_text_nor_count(self) -> None:
        """P-KNO-83"""
        self.verified()
        self.assertIn("artikel/cara-mengajukan-cuti.md", self.files(self.packed_for(self.sari)))
        files = self.files(self.packed_for(self.joko))
        self.assertEqual(set(files), {"sinau.json", "daftar.xlsx"})
        self.assertEqual(json.loads(files["sinau.json"])["articles"], 0)
        self.assertNotIn("Cara mengajukan", str(cells(files["daftar.xlsx"])))
        self.client.force_login(self.joko)
        page = self.client.get("/pengetahuan/keluar/")
        self.assertContains(page, "0 artikel")
        self.assertEqual(len(cells(self.client.get("/pengetahuan/keluar/daftar/").content)), 1)

    def test_only_its_owner_fetches_it(self) -> None:
        """P-KNO-84"""
        self.verified()
        parcel = self.packed_for(self.sari)
        url = f"/pengetahuan/keluar/{parcel.pk}/berkas/"
        for person in (self.joko, self.ratna, self.budi):
            self.client.force_login(person)
            self.assertEqual(self.client.post(url).status_code, 404)
            self.assertNotContains(self.client.get("/pengetahuan/keluar/"), url)
        self.assertTrue(self.content(parcel))

    def test_a_permission_taken_away_closes_what_was_packed_before(self) -> None:
        """P-KNO-84"""
        article = self.verified(audience=Audience.CITY)
        parcel = self.packed_for(self.joko)
        self.assertEqual(parcel.article_ids, [article.pk])
        actions.rehouse_article(
            article,
            kind=article.kind,
            agency=article.agency,
            audience=Audience.AGENCY,
            owner=article.owner,
            review_months=12,
            by=self.ratna,
        )
        self.client.force_login(self.joko)
        page = self.client.post(f"/pengetahuan/keluar/{parcel.pk}/berkas/")
        self.assertContains(page, "Izin atas sebagian isinya berubah", status_code=409)

    def test_its_time_is_over_after_three_days(self) -> None:
        parcel = self.packed_for(self.sari)
        name, storage = parcel.file.name, parcel.file.storage
        with clock.freeze(clock.now() + dt.timedelta(days=4)):
            self.client.force_login(self.sari)
            page = self.client.post(f"/pengetahuan/keluar/{parcel.pk}/berkas/")
            self.assertEqual(page.status_code, 409)
            self.assertEqual(clear_parcels(), 1)
        self.assertFalse(storage.exists(name))

    def test_asking_twice_packs_once_and_the_page_says_how_far_it_is(self) -> None:
        self.client.force_login(self.sari)
        self.client.post("/pengetahuan/keluar/")
        self.client.post("/pengetahuan/keluar/")
        parcel = Parcel.objects.get()
        self.assertContains(self.client.get("/pengetahuan/keluar/"), "menunggu giliran")
        build_parcel(parcel)
        build_parcel(parcel)
        self.assertContains(self.client.get("/pengetahuan/keluar/"), "Siap diambil")


class RoundTripTests(ParcelTestCase):
    FIELDS = ("title", "summary", "body", "kind", "slug", "legal_basis", "sectors", "review_months")

    def stock(self) -> list[tuple[object, ...]]:
        """What there is, as another city would see it."""
        return list(
            Article.objects.exclude(status="retired").order_by("slug").values_list(*self.FIELDS)
        )

    def test_another_city_gets_the_same(self) -> None:
        self.taken(WIKI)
        self.verified(audience=Audience.CITY, kind="sop", review_months=6)
        regulation = self.regulation()
        texts = list(regulation.passages.values_list("anchor", "text", "opens", "page"))
        before = self.stock()
        content = self.content(self.packed_for(self.ratna))
        # Another city: nothing of it is there, and it has another address.
        Picture.objects.all().delete()
        Article.objects.update(status="retired")
        for nth, article in enumerate(Article.objects.all()):
            Article.objects.filter(pk=article.pk).update(slug=f"lama-{nth}", source="")
        Passage.objects.all().delete()
        Regulation.objects.all().delete()
        with override_settings(PUBLIC_URL="https://kota.example.go.id"):
            bringing = self.received(content, "arsip.zip")
            self.assertEqual(bringing.kind, "sinau")
            actions.take_bundle(bringing, by=self.ratna)
            go_on(bringing)
            self.assertFalse(bringing.items.filter(state="failed").exists())
            self.assertEqual(self.stock(), before)
            again = Regulation.objects.get()
            self.assertEqual(
                list(again.passages.values_list("anchor", "text", "opens", "page")), texts
            )
            self.assertEqual(
                set(self.received(content, "arsip.zip").items.values_list("verdict", flat=True)),
                {"same"},
            )

    def test_the_city_it_came_from_changes_nothing(self) -> None:
        self.taken(WIKI)
        self.verified(audience=Audience.CITY)
        self.regulation()
        bringing = self.received(self.content(self.packed_for(self.ratna)), "arsip.zip")
        self.assertEqual(set(bringing.items.values_list("verdict", flat=True)), {"same"})

    def test_nobody_changes_an_article_of_this_city_that_is_not_theirs(self) -> None:
        self.verified(audience=Audience.CITY)
        content = self.content(self.packed_for(self.joko))
        bringing = actions.receive_bundle(
            io_file(content),
            name="arsip.zip",
            agency=self.joko.agency,
            audience=Audience.CITY,
            by=self.joko,
        )
        self.assertEqual(set(go_on(bringing).items.values_list("verdict", flat=True)), {"left"})


def io_file(content: bytes):  # type: ignore[no-untyped-def]
    """Bytes as an upload."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("arsip.zip", content)
