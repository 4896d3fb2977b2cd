"""Sessions are found by a kept statement, and end as Django's own do."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from sinau.people.accounts.store import SessionStore
from sinau.people.testing import CastTestCase


class SessionStoreTests(CastTestCase):
    def made(self) -> str:
        store = SessionStore()
        store["word"] = "ada"
        store.save()
        assert store.session_key is not None
        return store.session_key

    def test_a_session_is_found_by_one_question(self) -> None:
        key = self.made()
        with self.assertNumQueries(1):
            self.assertEqual(SessionStore(key)["word"], "ada")

    def test_what_has_ended_or_was_never_there_is_empty(self) -> None:
        key = self.made()
        self.assertEqual(SessionStore(key).get("word"), "ada")
        Session.objects.filter(session_key=key).update(
            expire_date=timezone.now() - timedelta(seconds=1)
        )
        for gone in (key, "tidak-pernah-ada", None):
            store = SessionStore(gone)
            self.assertIsNone(store.get("word"))
            self.assertIsNone(store.session_key)
