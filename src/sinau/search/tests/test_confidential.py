"""A confidential text is found by those who may read it, and by no other door and nobody else."""

from __future__ import annotations

import json
from dataclasses import replace

from sinau.journal.testing import tell_everyone
from sinau.knowledge.actions import rehouse_article
from sinau.knowledge.models import Article, Level
from sinau.knowledge.tests.stage import TEXT, KnowledgeTestCase
from sinau.people.models import Audience, Grant, Person, Role
from sinau.search.models import Document, Passage

WORD = "zirkonium"


class ConfidentialTests(KnowledgeTestCase):
    """P-SEA-17: Ratna verifies it as curator, Budi reads it as head; Sari and Joko do not."""

    def setUp(self) -> None:
        text = replace(
            TEXT, title=f"Berkas {WORD}", body=f"{TEXT.body} Isi {WORD} tersimpan di brankas."
        )
        self.article = self.verified(text=text, level=Level.CONFIDENTIAL, audience=Audience.CITY)
        tell_everyone()

    def page(self, person: Person, words: str = f"{WORD} brankas") -> str:
        self.client.force_login(person)
        return self.client.get("/cari/", {"q": words}).content.decode()

    def test_who_may_read_it_finds_it_and_nobody_else(self) -> None:
        self.assertTrue(Article.objects.visible_to(self.budi).contains(self.article))
        for person in (self.budi, self.ratna, self.bayu):
            self.assertIn(self.article.get_absolute_url(), self.page(person))
        for person in (self.sari, self.joko):
            self.assertNotIn(self.article.get_absolute_url(), self.page(person))
            self.assertNotIn("Dokumen terbatas", self.page(person))
        self.assertNotIn(self.article.get_absolute_url(), self.page(self.budi, f"{WORD} belerang"))

    def test_a_role_taken_a_second_ago_finds_nothing(self) -> None:
        self.assertIn(self.article.get_absolute_url(), self.page(self.budi))
        Grant.objects.filter(person=self.budi, role=Role.HEAD).delete()
        person = Person.objects.get(pk=self.budi.pk)
        self.assertNotIn(self.article.get_absolute_url(), self.page(person))

    def test_it_is_in_no_index_and_behind_no_other_door(self) -> None:
        self.assertFalse(Document.objects.filter(source=self.article.subject).exists())
        self.assertFalse(Passage.objects.filter(text__contains=WORD).exists())
        self.client.force_login(self.ratna)
        for path in (
            f"/cari/saran/?q={WORD[:5]}",
            f"/cari/?q={WORD}&jenis=article",
            "/pengetahuan/siap-panen/",
        ):
            self.assertNotIn(f"Berkas {WORD}", self.client.get(path).content.decode(), path)
        asked = self.client.post(
            "/tanya/kirim/", {"text": f"Di mana {WORD} tersimpan?"}, follow=True
        )
        self.assertNotIn("brankas", asked.content.decode())
        self.assertNotIn(WORD, json.dumps(list(Passage.objects.values_list("heading", flat=True))))

    def test_a_text_made_confidential_leaves_the_index(self) -> None:
        open_one = self.verified(text=replace(TEXT, title="Denah gedung"), audience=Audience.CITY)
        tell_everyone()
        self.assertTrue(Document.objects.filter(source=open_one.subject).exists())
        rehouse_article(
            open_one,
            kind=open_one.kind,
            agency=open_one.agency,
            audience=open_one.audience,
            owner=open_one.owner,
            review_months=open_one.review_months,
            level=Level.SECRET,
            by=self.ratna,
        )
        tell_everyone()
        self.assertFalse(Document.objects.filter(source=open_one.subject).exists())
