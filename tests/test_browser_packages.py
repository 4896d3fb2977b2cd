"""Packages run in a real browser from their own site, and read nothing of the house (P-PKG-7)."""

from __future__ import annotations

import io
import zipfile
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect

from sinau.demo.packages import package_file
from sinau.kernel.clock import now
from sinau.packages.actions import import_package
from sinau.packages.models import Attempt, Package, Registration, Session
from sinau.packages.tests.making import au, block, cmi5_zip, packed
from sinau.packages.tests.test_run_scorm import manifest_12
from sinau.people import cast
from sinau.people.models import Audience, Person
from sinau.people.testing import small_city
from sinau.records import callers
from sinau.records.testing import forget_what_was_learnt
from sinau.university.actions import add_activity, write_course
from sinau.university.models import Completion, Course, Publication

PHONE = {"width": 390, "height": 844}

SCO = """<!doctype html><html lang="id"><meta charset="utf-8"><title>SCO</title>
<p id="was"></p><button id="keep">Simpan</button><button id="end">Akhiri</button>
<script>
let w = window; while (!w.API && w.parent !== w) w = w.parent;
const api = w.API;
api.LMSInitialize("");
document.getElementById("was").textContent =
  `${api.LMSGetValue("cmi.core.entry")}|${api.LMSGetValue("cmi.suspend_data")}`
  + `|${api.LMSSetValue("cmi.core.score.raw", "900")}|${api.LMSGetLastError()}`;
document.getElementById("keep").onclick = () => {
  api.LMSSetValue("cmi.suspend_data", "halaman=7");
  api.LMSSetValue("cmi.core.lesson_status", "incomplete");
  api.LMSCommit("");
};
document.getElementById("end").onclick = () => {
  api.LMSSetValue("cmi.core.score.raw", "90");
  api.LMSSetValue("cmi.core.lesson_status", "completed");
  api.LMSFinish("");
};
</script></html>"""

HOSTILE = """<!doctype html><html lang="id"><meta charset="utf-8"><title>Jahat</title>
<pre id="found">…</pre><iframe id="frame"></iframe>
<script>
(async () => {
  const house = "HOUSE";
  const found = { cookie: document.cookie };
  for (const mode of ["cors", "no-cors"]) {
    try {
      const answer = await fetch(house + "/akun/", { credentials: "include", mode });
      found[mode] = answer.type + (await answer.text()).length;
    } catch (trouble) { found[mode] = "blocked"; }
  }
  try { found.opener = String(window.opener && window.opener.document.title); }
  catch (trouble) { found.opener = "blocked"; }
  const frame = document.getElementById("frame");
  frame.src = house + "/akun/";
  await new Promise((done) => { frame.onload = done; setTimeout(done, 3000); });
  try { found.frame = frame.contentDocument ? frame.contentDocument.body.innerText : "blocked"; }
  catch (trouble) { found.frame = "blocked"; }
  document.getElementById("found").textContent = JSON.stringify(found);
})();
</script></html>"""


@pytest.fixture
def address(live_server: Any, settings: Any, tmp_path: Any) -> str:
    port = urlsplit(live_server.url).port
    settings.MEDIA_ROOT = tmp_path
    settings.SESSION_COOKIE_SECURE = False
    settings.PUBLIC_URL = f"http://localhost:{port}"
    settings.CONTENT_URL = f"http://paket.localhost:{port}"
    callers.forget_callers()
    forget_what_was_learnt()
    return str(settings.PUBLIC_URL)


@pytest.fixture
def people(transactional_db: None) -> dict[str, Person]:
    return cast.play(small_city())


def course_with(package: Package, wulan: Person) -> Course:
    course = write_course(
        Course(
            slug="kursus-paket",
            title="Kursus dengan paket",
            aim="Belajar dari paket.",
            agency=wulan.agency,
            audience=Audience.CITY,
            owner=wulan,
        ),
        by=wulan,
    )
    add_activity(
        course,
        by=wulan,
        address=package.address,
        kind_label="Paket",
        title=package.title,
        url=package.get_absolute_url(),
    )
    Publication.objects.create(course=course, published_by=wulan, published_at=now())
    return course


