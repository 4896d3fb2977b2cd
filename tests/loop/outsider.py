"""Step 9: Joko of another agency finds nothing of all this, wherever he tries."""

from __future__ import annotations

import re
from urllib.parse import quote

from tests.loop.walk import Walk

WORDS = ("pendingin vaksin", "kepala seksi farmasi", "Pesan membuka keadaan kesehatan anak")


def finds_nothing(walk: Walk, article: str) -> None:
    """Every address of the agency answers 404, and no search knows its words."""
    walk.come_in("sari", "/akun/")
    status, text = walk.answer_to(f"/cari/?q={quote(WORDS[0])}")
    assert status == 200 and article in text, "Sari should find what is to be hidden from Joko"
    walk.come_in("joko", "/cari/")
    assert len(walk.inside) > 15, walk.inside
    opened = {path: walk.answer_to(path)[0] for path in walk.inside}
    assert {path: status for path, status in opened.items() if status != 404} == {}
    for words in WORDS:
        walk.go(f"/cari/?q={quote(words)}")
        for address in walk.inside:
            assert f'href="{address}' not in walk.page.content(), f"{words}: {address}"
        walk.does_not_see(re.compile("amplop bersegel"))
