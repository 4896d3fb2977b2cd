"""What each app tells the index, on the demo's content: found by its people, hidden from others."""

from __future__ import annotations

from django.test import TestCase

from sinau.demo.seeding import seed
from sinau.journal.delivering import retell
from sinau.knowledge.models import Article, Level, Passage, Regulation
from sinau.people.cast import CAST
from sinau.people.models import Audience, Person
from sinau.search.finding import find_for
from sinau.search.models import Document, Kind
from sinau.search.sources import sources


class SourcesTests(TestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        seed()

    def person(self, key: str) -> Person:
        person: Person = Person.objects.get(nip=CAST[key].nip)
        return person

    def test_every_kind_of_the_demo_is_in_the_index(self) -> None:
        kinds = set(Document.objects.values_list("shelf__kind", flat=True))
        wanted = {Kind.ARTICLE, Kind.REGULATION, Kind.CONVERSATION, Kind.COURSE, Kind.IDEA}
        self.assertLessEqual(wanted, kinds)

    def test_what_a_source_says_there_is_is_what_is_indexed(self) -> None:
        for noun, source in sources.items():
            with self.subTest(noun):
                told = {f"{noun}:{pk}" for pk in source.every()}
                indexed = Document.objects.filter(source__startswith=f"{noun}:")
                self.assertEqual(set(indexed.values_list("source", flat=True)), told)

    def test_retelling_gives_the_same_index(self) -> None:
        def state() -> set[tuple[str, str]]:
            return set(Document.objects.values_list("source", "fingerprint"))

        before = state()
        retell("search.index_what_changed")
        self.assertEqual(state(), before)

    def test_an_ayat_is_found_at_its_own_address(self) -> None:
        passage = Passage.objects.filter(regulation__isnull=False).exclude(ayat="").first()
        assert passage is not None and passage.regulation is not None
        document = Document.objects.get(source=f"knowledge.regulation:{passage.regulation_id}")
        urls = [spot.url for part in document.passages.all() for spot in part.places()]
        self.assertIn(passage.get_absolute_url(), urls)

    def test_the_outsider_finds_nothing_of_another_agency(self) -> None:
        """P-SEA-1: for every article of one agency only, over the real models."""
        joko, sari = self.person("joko"), self.person("sari")
        hidden = Article.objects.verified().filter(audience=Audience.AGENCY, agency=sari.agency)
        self.assertTrue(hidden.exists())
        for article in hidden:
            source = f"knowledge.article:{article.pk}"
            mine = {one.source for one in find_for(sari, article.title).finds}
            theirs = {one.source for one in find_for(joko, article.title, near=True).finds}
            self.assertIn(source, mine)
            self.assertNotIn(source, theirs)

    def test_strangers_read_no_article_that_became_confidential_a_moment_ago(self) -> None:
        """P-SEA-16: its audience stays what it was, only its level says that it is not for all."""
        article = Article.objects.verified().filter(audience=Audience.PUBLIC).first()
        assert article is not None
        source = f"knowledge.article:{article.pk}"

        def found() -> set[str]:
            return {one.source for one in find_for(None, article.title, near=True).finds}

        self.assertIn(source, found())
        Article.objects.filter(pk=article.pk).update(level=Level.CONFIDENTIAL)
        self.assertNotIn(source, found())

    def test_what_can_be_seen_is_never_more_than_its_app_shows(self) -> None:
        for key in ("joko", "sari", "tri", "ratna"):
            person = self.person(key)
            found = {one.source for one in find_for(person, "cuti data AI risiko", near=True).finds}
            for model, noun in (
                (Article, "knowledge.article"),
                (Regulation, "knowledge.regulation"),
            ):
                seen = model.objects.visible_to(person).values_list("pk", flat=True)
                self.assertLessEqual(
                    {source for source in found if source.startswith(noun)},
                    {f"{noun}:{pk}" for pk in seen},
                )
