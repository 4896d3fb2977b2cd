"""Nothing of another agency comes out by any door of the search, nor what was taken away a second ago."""

from __future__ import annotations

import json
from collections.abc import Callable

from sinau.people.models import Audience, Grant, Person, Role
from sinau.search.keeping import look_at_watched, save_search
from sinau.search.models import Document, SavedSearch
from sinau.search.tests.test_programs import ProgramTestCase
from sinau.search.wishes import Wish

SECRET = "zirkonium"
TITLE = f"Daftar {SECRET} puskesmas"


class LeakTests(ProgramTestCase):
    """P-SEA-1 and P-SEA-16: pages, suggestions, facets, counts, explanations, REST, MCP and notices."""

    def setUp(self) -> None:
        super().setUp()
        self.source = self.notes.write(
            TITLE,
            f"Pasien {SECRET} dipanggil.",
            agency=self.dinkes,
            audience=Audience.AGENCY,
            pk=77,
        )
        self.notes.change(self.source, owner=f"Pemilik {SECRET}")
        self.key = Document.objects.get(source=self.source).pk

    def doors(self) -> dict[str, Callable[[Person], str]]:
        def page(url: str) -> Callable[[Person], str]:
            def look(person: Person) -> str:
                self.client.force_login(person)
                return self.client.get(url).content.decode()

            return look

        def tool(name: str, **given: str) -> Callable[[Person], str]:
            return lambda person: json.dumps(self.use(person, name, **given))

        return {
            "results": page("/cari/?q=pasien"),
            "kind": page("/cari/?q=pasien&jenis=article"),
            "agency": page("/cari/?q=pasien&unit=dinkes"),
            "newest": page("/cari/?q=pasien&urut=terbaru"),
            "spelling": page("/cari/?q=pasein"),
            "suggested word": page("/cari/saran/?q=zirk"),
            "suggested title": page("/cari/saran/?q=Daftar"),
            "explanation": page(f"/cari/jelaskan/?q=pasien&hasil={self.key}"),
            "rest": lambda person: json.dumps(self.get(person, "q=pasien")),
            "rest slip": lambda person: json.dumps(self.get(person, "q=zirkonuim")),
            "mcp search": tool("search", query="pasien"),
            "mcp open": tool("open_source", source=self.source),
            "mcp ask": tool("ask", question="siapa pasien yang dipanggil"),
        }

    def assert_open(self, person: Person) -> None:
        for name, look in self.doors().items():
            with self.subTest(name, person=person.name):
                self.assertIn(SECRET, look(person))

    def assert_shut(self, person: Person) -> None:
        for name, look in self.doors().items():
            with self.subTest(name, person=person.name):
                said = look(person)
                self.assertNotIn(SECRET, said)
                self.assertNotIn("/catatan/77/", said)

    def test_the_outsider_gets_nothing(self) -> None:
        self.assert_open(self.wulan)
        self.assert_shut(self.joko)
        found = self.get(self.joko, "q=pasien")
        self.assertEqual((found["items"], found["count"]), ([], 0))
        self.assertEqual([options for options in found["facets"].values() if options], [])

    def test_a_role_taken_a_second_ago_opens_nothing(self) -> None:
        grant = Grant.objects.create(
            person=self.joko, role=Role.OFFICER, agency=self.dinkes, valid_from="2000-01-01"
        )
        self.joko.__dict__.pop("roles", None)
        self.assert_open(self.joko)
        grant.delete()
        self.joko.__dict__.pop("roles", None)
        self.assert_shut(self.joko)

    def test_what_was_closed_a_second_ago_is_gone_before_the_index_hears_of_it(self) -> None:
        self.notes.change(self.source, audience=Audience.CITY)
        self.key = Document.objects.get(source=self.source).pk
        self.assert_open(self.joko)
        self.notes.change(self.source, audience=Audience.AGENCY, indexed=False)
        self.assert_shut(self.joko)

    def test_what_was_deleted_a_second_ago_is_gone_for_everybody(self) -> None:
        self.assert_open(self.wulan)
        self.notes.hidden.add(77)
        self.assert_shut(self.wulan)

    def test_a_watched_search_tells_nothing_of_it(self) -> None:
        save_search(Wish("pasien"), by=self.joko, watch=True)
        save_search(Wish("pasien"), by=self.sari, watch=True)
        extra = self.notes.write(
            "Pasien baru", f"Pasien {SECRET} kedua.", agency=self.dinkes, audience=Audience.AGENCY
        )
        self.assertEqual(look_at_watched(), 1)
        known = SavedSearch.objects.get(person=self.joko)
        self.assertEqual((known.known, known.fresh), ([], 0))
        self.assertIn(extra, SavedSearch.objects.get(person=self.sari).known)

    def test_strangers_get_nothing_that_is_not_public(self) -> None:
        for query in ("pasien", "cuti", SECRET):
            found = self.get(None, f"q={query}")
            self.assertEqual((found["items"], found["corrections"]), ([], {}))
        self.assertTrue(self.use(None, "open_source", source=self.source)["isError"])
