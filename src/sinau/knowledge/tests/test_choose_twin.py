"""A file that says nearly what a regulation here says is noticed, and a person says what it is."""

from __future__ import annotations

from typing import Any

from django.test import SimpleTestCase, override_settings

from sinau.knowledge import actions
from sinau.knowledge.likeness import share, signature, twins_of
from sinau.knowledge.models import Document, Mending, Regulation, TwinChoice
from sinau.knowledge.tests import papers
from sinau.knowledge.tests.stage import KnowledgeTestCase
from sinau.people.models import Audience


class LikenessTests(SimpleTestCase):
    def test_the_same_text_in_another_layout_is_alike(self) -> None:
        words = [f"kata{n} tentang arsip nomor {n % 7}" for n in range(400)]
        first, second = signature(words), signature(["\n".join(words)])
        self.assertEqual(share(first, second), 1.0)
        changed = [*words[:360], *[f"lain{n} sama sekali" for n in range(40)]]
        self.assertGreater(share(first, signature(changed)), 0.6)
        self.assertLess(share(first, signature([f"beda{n} benar {n}" for n in range(400)])), 0.1)
        self.assertEqual(signature(["pendek"]), [])


@override_settings(
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
)
class TwinTests(KnowledgeTestCase):
    def read(self, text: str, **more: Any) -> Document:
        document = self.received(papers.pdf(text), **more)
        assert document.reading is not None
        actions.read_document(document.reading)
        document.refresh_from_db()
        return document

    def setUp(self) -> None:
        first = self.read(papers.PERWALI)
        self.law = actions.publish_regulation(
            first, self.details(short_title="Perwali 12/2024"), by=self.ratna
        )
        self.second = self.read(papers.PERWALI.replace("sekali setahun", "dua kali setahun"))

    def test_it_is_noticed(self) -> None:
        found = twins_of(self.second, self.ratna)
        self.assertEqual(found[0][0], self.law)
        self.assertGreater(found[0][1], 60)
        self.client.force_login(self.ratna)
        page = self.client.get(self.second.get_absolute_url())
        self.assertContains(page, "Naskah serupa di Sinau")

    def choose(self, choice: TwinChoice) -> None:
        self.client.force_login(self.ratna)
        path = f"{self.second.get_absolute_url()}kembar/{self.law.pk}/"
        self.assertContains(self.client.get(path), "Perwali 12/2024")
        self.assertEqual(self.client.post(path, {"choice": choice.value}).status_code, 302)
        self.second.refresh_from_db()

    def test_the_same_is_put_aside(self) -> None:
        self.choose(TwinChoice.SAME)
        self.assertIsNotNone(self.second.put_aside_at)
        self.assertEqual(self.second.twin_chosen_by, self.ratna)
        self.assertIn("sekali setahun", self.law.passages.get(anchor="pasal-3").text)

    def test_a_newer_copy_takes_its_place_and_links_stay(self) -> None:
        keys = dict(self.law.passages.values_list("anchor", "pk"))
        self.choose(TwinChoice.EDITION)
        passage = self.law.passages.get(anchor="pasal-3")
        self.assertIn("dua kali setahun", passage.text)
        self.assertEqual(dict(self.law.passages.values_list("anchor", "pk")), keys)
        self.assertEqual(Mending.objects.get().verb, "edition")

    def test_another_goes_on(self) -> None:
        self.choose(TwinChoice.SEPARATE)
        page = self.client.get(self.second.get_absolute_url())
        self.assertNotContains(page, "Naskah serupa di Sinau")
        self.assertContains(page, "Terbitkan")

    def test_what_one_may_not_see_is_not_told(self) -> None:
        """P-KNO-63"""
        path = f"{self.second.get_absolute_url()}kembar/{self.law.pk}/"
        self.client.force_login(self.ratna)
        self.assertEqual(self.client.get(path).status_code, 200)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(path).status_code, 404)
        Regulation.objects.filter(pk=self.law.pk).update(
            audience=Audience.AGENCY, agency=self.dinkes
        )
        self.assertEqual(twins_of(self.second, self.joko), [])
