"""What the demo city knows: eighteen texts of every kind and state, and two internal guidelines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sinau.communities.models import Conversation
from sinau.demo.city import CONTENT, City, content, front_matter
from sinau.demo.knowledge_life import attachment, life, spoken
from sinau.kernel import clock
from sinau.knowledge import actions
from sinau.knowledge.actions.articles import Meaning, Text
from sinau.knowledge.actions.regulations import Details, publish_pieces
from sinau.knowledge.models import Article, RelationKind
from sinau.people.models import Grant, Person, Role

# How many days ago each article was verified; one is already past its date.
VERIFIED_AGO = {
    "ai-di-meja-kerja": 62,
    "antrean-puskesmas-sesuai-jam": 20,
    "cuti-tahunan": 200,
    "jp-dalam-setahun": 35,
    "kegagalan-pelindungan-data": 168,
    "memetakan-risiko-ai": 90,
    "rencana-inovasi-ai": 75,
    "sembilan-nilai-etika-ai": 110,
    "memberi-tahu-warga": 8,
    "meminjam-ruang-rapat": 130,
    "panduan-notulen": 95,
    "pelajaran-migrasi-arsip": 140,
    "rekaman-berbagi-antrean": 48,
    "tanya-jawab-bimtek": 225,
    "tautan-jdih-kota": 70,
}
# Which conversation of the communities an article was made of.
MADE_OF = {
    "antrean-puskesmas-sesuai-jam": "Antrean menumpuk pukul tujuh, padahal nomor sudah dibagi per jam",
    "memberi-tahu-warga": "Perlukah memberi tahu warga bahwa yang menjawab adalah mesin?",
}


def seed(city: City) -> None:
    """Publish the guidelines, then let the articles live through their states."""
    guidelines(city)
    articles(city)
    voices(city)
    life(city)


def guidelines(city: City) -> None:
    """Two guidelines of the city, marked on every page as examples."""
    for nth, guideline in enumerate(content("guideline.toml")["guideline"]):
        owner = city.person(guideline["owner"])
        details = Details(
            kind="Pedoman internal (contoh)",
            number="",
            year=None,
            title=guideline["title"],
            short_title=guideline["short_title"],
            notice=guideline["notice"],
            agency=city.agencies[guideline["agency"]],
            audience=guideline["audience"],
        )
        with clock.freeze(city.days_ago(150 - 20 * nth)):
            regulation = publish_pieces(pieces_of(guideline), details, by=owner, owner=owner)
            for name in guideline["refers_to"]:
                actions.relate(
                    regulation, RelationKind.IMPLEMENTS, other=None, other_name=name, by=owner
                )


def pieces_of(guideline: dict[str, Any]) -> list[dict[str, Any]]:
    """The guideline as the reader of documents would give it."""
    found: list[dict[str, Any]] = []
    for bab in guideline["bab"]:
        opens = [["bab", f"BAB {bab['number']}", bab["title"]]]
        for pasal in bab["pasal"]:
            number = str(pasal["number"])
            opens.append(["pasal", f"Pasal {number}", pasal.get("title", "")])
            base = {
                "section": "body",
                "page": None,
                "bab": bab["number"],
                "pasal": number,
                "angka": "",
                "inner_pasal": "",
                "heading": f"BAB {bab['number']} {bab['title']} · {pasal.get('title', '')}".strip(
                    " ·"
                ),
            }
            for ayat, part in _ayat(pasal):
                anchor = f"pasal-{number}" + (f"-ayat-{ayat}" if ayat else "")
                found.append(
                    {**base, "ayat": ayat, "anchor": anchor, "opens": opens, "text": _words(part)}
                )
                opens = []
    return found


def _ayat(pasal: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    if "ayat" not in pasal:
        return [("", pasal)]
    return [(str(nth), part) for nth, part in enumerate(pasal["ayat"], 1)]


def _words(part: dict[str, Any]) -> str:
    letters = "abcdefghijklmnopqrstuvwxyz"
    points = [f"{letters[nth]}. {text}" for nth, text in enumerate(part.get("huruf", []))]
    return "\n".join([part["text"], *points])


def articles(city: City) -> None:
    """The texts, each written, and most looked at by somebody else."""
    for nth, path in enumerate(sorted((CONTENT / "articles").glob("*.md"))):
        front, body = front_matter(path)
        _live(city, front, body, nth)


def _live(city: City, front: dict[str, Any], body: str, nth: int) -> None:
    owner = city.person(front["owner"])
    ago = VERIFIED_AGO.get(front["slug"], 12 + nth)
    talk = _made_of(front["slug"])
    with clock.freeze(city.days_ago(ago + 6, hour=10, minute=nth)):
        article = actions.draft_article(
            Text(
                title=front["title"],
                body=body,
                summary=front["summary"],
                legal_basis=front["legal_basis"],
                link_url=front.get("link_url", ""),
                transcript=spoken(front),
                attachment_id=attachment(front, by=owner),
            ),
            kind=front["kind"],
            agency=city.agencies[front["agency"]],
            audience=front["audience"],
            review_months=front["review_months"],
            meaning=Meaning(
                sectors=front["sectors"],
                seci=front.get("seci", ""),
                source_event=front.get("source_event", ""),
            ),
            slug=front["slug"],
            by=owner,
            source=talk.subject if talk else "",
            source_url=talk.get_absolute_url() if talk else "",
        )
    if front["status"] == "draft":
        return
    with clock.freeze(city.days_ago(ago + 3, hour=14, minute=nth)):
        actions.submit_article(article, by=owner)
    if front["status"] == "verified":
        with clock.freeze(city.days_ago(ago, hour=9, minute=10 + nth)):
            actions.verify_article(article, by=_other_curator(city, owner))


def _made_of(slug: str) -> Conversation | None:
    """The conversation an article was made of, where the communities have spoken before."""
    return Conversation.objects.filter(title=MADE_OF.get(slug)).first()


def _other_curator(city: City, owner: Person) -> Person:
    """Ratna verifies; what she owns herself a colleague with the same role looks at."""
    ratna = city.cast["ratna"]
    return _second_curator(city) if owner == ratna else ratna


def _second_curator(city: City) -> Person:
    """Two pairs of eyes need two curators: an employee of the same office is the other one."""
    colleagues = Person.objects.serving().filter(agency=city.agencies["setda-organisasi"])
    other: Person = colleagues.exclude(pk=city.cast["ratna"].pk).order_by("nip").first()
    Grant.objects.get_or_create(
        person=other,
        role=Role.CURATOR,
        agency=city.agencies["kota"],
        defaults={"valid_from": city.today - timedelta(days=365)},
    )
    return other


def voices(city: City) -> None:
    """A few readers say whether it helped."""
    readers = [city.cast[key] for key in ("sari", "budi", "wulan", "agung", "tri")]
    for nth, article in enumerate(Article.objects.verified().order_by("slug")):
        for turn, reader in enumerate(readers[: 1 + nth % 4]):
            with clock.freeze(city.days_ago(20 - turn, hour=11)):
                if Article.objects.visible_to(reader).filter(pk=article.pk).exists():
                    actions.give_feedback(article, is_helpful=(nth + turn) % 5 != 4, by=reader)
