"""What the tests of the whole house share: a Chromium that is there, or a loud word that it is not."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest

# The steps of the loop assert for their test, and are to say as much when they fail.
pytest.register_assert_rewrite("tests.loop")

QUIET = (
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Where the system's Chromium is; SINAU_CHROMIUM names another one."""
    named = os.environ.get("SINAU_CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return named or next(filter(None, map(shutil.which, names)), None)


def pytest_configure(config: pytest.Config) -> None:
    # Playwright's own event loop runs in the test's thread; Django would refuse the ORM there.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Without a browser its tests are skipped with a reason; in CI that is a failure."""
    for item in items:
        if "page" in getattr(item, "fixturenames", ()) or "browser" in getattr(
            item, "fixturenames", ()
        ):
            item.add_marker(pytest.mark.browser)
    if chromium():
        return
    if os.environ.get("CI") == "true" and any(item.get_closest_marker("browser") for item in items):
        raise pytest.UsageError(
            "No Chromium was found, and in CI the browser tests may not be skipped."
        )
    skip = pytest.mark.skip(reason="no Chromium on this machine (apt-get install chromium)")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(skip)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright drives the system's Chromium, not a download of its own."""
    as_root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": chromium(),
        "args": [*QUIET, *as_root],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """The people of the city read Indonesian and live on western Indonesian time."""
    return {**browser_context_args, "locale": "id-ID", "timezone_id": "Asia/Jakarta"}
