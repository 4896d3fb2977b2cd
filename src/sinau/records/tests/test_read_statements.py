"""The live list of statements and one of them, for who may read them all and for nobody else."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings

from sinau.kernel.clock import now
from sinau.people.models import Person
from sinau.records.identities import recognise
from sinau.records.tests.keeping import ADL, COURSE, SARI, STRANGER, PagesTestCase, keep, statement
from sinau.records.viewing import PER_PAGE
from sinau.ui.testing import queries_of

LIVE = "/rekam/"
MINE = "/rekam/saya/"


def page_of(statement_id: str) -> str:
    return f"/rekam/pernyataan/{statement_id}/"


class SeeStatementsTests(PagesTestCase):
    def setUp(self) -> None:
        self.hers, self.theirs = keep(
            statement(result={"score": {"raw": 85, "max": 100}, "duration": "PT1H20M"}),
            statement(STRANGER, f"{ADL}failed"),
            caller=self.caller,
        )

    def test_officers_administrators_and_auditors_of_the_city_read_every_statement(self) -> None:
        """P-REC-1."""
        for person in (self.wulan, self.agung, self.tri):
            page = self.as_(person).get(LIVE)
            self.assertContains(
                page, "Sari Lestari menyelesaikan kursus “Dasar Keamanan Informasi”"
            )
            self.assertContains(page, "nilai 85 dari 100, dalam 1 jam 20 menit")
            self.assertContains(page, "Tamu Tujuh belum lulus kursus")
            self.assertContains(self.as_(person).get(page_of(self.theirs)), "Tamu Tujuh")

    def test_it_is_not_there_for_anybody_else(self) -> None:
        """P-REC-2: an officer of one agency, a head and an employee find nothing."""
        for person in (self.joko, self.budi, self.sari, self.ratna, self.bayu, self.dewi):
            browser = self.as_(person)
            with self.subTest(person.name):
                self.assertEqual(browser.get(LIVE).status_code, 404)
                self.assertEqual(browser.get(page_of(self.theirs)).status_code, 404)
                self.assertEqual(browser.get(f"{page_of(self.theirs)}json/").status_code, 404)
                self.assertNotContains(browser.get("/"), 'href="/rekam/"')
        self.assertContains(self.as_(self.tri).get("/"), 'href="/rekam/"')

    def test_everybody_reads_their_own_and_nobody_elses(self) -> None:
        """P-REC-3."""
        self.assertContains(self.as_(self.sari).get("/"), f'href="{MINE}"')
        page = self.as_(self.sari).get(MINE)
        self.assertContains(page, "Anda menyelesaikan kursus “Dasar Keamanan Informasi”")
        self.assertNotContains(page, "Tamu Tujuh")
        self.assertEqual(self.as_(self.sari).get(page_of(self.hers)).status_code, 200)
        self.assertEqual(self.as_(self.joko).get(page_of(self.hers)).status_code, 404)
        self.assertNotContains(self.as_(self.joko).get(MINE), "Dasar Keamanan Informasi")

    def test_an_account_that_an_officer_named_makes_its_statements_ones_own(self) -> None:
        self.assertNotContains(self.as_(self.sari).get(MINE), "belum lulus")
        recognise("account:https://moodle.example|tamu7", self.sari, by=self.wulan)
        self.assertContains(self.as_(self.sari).get(MINE), "Anda belum lulus")
        self.assertContains(self.as_(self.wulan).get(LIVE), "Sari Lestari belum lulus")

    def test_nobody_reads_it_without_signing_in(self) -> None:
        self.assertEqual(self.client.get(LIVE).status_code, 302)
        self.assertEqual(self.client.get(MINE).status_code, 302)


class FilterStatementsTests(PagesTestCase):
    def setUp(self) -> None:
        self.registration = str(uuid.uuid4())
        keep(
            statement(),
            statement(STRANGER, f"{ADL}failed", context={"registration": self.registration}),
            statement(
                {"mbox": "mailto:joko@sinau.example"},
                "https://example.org/verbs/puzzled",
                {"id": "https://h5p.example/42", "definition": {"name": {"id": "Teka-teki"}}},
            ),
            caller=self.caller,
        )
        self.browser = self.as_(self.wulan)

    def found(self, query: str) -> list[str]:
        page = self.browser.get(f"{LIVE}?{query}")
        self.assertEqual(page.status_code, 200)
        return [one.sentence.actor for one in page.context["statements"]]

    def test_each_filter_stands_in_the_address(self) -> None:
        everybody = ["Joko Susilo", "Tamu Tujuh", "Sari Lestari"]
        today = now().date()
        for query, actors in {
            "": everybody,
            f"sistem={self.moodle.pk}": everybody,
            "sistem=sinau": [],
            f"kerja={ADL}failed": ["Tamu Tujuh"],
            "kerja=https://example.org/verbs/puzzled": ["Joko Susilo"],
            "pelaku=lestari": ["Sari Lestari"],
            f"pelaku={self.sari.nip}": ["Sari Lestari"],
            "pelaku=SARI@sinau.example": ["Sari Lestari"],
            f"pegawai={self.joko.pk}": ["Joko Susilo"],
            "pelaku=account:https://moodle.example|tamu7": ["Tamu Tujuh"],
            "pelaku=siapa pun": [],
            "kegiatan=https://h5p.example/42": ["Joko Susilo"],
            f"pendaftaran={self.registration}": ["Tamu Tujuh"],
            f"dari={today - timedelta(days=1)}": everybody,
            f"sampai={today - timedelta(days=2)}": [],
            f"dari={today + timedelta(days=2)}": [],
            f"kerja={ADL}failed&pelaku=lestari": [],
        }.items():
            with self.subTest(query):
                self.assertEqual(self.found(query), actors)

    def test_a_filter_in_force_can_be_taken_away(self) -> None:
        page = self.browser.get(f"{LIVE}?kerja={ADL}failed&pelaku=tamu")
        self.assertContains(page, "Kata kerja: belum lulus")
        self.assertContains(page, 'href="?pelaku=tamu"')

    def test_what_is_not_understood_is_said_and_changes_nothing(self) -> None:
        page = self.browser.get(f"{LIVE}?pendaftaran=tujuh&sebelum=kemarin&pegawai=x&sistem=99999")
        self.assertContains(page, "Pendaftaran adalah UUID")
        self.assertEqual(len(page.context["statements"]), 3)
        self.assertContains(self.browser.get(f"{LIVE}?pelaku=siapa+pun"), "Tidak ada pegawai")

    def test_it_turns_pages_without_losing_or_repeating_a_statement(self) -> None:
        keep(*(statement() for _n in range(PER_PAGE + 5)), caller=self.caller)
        first = self.browser.get(f"{LIVE}?sistem={self.moodle.pk}")
        second = self.browser.get(f"{LIVE}?{first.context['older']}")
        seen = [one.row.id for page in (first, second) for one in page.context["statements"]]
        self.assertEqual(len(seen), PER_PAGE + 8)
        self.assertEqual(len(set(seen)), len(seen))
        self.assertContains(second, "Kembali ke yang terbaru")
        mine = self.as_(self.sari).get(MINE)
        older = self.as_(self.sari).get(f"{MINE}?sebelum={mine.context['older']}")
        self.assertEqual(len(older.context["statements"]), 6)

    def test_it_asks_as_much_for_many_as_for_few(self) -> None:
        for person, url in ((self.wulan, LIVE), (self.sari, MINE)):
            few = queries_of(self.as_(person), url)
            others = [statement({"mbox": f"mailto:o{n}@x.example"}) for n in range(20)]
            keep(*others, *(statement() for _n in range(20)), caller=self.caller)
            self.assertEqual(queries_of(self.as_(person), url), few)


class WatchStatementsTests(PagesTestCase):
    def poll(self, version: str = "", **query: str) -> tuple[int, str, bytes]:
        headers = {"HX-Request": "true"} | ({"If-None-Match": version} if version else {})
        page = self.browser.get(LIVE, query, headers=headers)
        return page.status_code, page.headers.get("ETag", ""), page.content

    def setUp(self) -> None:
        self.browser = self.as_(self.tri)
        (self.kept,) = keep(statement(), caller=self.caller)

    def test_it_answers_that_nothing_is_new(self) -> None:
        status, version, part = self.poll()
        self.assertEqual(status, 200)
        self.assertNotIn(b"<html", part)
        self.assertEqual(self.poll(version)[0], 304)
        keep(statement(STRANGER), caller=self.caller)
        status, newer, part = self.poll(version)
        self.assertEqual(status, 200)
        self.assertIn(b"Tamu Tujuh", part)
        self.assertEqual(self.poll(newer)[0], 304)

    def test_a_voided_statement_is_new_too_and_says_so(self) -> None:
        version = self.poll()[1]
        voiding = statement(
            verb=f"{ADL}voided", thing={"objectType": "StatementRef", "id": self.kept}
        )
        (by,) = keep(voiding, caller=self.caller)
        status, _version, part = self.poll(version)
        self.assertEqual(status, 200)
        self.assertIn(b"Dibatalkan", part)
        page = self.browser.get(page_of(self.kept))
        self.assertContains(page, "Pernyataan ini dibatalkan")
        self.assertContains(page, page_of(by))
        self.assertContains(self.browser.get(page_of(by)), page_of(self.kept))

    def test_it_stops_asking_when_paused_and_on_older_pages(self) -> None:
        self.assertContains(self.browser.get(LIVE), "hx-trigger")
        self.assertNotContains(self.browser.get(f"{LIVE}?jeda=1"), "hx-trigger")
        place = f"{now():%Y%m%d%H%M%S%f}.{self.kept}"
        self.assertNotContains(self.browser.get(f"{LIVE}?sebelum={place}"), "hx-trigger")


class OneStatementTests(PagesTestCase):
    def show(self, said: dict[str, object], person: Person | None = None) -> str:
        (kept,) = keep(said, caller=self.caller)
        return self.as_(person or self.wulan).get(page_of(kept)).content.decode()

    def test_it_shows_every_part_and_escapes_all_of_it(self) -> None:
        evil = "<script>alert(1)</script>"
        page = self.show(
            statement(
                {"mbox": "mailto:x@y.example", "name": evil},
                "https://example.org/verbs/hack",
                {"id": "https://x.example/1", "definition": {"name": {"id": evil}}},
                result={"response": evil, "extensions": {"https://x.example/e": {"a": evil}}},
                context={"platform": evil, "registration": str(uuid.uuid4())},
            )
        )
        self.assertNotIn(evil, page)
        self.assertIn("&lt;script&gt;alert(1)", page)
        for heading in ("Pelaku", "Kata kerja", "Objek", "Hasil", "Konteks", "Pencatatan"):
            self.assertIn(f">{heading}</h2>", page)

    def test_a_group_an_agent_and_a_plan_are_shown_too(self) -> None:
        group = {"objectType": "Group", "member": [SARI, STRANGER]}
        plan = {"objectType": "SubStatement", "actor": SARI, "verb": {"id": f"{ADL}attended"}}
        plan["object"] = COURSE
        self.assertIn("Kelompok tanpa pengenal", self.show(statement(group)))
        self.assertIn("Tamu Tujuh", self.show(statement(thing={"objectType": "Agent", **STRANGER})))
        self.assertIn("rencana: Sari Lestari menghadiri", self.show(statement(thing=plan)))

    def test_it_leads_to_what_it_refers_to_only_where_that_is(self) -> None:
        (known,) = keep(statement(STRANGER), caller=self.caller)
        for target, is_there in ((known, True), (str(uuid.uuid4()), False)):
            about = {"objectType": "StatementRef", "id": target}
            for said in (statement(thing=about), statement(context={"statement": about})):
                page = self.show(said)
                self.assertIn(target, page)
                self.assertEqual(page_of(target) in page, is_there)
        # Sari may see hers, which speaks of one that she may not see.
        self.assertNotIn(
            page_of(known), self.show(statement(thing={**about, "id": known}), self.sari)
        )

    def test_its_json_is_what_systems_get(self) -> None:
        (kept,) = keep(statement(), caller=self.caller)
        answer = self.as_(self.sari).get(f"{page_of(kept)}json/")
        self.assertEqual(answer["Content-Type"], "application/json")
        said = answer.json()
        self.assertEqual(said["id"], kept)
        self.assertIn("stored", said)
        self.assertEqual(said["authority"]["account"]["name"], self.moodle.key)

    def test_it_speaks_english_when_asked(self) -> None:
        (kept,) = keep(statement(), caller=self.caller)
        page = self.as_(self.wulan)
        page.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        self.assertContains(page.get(page_of(kept)), "Basics of Information Security")

    def test_what_is_not_there_is_not_found(self) -> None:
        self.assertEqual(self.as_(self.wulan).get(page_of(str(uuid.uuid4()))).status_code, 404)
