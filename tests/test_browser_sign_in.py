"""Signing in as people do: on a phone, with and without scripts, by code and by passkey."""

from __future__ import annotations

import gzip
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, CDPSession, Page, Response, expect

from sinau.people import cast
from sinau.people.models import Person
from sinau.people.testing import small_city

PHONE = {"width": 390, "height": 844}
# A page one may visit whatever else is installed.
ME = "/akun/"


@pytest.fixture
def sari(transactional_db: None) -> Person:
    return cast.play(small_city())["sari"]


@pytest.fixture
def demo(settings: Any) -> None:
    settings.DEMO = True


@pytest.fixture
def address(live_server: Any, settings: Any) -> str:
    # A passkey belongs to a name; browsers give none to an IP address.
    settings.SESSION_COOKIE_SECURE = False
    return str(live_server.url).replace("127.0.0.1", "localhost")


@pytest.fixture
def heard(page: Page) -> Iterator[list[str]]:
    """What the browser complained about; nothing, in the end."""
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.on("pageerror", lambda trouble: complaints.append(str(trouble)))
    yield complaints
    assert complaints == []


def violations(page: Page) -> list[str]:
    return [found["id"] for found in Axe().run(page).response["violations"]]


def key_of(page: Page) -> str:
    """The secret as it is spelled on the page, typed into an app."""
    return page.locator(".number-block__value").inner_text().replace(" ", "").strip()


def code_of(secret: str, *, steps: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps)))


def step_with_time_left(*, seconds: int) -> None:
    """The code of now stays the code of now for so many seconds, also on a busy machine."""
    left = 30 - time.time() % 30
    if left < seconds:
        time.sleep(left)


def sign_in(page: Page, address: str, person: Person, onward: str = ME) -> None:
    page.goto(f"{address}/masuk/?next={onward}")
    page.get_by_label("NIP").fill(person.nip)
    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    page.locator("form.form button[type=submit]").click()


def test_sari_comes_in_from_the_list_of_the_cast(
    page: Page, sari: Person, demo: None, address: str, heard: list[str]
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/masuk/?next={ME}")
    assert violations(page) == []
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.get_by_role("button", name="Masuk sebagai Sari Lestari").click()
    expect(page).to_have_url(address + ME)
    expect(page.get_by_role("heading", level=1)).to_have_text("Sari Lestari, S.A.P.")
    assert violations(page) == []


def test_it_works_without_scripts(
    browser: Browser, browser_context_args: dict[str, Any], sari: Person, demo: None, address: str
) -> None:
    context = browser.new_context(**{**browser_context_args, "java_script_enabled": False})
    page = context.new_page()
    page.set_viewport_size(PHONE)
    page.goto(f"{address}/masuk/?next={ME}")
    expect(page.get_by_role("button", name="Tampilkan")).to_have_count(0)
    expect(page.get_by_role("button", name="kunci masuk")).to_have_count(0)
    page.get_by_role("button", name="Masuk sebagai Sari Lestari").click()
    expect(page).to_have_url(address + ME)
    page.locator("main").get_by_role("button", name="Keluar").click()
    sign_in(page, address, sari)
    expect(page).to_have_url(address + ME)
    context.close()


def test_the_first_view_is_light(page: Page, sari: Person, demo: None, address: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(f"{address}/masuk/", wait_until="networkidle")
    # Files are compressed when they are collected, which tests do not do.
    weight = sum(len(gzip.compress(answer.body())) for answer in answers)
    assert 0 < weight <= 100 * 1024, weight


def test_a_password_can_be_shown(page: Page, sari: Person, address: str, heard: list[str]) -> None:
    page.goto(f"{address}/masuk/")
    field = page.locator("input[name=password]")
    field.fill("rahasia")
    page.get_by_role("button", name="Tampilkan").click()
    expect(field).to_have_attribute("type", "text")
    page.get_by_role("button", name="Sembunyikan").click()
    expect(field).to_have_attribute("type", "password")


def test_an_app_is_set_up_and_asked_for(
    page: Page, sari: Person, address: str, heard: list[str]
) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, address, sari)
    page.get_by_role("link", name="Aktifkan").click()
    secret = key_of(page)
    assert violations(page) == []
    # The code before this one is taken too, and leaves this one unused for signing in below.
    step_with_time_left(seconds=15)
    page.get_by_label("Kode dari aplikasi").fill(code_of(secret, steps=-1))
    page.get_by_role("button", name="Aktifkan").click()
    expect(page).to_have_url(re.compile("/akun/kode-pemulihan/$"))
    assert violations(page) == []
    page.goto(address + ME)
    page.locator("main").get_by_role("button", name="Keluar").click()

    sign_in(page, address, sari)
    expect(page).to_have_url(re.compile("/masuk/kode/$"))
    assert violations(page) == []
    page.get_by_label("Kode").fill(code_of(secret))
    page.get_by_role("button", name="Lanjut").click()
    expect(page).to_have_url(address + ME)


@pytest.fixture
def phone_lock(page: Page) -> CDPSession:
    """A device that checks its owner's finger, as Chromium pretends it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_a_passkey_is_added_and_lets_in_without_a_password(
    page: Page, sari: Person, address: str, heard: list[str], phone_lock: CDPSession
) -> None:
    page.set_viewport_size(PHONE)
    sign_in(page, address, sari, onward="/akun/kunci/baru/")
    page.get_by_label("Nama kunci").fill("Ponsel Sari")
    page.get_by_role("button", name="Buat kunci").click()
    expect(page).to_have_url(re.compile("/akun/kode-pemulihan/$"))
    assert Authenticator.objects.filter(user=sari, type="webauthn").count() == 1
    page.goto(f"{address}/akun/kunci/")
    expect(page.locator(".row__title", has_text="Ponsel Sari")).to_be_visible()
    assert violations(page) == []
    page.goto(address + ME)
    page.locator("main").get_by_role("button", name="Keluar").click()

    page.goto(f"{address}/masuk/?next={ME}")
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()
    expect(page).to_have_url(address + ME)
    page.locator("main").get_by_role("button", name="Keluar").click()

    sign_in(page, address, sari)
    expect(page).to_have_url(re.compile("/masuk/kode/$"))
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()
    expect(page).to_have_url(address + ME)


def test_a_device_that_says_no_is_explained(
    page: Page, sari: Person, address: str, heard: list[str], phone_lock: CDPSession
) -> None:
    page.goto(f"{address}/masuk/")
    page.get_by_role("button", name="Masuk dengan kunci masuk").click()
    expect(page.get_by_text("Perangkat tidak memberi kunci")).to_be_visible()


def test_the_way_in_is_where_django_looks(page: Page, sari: Person, address: str) -> None:
    page.goto(address + ME)
    expect(page).to_have_url(f"{address}{settings.LOGIN_URL}?next={ME}")
