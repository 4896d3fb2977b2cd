"""Incidents become notices of those who handle them, and of who told them."""

from __future__ import annotations

from datetime import timedelta

from sinau.inbox.models import Notice
from sinau.journal.testing import tell_everyone
from sinau.kernel.clock import now
from sinau.people.testing import CastTestCase
from sinau.risk.actions.incidents import Inquiry, Report, report_incident, triage_incident


class TellIncidentTests(CastTestCase):
    def test_officers_hear_of_it_and_the_reporter_of_its_way(self) -> None:
        said = Report(
            what="x", happened_at=now() - timedelta(hours=2), service="Antrean", personal_data=True
        )
        incident = report_incident(said, by=self.joko)
        tell_everyone()
        heard = Notice.objects.filter(person=self.agung, kind="incident")
        self.assertEqual(heard.count(), 3)
        self.assertFalse(Notice.objects.filter(person=self.joko).exists())
        triage_incident(incident, Inquiry(register=None), by=self.agung)
        tell_everyone()
        own = Notice.objects.get(person=self.joko)
        self.assertEqual((own.kind, own.url), ("own_incident", incident.get_absolute_url()))
        self.assertFalse(Notice.objects.filter(person=self.sari).exists())
