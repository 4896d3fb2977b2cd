"""Step 8: Budi opens his summary; every number opens to the rows that make it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.loop.walk import Walk


def opens_to_its_rows(walk: Walk) -> None:
    """Four numbers, and behind each as many rows as it says."""
    walk.come_in("budi", "/ringkasan/")
    # Joko has a summary of his own; that of the health agency is not his.
    walk.inside.append("/ringkasan/?unit=dinkes")
    stats = walk.here.locator(".stats .stat")
    expect(stats).to_have_count(4)
    for at in range(4):
        stat = walk.here.locator(".stats .stat").nth(at)
        said = stat.locator(".stat__value").inner_text()
        address = stat.get_by_role("link").get_attribute("href")
        stat.get_by_role("link").click()
        assert address
        walk.at(f"^{re.escape(urlsplit(address).path)}")
        walk.inside.append(address)
        value, of = (int(one.replace(".", "")) for one in re.findall(r"[\d.]+", said)[:2])
        # The rows are what is missing from the whole, or the whole.
        assert _shown(walk) in (of - value, of), f"{address}: {said}"
        walk.go("/ringkasan/")


def _shown(walk: Walk) -> int:
    """How many rows there are on all pages of the list."""
    count = walk.here.locator(".pagination__count")
    if count.count():
        return int(count.inner_text().split()[-1].replace(".", ""))
    return walk.here.locator("tbody tr").count()
