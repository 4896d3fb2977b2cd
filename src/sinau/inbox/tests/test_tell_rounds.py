"""Who was asked in an estimation round hears of it, and hears no number."""

from __future__ import annotations

from datetime import timedelta

from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import today
from sinau.risk.actions.rounds import open_round
from sinau.risk.tests.stage import RegisterTestCase


class TellRoundTests(RegisterTestCase):
    def test_those_asked_hear_of_it_and_nobody_else(self) -> None:
        made = open_round(
            self.register,
            title="Putaran November",
            risks=[self.risk],
            people=[self.sari, self.joko],
            closes_on=today() + timedelta(days=7),
            by=self.bayu,
        )
        tell_everyone()
        heard = Notice.objects.filter(kind="risk_round")
        self.assertEqual({one.person_id for one in heard}, {self.sari.pk, self.joko.pk})
        self.assertEqual({one.url for one in heard}, {made.get_absolute_url()})
