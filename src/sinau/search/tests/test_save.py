"""Saved searches: kept for oneself, looked up again with today's rights, told once."""

from __future__ import annotations

from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.people.models import Audience, Grant, Role
from sinau.search.keeping import MOST, TooManySaved, look_at_watched, save_search
from sinau.search.models import SavedSearch
from sinau.search.tests.test_pages import PageTestCase
from sinau.search.wishes import Wish


class SaveTests(PageTestCase):
    def save(self, query: str, **more: str) -> SavedSearch:
        self.client.force_login(self.sari)
        self.client.post("/cari/tersimpan/baru/", {"query": query, **more})
        saved: SavedSearch = SavedSearch.objects.get(person=self.sari, words="cuti")
        return saved

    def test_a_search_is_kept_once_with_what_narrows_it(self) -> None:
        saved = self.save("q=cuti&jenis=course")
        self.save("q=cuti&jenis=course", pantau="ya")
        self.assertEqual(SavedSearch.objects.count(), 1)
        saved.refresh_from_db()
        self.assertIsNotNone(saved.watched_since)
        self.assertEqual(saved.get_absolute_url(), "/cari/?q=cuti&jenis=course")
        self.assertIn("sudah ada di antara", self.read("/cari/?q=cuti&jenis=course"))
        self.assertIn("Dipantau", self.read("/cari/tersimpan/"))

    def test_new_results_are_told_once(self) -> None:
        self.save("q=cuti", pantau="ya")
        self.assertEqual(look_at_watched(), 0)
        self.notes.write("Cuti besar", "Cuti besar tiga bulan.", agency=self.bkpsdm)
        self.assertEqual(look_at_watched(), 1)
        self.assertEqual(look_at_watched(), 0)
        tell_everyone()
        notice = Notice.objects.get(person=self.sari, kind="search")
        self.assertEqual(notice.words, {"number": 1})
        self.assertIn("1 hasil baru", self.read("/cari/tersimpan/"))
        response = self.client.get(notice.url)
        self.assertRedirects(response, "/cari/?q=cuti")
        self.assertNotIn("1 hasil baru", self.read("/cari/tersimpan/"))

    def test_who_does_not_watch_is_not_told(self) -> None:
        saved = self.save("q=cuti", pantau="ya")
        self.client.post(f"/cari/tersimpan/{saved.pk}/pantauan/", {"pantau": "tidak"})
        self.notes.write("Cuti besar", "Cuti besar tiga bulan.", agency=self.bkpsdm)
        self.assertEqual(look_at_watched(), 0)

    def test_nothing_new_is_told_of_what_was_taken_away(self) -> None:
        """P-SEA-7: a role that was taken a moment ago counts for nothing."""
        grant = Grant.objects.create(
            person=self.joko, role=Role.OFFICER, agency=self.dinkes, valid_from="2000-01-01"
        )
        self.joko.__dict__.pop("roles", None)
        save_search(Wish("cuti"), by=self.joko, watch=True)
        source = self.notes.write("Cuti perawat", "Cuti perawat.", agency=self.dinkes)
        self.notes.change(source, audience=Audience.AGENCY)
        self.assertIn(["Cuti", "perawat"][1], self.read("/cari/?q=perawat", self.joko))
        grant.delete()
        self.assertEqual(look_at_watched(), 0)
        tell_everyone()
        self.assertFalse(Notice.objects.filter(person=self.joko, kind="search").exists())

    def test_saved_searches_are_ones_own(self) -> None:
        """P-SEA-8"""
        saved = self.save("q=cuti")
        self.client.force_login(self.joko)
        for url in ("", "pantauan/", "penghapusan/"):
            verb = self.client.get if not url else self.client.post
            self.assertEqual(verb(f"/cari/tersimpan/{saved.pk}/{url}").status_code, 404)
        self.assertNotIn(f"/tersimpan/{saved.pk}/", self.read("/cari/tersimpan/", self.joko))
        self.assertIn(f"/tersimpan/{saved.pk}/", self.read("/cari/tersimpan/", self.sari))
        self.client.post(f"/cari/tersimpan/{saved.pk}/penghapusan/")
        self.assertFalse(SavedSearch.objects.exists())

    def test_there_is_an_end_to_keeping(self) -> None:
        for number in range(MOST):
            save_search(Wish(f"cuti {number}"), by=self.sari, watch=False)
        with self.assertRaises(TooManySaved):
            save_search(Wish("cuti lagi"), by=self.sari, watch=False)

    def test_the_last_searches_are_in_the_session_until_they_are_cleared(self) -> None:
        self.read("/cari/?q=cuti")
        self.client.get("/cari/?q=kursus")
        text = self.client.get("/cari/").content.decode()
        self.assertIn("?q=kursus", text)
        self.assertIn("?q=cuti", text)
        self.client.post("/cari/terakhir/penghapusan/")
        self.assertNotIn("?q=kursus", self.client.get("/cari/").content.decode())
