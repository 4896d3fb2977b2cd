"""Systems with their keys: made, changed, given a new secret, and ended."""

from __future__ import annotations

from base64 import b64encode

from sinau.journal.models import Entry
from sinau.records.callers import Caller, caller_of, forget_callers
from sinau.records.models import Client, Scope
from sinau.records.tests.keeping import PagesTestCase
from sinau.ui.testing import queries_of

SYSTEMS = "/rekam/sistem/"
FORM = {
    "name": "H5P kota",
    "note": "Dikelola Diskominfosan",
    "scopes": [Scope.STATEMENTS_WRITE, Scope.STATE],
    "origins": "https://h5p.example\nHTTPS://Belajar.Example/",
    "limit_per_minute": "600",
}


def known(key: str, secret: str) -> Caller | None:
    forget_callers()
    return caller_of("Basic " + b64encode(f"{key}:{secret}".encode()).decode())


class KeepClientsTests(PagesTestCase):
    def setUp(self) -> None:
        self.url = f"{SYSTEMS}{self.moodle.pk}/"

    def test_its_secret_is_shown_once_and_written_nowhere(self) -> None:
        page = self.as_(self.wulan).post(f"{SYSTEMS}baru/", FORM)
        self.assertEqual(page.status_code, 200)
        client, secret = Client.objects.get(name="H5P kota"), page.context["secret"]
        self.assertContains(page, secret)
        self.assertContains(page, f"curl -u &#x27;{client.key}:{secret}&#x27;")
        self.assertIn("no-store", page["Cache-Control"])
        self.assertIsNotNone(known(client.key, secret))
        self.assertEqual(client.origins, ["https://h5p.example", "https://belajar.example"])
        self.assertEqual((client.limit_per_minute, client.created_by), (600, self.wulan))
        self.assertNotContains(self.as_(self.wulan).get(client.get_absolute_url()), secret)
        entry = Entry.objects.get(kind="records.client.created", data__client_id=client.pk)
        self.assertNotIn(secret, str(entry.data))
        self.assertNotIn(client.key, str(entry.data))

    def test_the_same_form_again_makes_no_second_system_and_loses_nothing(self) -> None:
        self.as_(self.wulan).post(f"{SYSTEMS}baru/", FORM)
        again = self.as_(self.wulan).post(f"{SYSTEMS}baru/", FORM)
        self.assertContains(again, "Sudah ada sistem bernama H5P kota", status_code=422)
        self.assertContains(again, "Dikelola Diskominfosan", status_code=422)
        self.assertEqual(Client.objects.filter(name="H5P kota").count(), 1)

    def test_what_is_no_origin_is_named(self) -> None:
        for wrong in ("h5p.example", "https://h5p.example/buku", "*", "https://a b", "ftp://x.y"):
            with self.subTest(wrong):
                page = self.as_(self.wulan).post(f"{SYSTEMS}baru/", {**FORM, "origins": wrong})
                self.assertContains(page, "bukan asal halaman", status_code=422)
        self.assertFalse(Client.objects.filter(name="H5P kota").exists())

    def test_it_is_changed_once(self) -> None:
        form = {**FORM, "name": "Moodle BPSDM"}
        for _time in range(2):
            page = self.as_(self.agung).post(f"{self.url}ubah/", form)
            self.assertRedirects(page, self.url)
        self.moodle.refresh_from_db()
        self.assertEqual(self.moodle.scopes, FORM["scopes"])
        entry = Entry.objects.get(kind="records.client.changed")
        self.assertIn("scopes", entry.data["changes"])
        self.assertContains(self.as_(self.tri).get(self.url), "Moodle BPSDM")

    def test_a_new_secret_leaves_the_former_one_a_while(self) -> None:
        made = self.as_(self.wulan).post(f"{SYSTEMS}baru/", FORM)
        client, former = Client.objects.get(name="H5P kota"), made.context["secret"]
        url = f"{client.get_absolute_url()}rahasia/"
        version = self.as_(self.wulan).get(url).context["version"]
        secret = self.as_(self.wulan).post(url, {"version": version}).context["secret"]
        self.assertIsNotNone(known(client.key, secret))
        self.assertIsNotNone(known(client.key, former))
        # The page loaded again sends the same form: nothing is rotated.
        self.assertRedirects(
            self.as_(self.wulan).post(url, {"version": version}), client.get_absolute_url()
        )
        self.assertIsNotNone(known(client.key, secret))
        self.assertEqual(Entry.objects.filter(kind="records.client.rotated").count(), 1)
        self.assertContains(
            self.as_(self.wulan).get(client.get_absolute_url()), "Rahasia yang lama masih diterima"
        )

    def test_it_is_revoked_once_and_with_a_reason(self) -> None:
        made = self.as_(self.wulan).post(f"{SYSTEMS}baru/", FORM)
        client, secret = Client.objects.get(name="H5P kota"), made.context["secret"]
        url = f"{client.get_absolute_url()}pencabutan/"
        self.assertEqual(self.as_(self.wulan).post(url).status_code, 422)
        self.assertIsNotNone(known(client.key, secret))
        for _time in range(2):
            self.as_(self.wulan).post(url, {"reason": "Kunci bocor"})
        self.assertIsNone(known(client.key, secret))
        entry = Entry.objects.get(kind="records.client.revoked")
        self.assertEqual(entry.data["reason"], "Kunci bocor")
        page = self.as_(self.tri).get(client.get_absolute_url())
        self.assertContains(page, "Kunci ini dicabut Wulan Prasetyaningsih")
        self.assertContains(page, "Kunci bocor")
        for gone in ("ubah/", "rahasia/"):
            found = self.as_(self.wulan).get(f"{client.get_absolute_url()}{gone}")
            self.assertEqual(found.status_code, 404)

    def test_an_auditor_reads_and_changes_nothing(self) -> None:
        """P-REC-4."""
        browser = self.as_(self.tri)
        self.assertContains(browser.get(SYSTEMS), "Moodle provinsi")
        self.assertContains(browser.get(self.url), "Menulis pernyataan")
        self.assertNotContains(browser.get(self.url), "Ganti rahasia")
        for page in (f"{SYSTEMS}baru/", *(self.url + end for end in ("ubah/", "rahasia/"))):
            self.assertEqual(browser.get(page).status_code, 404)
            self.assertEqual(browser.post(page, FORM).status_code, 404)
        gone = browser.post(f"{self.url}pencabutan/", {"reason": "x"})
        self.assertEqual(gone.status_code, 404)
        self.moodle.refresh_from_db()
        self.assertIsNone(self.moodle.revoked_at)

    def test_nobody_else_finds_a_system(self) -> None:
        """P-REC-5: not an officer of one agency, not a head, not an employee."""
        pages = [SYSTEMS, f"{SYSTEMS}baru/", self.url, "/rekam/kesehatan/"]
        pages += [f"{self.url}{end}" for end in ("ubah/", "rahasia/", "pencabutan/")]
        for person in (self.joko, self.budi, self.sari):
            for page in pages:
                with self.subTest(f"{person.name} {page}"):
                    self.assertEqual(self.as_(person).get(page).status_code, 404)
                    self.assertIn(self.as_(person).post(page, FORM).status_code, (404, 405))
        self.assertEqual(Client.objects.count(), 1)
        self.moodle.refresh_from_db()
        self.assertEqual((self.moodle.name, self.moodle.revoked_at), ("Moodle provinsi", None))

    def test_it_asks_as_much_for_many_as_for_few(self) -> None:
        few = queries_of(self.as_(self.wulan), SYSTEMS)
        for number in range(12):
            self.as_(self.wulan).post(f"{SYSTEMS}baru/", {**FORM, "name": f"Sistem {number}"})
        self.assertEqual(queries_of(self.as_(self.wulan), SYSTEMS), few)
        self.assertContains(
            self.as_(self.wulan).get(f"{SYSTEMS}?keadaan=dicabut"), "Tidak ada sistem"
        )
