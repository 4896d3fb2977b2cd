"""Every component in every state: looks as it was approved, can be read by everybody, fits a phone.

After a change of look that is meant, run with SINAU_KEEP_PICTURES=yes and look at the difference.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.pictures import Gallery

LOOKS = [
    pytest.param(width, theme, id=f"{width}-{theme}")
    for width in (390, 1280)
    for theme in ("light", "dark")
]
# Targets a thumb can hit: WCAG 2.2 asks for 24, we for 44 where it is a control of its own.
SMALL = """() => [...document.querySelectorAll("a.button, button.button, .places__item, .chip, summary")]
  .map(e => [e.textContent.trim().slice(0, 30), e.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height < 43.5).map(([name, box]) => `${name}: ${box.height}`)"""


@pytest.fixture
def gallery(browser: Browser) -> Iterator[Gallery]:
    studio = browser.new_page()
    yield Gallery(studio)
    studio.close()


@pytest.mark.parametrize(("width", "theme"), LOOKS)
@pytest.mark.django_db
def test_every_component_looks_as_it_was_approved(
    live_server: LiveServer, browser: Browser, gallery: Gallery, width: int, theme: str
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 844},
        color_scheme="dark" if theme == "dark" else "light",
        locale="id-ID",
        reduced_motion="reduce",
    )
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{live_server.url}/galeri/")
    different = [
        gallery.compare(f"{specimen.get_attribute('id')}-{width}-{theme}", specimen)
        for specimen in page.locator("section.specimen").all()
    ]
    assert [found for found in different if found] == []
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(SMALL) == []
    found = Axe().run(page)
    assert found.response["violations"] == [], found.generate_report()
    page.close()


@pytest.mark.django_db
def test_every_error_page_can_be_read_by_everybody(live_server: LiveServer, page: Page) -> None:
    for code in (400, 403, 404, 409, 429, 500, 503):
        page.goto(f"{live_server.url}/galeri/galat/{code}/")
        assert Axe().run(page).response["violations"] == [], code
