"""Who wrote, supports or answered hears what becomes of an idea; others hear nothing."""

from __future__ import annotations

from sinau.inbox.models import Notice
from sinau.innovation.actions import draft_idea, propose_idea, support_idea
from sinau.innovation.actions.calls import decide_idea
from sinau.innovation.actions.merging import answer_merge, ask_merge
from sinau.innovation.actions.talking import comment_idea, hide_comment
from sinau.innovation.models import Idea, Verdict
from sinau.innovation.tests.stage import SKETCH, IdeaTestCase
from sinau.journal.testing import tell_everyone
from sinau.people.models import Person


class TellIdeasTests(IdeaTestCase):
    def heard(self, person: Person) -> list[str]:
        tell_everyone()
        notices = Notice.objects.filter(person=person, kind="ideas").order_by("pk")
        return [notice.url for notice in notices]

    def twin(self) -> Idea:
        twin = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
        propose_idea(twin, by=self.joko)
        return twin

    def test_supporters_hear_where_their_idea_went(self) -> None:
        twin = self.twin()
        support_idea(twin, by=self.tri)
        asked = ask_merge(twin, self.idea, reason="Sama", by=self.joko)
        self.assertEqual(self.heard(self.bayu), [f"/inovasi/penggabungan/{asked.pk}/"])
        self.assertEqual(self.heard(self.tri), [])
        answer_merge(asked, agrees=True, note="", by=self.bayu)
        self.assertEqual(self.heard(self.tri), [self.idea.get_absolute_url()])
        self.assertEqual(self.heard(self.ratna), [])

    def test_the_owner_hears_what_is_said_and_decided(self) -> None:
        comment = comment_idea(self.idea, body="Bagus", by=self.joko)
        decide_idea(self.idea, Verdict.TAKEN_UP, reason="Sesuai", by=self.budi)
        self.assertEqual(self.heard(self.bayu), [self.idea.get_absolute_url()] * 2)
        hide_comment(comment, reason="Menyebut nama", by=self.budi)
        self.assertEqual(self.heard(self.joko), [self.idea.get_absolute_url()])
