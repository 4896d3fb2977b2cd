"""What happens around the texts of the demo: files, readers, reviewers, uses, remarks, experts."""

from __future__ import annotations

import io
import math
import struct
import wave
import zipfile
from typing import Any

from django.core.files.base import ContentFile

from sinau.demo.city import CONTENT, City
from sinau.kernel import clock
from sinau.knowledge import actions
from sinau.knowledge.knowing import proposed_reviewers
from sinau.knowledge.models import Article, Opening
from sinau.people.models import Person

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/'
    '2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/'
    'package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
_ROWS = ("NOTULEN RAPAT", "Keputusan:", "Penanggung jawab:", "Tenggat:", "Bukti selesai:")


def attachment(front: dict[str, Any], *, by: Person) -> int | None:
    """The file of a document or a recording, made here so that the repository stays small."""
    kind = front.get("attach")
    if kind is None:
        return None
    data, name = (
        (_paper(), "templat-notulen.docx") if kind == "notulen" else (_tone(), "rekaman.wav")
    )
    return actions.keep_attachment(ContentFile(data, name), name=name, by=by).pk


def _paper() -> bytes:
    words = "".join(f"<w:p><w:r><w:t>{row}</w:t></w:r></w:p>" for row in _ROWS)
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = (
        f'<?xml version="1.0"?><w:document xmlns:w="{space}"><w:body>{words}</w:body></w:document>'
    )
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELS)
        archive.writestr("word/document.xml", body)
    return held.getvalue()


def _tone(seconds: int = 66, rate: int = 4000) -> bytes:
    """A soft tone at each fifth second, as long as its transcript."""
    held = io.BytesIO()
    sound = b"".join(
        struct.pack("B", 128 + int(20 * math.sin(n * 0.69)) if n % (5 * rate) < rate // 4 else 128)
        for n in range(seconds * rate)
    )
    with wave.open(held, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(sound)
    return held.getvalue()


def spoken(front: dict[str, Any]) -> str:
    """The transcript that stands beside the text, if any."""
    path = CONTENT / "articles" / f"{front['slug']}.vtt"
    return path.read_text() if path.exists() else ""


def life(city: City) -> None:
    """Uses, remarks, a review that waits, people who agreed to be asked, and half a year counted."""
    _uses(city)
    _remarks(city)
    _reviews(city)
    _experts(city)
    _openings(city)
    _terms(city)


def _article(slug: str) -> Article:
    return Article.objects.get(slug=slug)


def _uses(city: City) -> None:
    for days, key, slug, used_for, effect in (
        (18, "agung", "rekaman-berbagi-antrean", "Antrean uji kendaraan",
         "Waktu tunggu rata-rata turun dari 70 menjadi 40 menit dalam dua pekan."),
        (40, "wulan", "panduan-notulen", "Rapat persiapan bimtek",
         "Sembilan dari sebelas keputusan selesai sebelum rapat berikutnya."),
        (25, "bayu", "pelajaran-migrasi-arsip", "Alih media rekam medis nonaktif", ""),
        (12, "sari", "meminjam-ruang-rapat", "Pertemuan kader kesehatan", ""),
    ):  # fmt: skip
        with clock.freeze(city.days_ago(days, hour=13)):
            actions.record_use(_article(slug), used_for=used_for, effect=effect, by=city.cast[key])


def _remarks(city: City) -> None:
    quote = "Petugas ruang menjawab pada hari yang sama."
    with clock.freeze(city.days_ago(9, hour=10)):
        actions.comment(
            _article("meminjam-ruang-rapat"),
            quote=quote,
            text="Untuk permintaan sesudah pukul tiga sore, jawabannya baru datang esok pagi.",
            by=city.cast["sari"],
        )
    with clock.freeze(city.days_ago(30, hour=10)):
        done = actions.comment(
            _article("panduan-notulen"),
            text="Apakah ada versi untuk rapat daring?",
            by=city.cast["agung"],
        )
    with clock.freeze(city.days_ago(28, hour=9)):
        actions.settle_comment(done, note="Berkas yang sama dapat dipakai.", by=city.cast["ratna"])


def _reviews(city: City) -> None:
    """A reviewer is asked for each text that waits, by name and with the reasons."""
    waiting = Article.objects.waiting().select_related("working", "agency", "owner")
    for article in waiting.order_by("slug")[:2]:
        found = proposed_reviewers(article, limit=2)
        if not found:
            continue
        first, *rest = found
        with clock.freeze(city.days_ago(3, hour=15)):
            actions.appoint_reviewer(
                article,
                first.person,
                deputy=rest[0].person if rest else None,
                why=first.why,
                by=article.owner,
            )


def _experts(city: City) -> None:
    for key, limit in (("wulan", 5), ("bayu", 3), ("ratna", 4)):
        with clock.freeze(city.days_ago(60, hour=8)):
            actions.settle_profile(city.cast[key], is_shown=True, weekly_limit=limit)


def _openings(city: City) -> None:
    """How often each was opened on some days of the last half year; one is never opened."""
    rows = []
    found = Article.objects.verified().exclude(slug="pelajaran-migrasi-arsip").order_by("slug")
    for nth, article in enumerate(found):
        for days in range(3, 170, 7):
            day = city.days_ago(days).date()
            if article.verified_at is not None and article.verified_at.date() <= day:
                count = city.dice.randint(1, 4) + (12 - nth if nth < 8 else 0)
                rows.append(Opening(article=article, day=day, count=count))
    Opening.objects.bulk_create(rows)


def _terms(city: City) -> None:
    """What the nightly job would have done: turns told, and each month counted as it stood."""
    with clock.freeze(city.days_ago(1, hour=5, minute=30)):
        actions.turn_terms()
    for days in (150, 120, 90, 60, 30, 0):
        actions.count_health(city.days_ago(days).date())
