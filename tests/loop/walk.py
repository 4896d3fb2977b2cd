"""Somebody of the cast at a browser; every page on the way is looked at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Response, TimeoutError, expect

from sinau.journal.testing import tell_everyone
from sinau.knowledge.actions import read_document
from sinau.knowledge.models import Outcome, Reading
from sinau.people.cast import CAST
from sinau.people.models import Person
from tests.walking import kind_of


@dataclass
class Walk:
    """One browser, one kind of screen; each person who comes in has a device of their own."""

    browser: Browser
    address: str
    device: dict[str, Any]
    scripts: bool
    complaints: list[str] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)
    _page: Page | None = None
    _looked_at: set[str] = field(default_factory=set)
    _expected: re.Pattern[str] | None = None

    # ── who is at the browser ───────────────────────────────────────────────

    @property
    def page(self) -> Page:
        assert self._page is not None, "nobody has come in"
        return self._page

    @property
    def here(self) -> Locator:
        """What the page itself holds, without the bars around it."""
        return self.page.locator(".shell__content")

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def come_in(self, key: str, onward: str = "/akun/") -> Person:
        """Sign in from the list of the cast; the worker has done its work meanwhile."""
        work()
        self.come_as_a_stranger()
        person = Person.objects.get(nip=CAST[key].nip)
        self.go(f"/masuk/?next={onward}")
        self.press(f"Masuk sebagai {person.name}")
        self.at(f"^{re.escape(onward)}")
        return person

    def come_as_a_stranger(self) -> None:
        """A browser that has never been here."""
        self.leave()
        context = self.browser.new_context(**self.device)
        context.set_default_timeout(15_000)
        self._page = context.new_page()
        self._page.on("console", lambda said: said.type == "error" and self._hear(said.text))
        self._page.on("pageerror", lambda trouble: self._hear(str(trouble)))
        self._page.on("response", self._weigh)

    def leave(self) -> None:
        if self._page is not None:
            self._page.context.close()
            self._page = None

    def _hear(self, words: str) -> None:
        if self._expected is None or not self._expected.search(words):
            self.complaints.append(f"{self.page.url}: {words}")

    def _weigh(self, answer: Response) -> None:
        if answer.status >= 500:
            self.complaints.append(f"{answer.url}: {answer.status}")

    @contextmanager
    def refusal(self) -> Iterator[None]:
        """Inside, a page that says no (409) or asks again (422) is what we came for."""
        self._expected = re.compile(r"status of (409|422)")
        yield
        self.page.wait_for_load_state()
        self._expected = None

    def where(self) -> str:
        """Where the walk stands, for whoever looks for what went wrong."""
        if self._page is None:
            return "nowhere"
        shown = self._page.locator(".shell__content").all_inner_texts()
        return "\n".join([self._page.url, *self.complaints, *shown])[:4000]

    # ── what they do ────────────────────────────────────────────────────────

    def go(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.look()

    def follow(self, name: str | re.Pattern[str], *, nth: int = 0) -> None:
        """Press a link of the page; the first of that name."""
        self.here.get_by_role("link", name=name).nth(nth).click()

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button of the page."""
        (within or self.here).get_by_role("button", name=name, exact=True).click()

    def fill(self, label: str, words: str) -> None:
        self._field(label).fill(words)

    def pick(self, label: str) -> None:
        """Tick a choice."""
        self.here.locator("label.choice", has_text=label).locator("input").check()

    def choose(self, label: str, *options: str) -> None:
        """Choose in a select, or in the box to type in which scripts make of it."""
        found = self._field(label)
        if found.get_attribute("role") == "combobox":
            found.fill(options[0])
            self.here.get_by_role("option", name=options[0]).first.click()
        else:
            found.select_option(label=list(options))

    def _field(self, label: str) -> Locator:
        # The label of what may be left empty says so.
        pattern = re.compile(rf"^\s*{re.escape(label)}(\s*\(boleh kosong\))?\s*$")
        # The list under a box to type in bears the same label.
        return self.here.get_by_label(pattern).and_(self.page.locator("input, select, textarea"))

    def take(self, name: str) -> bytes:
        """Follow a link to a file, and have its bytes."""
        with self.page.expect_download() as coming:
            self.follow(name)
        return Path(coming.value.path()).read_bytes()

    # ── what they see ───────────────────────────────────────────────────────

    def at(self, path: str, *, inside: bool = False) -> None:
        """Arrived at this address; `inside` if no outsider may open it."""
        try:
            self.page.wait_for_url(lambda url: bool(re.search(path, urlsplit(url).path)))
        except TimeoutError:
            shown = self.page.locator("main").inner_text()[:600]
            raise AssertionError(f"{self.page.url} is not {path}: {shown}") from None
        self.look()
        if inside:
            self.mark_inside()

    def mark_inside(self) -> None:
        """This address belongs to the agency: the outsider will try it."""
        if self.path not in self.inside:
            self.inside.append(self.path)

    def sees(self, words: str | re.Pattern[str]) -> None:
        found = self.page.get_by_text(_as_written(words)).locator("visible=true")
        expect(found.first).to_be_visible()

    def does_not_see(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(_as_written(words))).to_have_count(0)

    def look(self) -> None:
        """The first page of each kind is examined for those who cannot see it."""
        self.page.wait_for_load_state()
        kind = kind_of(self.path)
        if not self.scripts or kind in self._looked_at:
            return
        self._looked_at.add(kind)
        found = Axe().run(self.page).response["violations"]
        for one in found:
            nodes = "; ".join(node["html"][:160] for node in one["nodes"][:2])
            self.complaints.append(f"{self.path}: axe {one['id']}: {nodes}")
        if self.page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            self.complaints.append(f"{self.path}: wider than the screen")

    def answer_to(self, path: str) -> tuple[int, str]:
        """What the house answers whoever is in, without opening the page."""
        answer = self.page.request.get(self.address + path, max_redirects=0)
        return answer.status, answer.text()


def _as_written(words: str | re.Pattern[str]) -> re.Pattern[str]:
    """Small letters are not large ones; Playwright's own search does not tell them apart."""
    return words if isinstance(words, re.Pattern) else re.compile(re.escape(words))


def work() -> None:
    """What the worker of the house would do meanwhile."""
    tell_everyone()
    for reading in Reading.objects.filter(outcome=Outcome.WAITING):
        read_document(reading)
    tell_everyone()