def come_in(page: Page, address: str, person: Person) -> None:
    client = Client()
    client.force_login(person)
    page.context.add_cookies(
        [{"name": "sinau_session", "value": client.cookies["sinau_session"].value, "url": address}]
    )


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def test_a_cmi5_package_runs_to_the_completion_of_its_course(
    page: Page, people: dict[str, Person], address: str
) -> None:
    sari, wulan = people["sari"], people["wulan"]
    package = import_package(package_file(), by=wulan)
    course = course_with(package, wulan)
    page.set_viewport_size(PHONE)
    come_in(page, address, sari)
    page.goto(address + package.get_absolute_url())
    assert violations(page) == []
    page.get_by_role("button", name="Buka Empat tanda surel palsu").click()
    page.wait_for_url("http://paket.localhost:*/isi/**")
    page.get_by_role("button", name="Saya sudah membaca").click()
    expect(page.get_by_role("status")).to_contain_text("bacaan selesai")
    page.get_by_role("link", name="Kembali").click()
    expect(page.get_by_text("Tuntas").first).to_be_visible()
    page.get_by_role("button", name="Buka Palsu atau asli?").click()
    for number, answer in enumerate(("Palsu", "Asli", "Palsu")):
        page.locator("fieldset").nth(number).get_by_label(answer).check()
    page.get_by_role("button", name="Periksa jawaban").click()
    expect(page.get_by_role("status")).to_contain_text("3 dari 3 benar: lulus")
    page.get_by_role("link", name="Kembali").click()
    expect(page.locator(".page-header, header").get_by_text("Tuntas").first).to_be_visible()
    assert Completion.objects.filter(course=course, person=sari).exists()
    assert not Session.objects.open().exists()
    page.goto(address + course.get_absolute_url())
    expect(page.get_by_role("link", name=package.title).first).to_be_visible()


def test_a_scorm_unit_is_resumed_after_its_tab_was_killed(
    page: Page, people: dict[str, Person], address: str
) -> None:
    sari, wulan = people["sari"], people["wulan"]
    file = packed({"imsmanifest.xml": manifest_12(), "sco.html": SCO})
    package = import_package(file, by=wulan)
    course = course_with(package, wulan)
    come_in(page, address, sari)
    page.goto(address + package.get_absolute_url())
    page.get_by_role("button", name="Buka Satuan").click()
    unit = page.frame_locator("#unit")
    expect(unit.locator("#was")).to_have_text("ab-initio||false|405")
    unit.locator("#keep").click()
    expect(page.locator("#state")).to_have_text("Tersimpan")
    assert Attempt.objects.get().data["cmi.suspend_data"] == "halaman=7"
    page.goto("about:blank")
    page.goto(address + package.get_absolute_url())
    page.get_by_role("button", name="Lanjutkan Satuan").click()
    expect(unit.locator("#was")).to_have_text("resume|halaman=7|false|405")
    assert violations(page) == []
    unit.locator("#end").click()
    expect(page.locator("#state")).to_have_text("Tersimpan")
    page.get_by_role("link", name="Kembali ke Sinau").click()
    expect(page.get_by_text("Tuntas").first).to_be_visible()
    assert Registration.objects.get().satisfied_at is not None
    assert Completion.objects.filter(course=course, person=sari).exists()


def test_content_reads_no_page_and_no_cookie_of_the_house(
    page: Page, people: dict[str, Person], address: str
) -> None:
    sari, wulan = people["sari"], people["wulan"]
    file: io.BytesIO = cmi5_zip(block(au()))
    hostile = HOSTILE.replace("HOUSE", address)
    file = packed({"cmi5.xml": _structure(file), "index.html": hostile})
    package = import_package(file, by=wulan)
    course_with(package, wulan)
    come_in(page, address, sari)
    # Signed in, the page that the content wants to read is there.
    page.goto(f"{address}/akun/")
    assert sari.name in page.content()
    page.goto(address + package.get_absolute_url())
    page.get_by_role("button", name="Buka Satuan").click()
    found = page.locator("#found")
    expect(found).to_contain_text("frame", timeout=15_000)
    said = page.evaluate("JSON.parse(document.getElementById('found').textContent)")
    assert said == {
        "cookie": "",
        "cors": "blocked",
        "no-cors": "blocked",
        "opener": "null",
        "frame": "blocked",
    }


def _structure(file: io.BytesIO) -> bytes:
    with zipfile.ZipFile(file) as archive:
        return archive.read("cmi5.xml")
