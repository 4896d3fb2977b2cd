"""Statements of other systems become learning that counts, each learning once."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from sinau.credit.models import Entry as LedgerEntry
from sinau.credit.models import YearTotal
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.people.testing import CastTestCase
from sinau.records.identities import recognise
from sinau.records.mapping.rules import rule_from
from sinau.records.models import Cursor, MappingVersion, Reported, Stranger, Waiting
from sinau.records.reporting import ReasonMissing, meet, set_aside
from sinau.records.tests.foreign import (
    CMI5_COURSE,
    LAUNCHED,
    PASSED,
    SATISFIED,
    STRANGER,
    follow,
    h5p,
    send,
    sender,
    statement,
    voiding,
)
from sinau.records.writing_rules import write_rule

MOVE_ON = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
MOVE_ON_CATEGORY = {
    "contextActivities": {
        "category": [{"id": "https://w3id.org/xapi/cmi5/context/categories/moveon"}]
    }
}


class ReportLearningTests(CastTestCase):
    def jp(self) -> Decimal:
        """What Sari has in the year of the tests' statements."""
        tell_everyone()
        total = YearTotal.objects.filter(person=self.sari, year=2026).first()
        return total.jp if total else Decimal(0)

    def test_a_course_finished_in_moodle_counts_as_jp(self) -> None:
        self.assertEqual(self.jp(), 0)
        send(statement())
        follow()
        self.assertEqual(self.jp(), 2)
        learning = Reported.objects.get()
        entry = LedgerEntry.objects.get(evidence=learning.evidence)
        self.assertEqual(entry.title, "Keamanan informasi dasar")
        self.assertEqual(entry.organiser, "Moodle provinsi")
        self.assertEqual(entry.form, "elearning")
        self.assertEqual(entry.evidence_url, learning.get_absolute_url())

    def test_following_again_and_sending_again_counts_nothing_twice(self) -> None:
        one = statement()
        send(one)
        follow()
        follow()
        Cursor.objects.all().delete()
        follow()
        self.assertEqual(self.jp(), 2)
        self.assertEqual(Reported.objects.count(), 1)

    def test_the_same_learning_told_by_two_systems_and_two_accounts_counts_once(self) -> None:
        recognise("account:https://lms.example|s.lestari", self.sari, by=self.wulan)
        send(statement(), caller=sender("Moodle provinsi"))
        send(statement(actor=STRANGER, at="2026-03-03T03:00:00Z"), caller=sender("LRS kementerian"))
        follow()
        self.assertEqual(Reported.objects.get().supports.count(), 2)
        self.assertEqual(self.jp(), 2)

    def test_completed_and_passed_of_one_h5p_content_count_once(self) -> None:
        send(h5p(duration="PT10M"), h5p(verb=PASSED, duration="PT11M"))
        follow()
        self.assertEqual(Reported.objects.count(), 1)
        self.assertEqual(self.jp(), 2)

    def test_a_question_inside_h5p_content_does_not_count(self) -> None:
        inside = {"contextActivities": {"parent": [{"id": "https://h5p.example/content/12"}]}}
        send(h5p(context=inside, activity="https://h5p.example/content/12?sub=1"))
        follow()
        self.assertEqual(Reported.objects.count(), 0)

    def test_another_registration_is_another_learning(self) -> None:
        for _turn in range(2):
            send(statement(context={"registration": str(uuid.uuid4())}))
        follow()
        self.assertEqual(Reported.objects.count(), 2)

    def test_a_course_without_any_length_does_not_count_until_a_rule_says_how_long(self) -> None:
        send(statement(duration=""))
        follow()
        self.assertEqual(Reported.objects.count(), 0)
        version = MappingVersion.objects.get(key="moodle-course")
        rule = rule_from({**version.content, "minutes": 90})
        write_rule(
            rule, label=version.label, reason="Menurut silabus", by=self.wulan,
            key=version.key, after=1,
        )  # fmt: skip
        Cursor.objects.all().delete()
        follow()
        self.assertEqual(Reported.objects.get().rule.version, 2)
        self.assertEqual(self.jp(), 2)

    def test_a_cmi5_course_lasts_as_long_as_its_units_together(self) -> None:
        registration = {"registration": str(uuid.uuid4())}
        send(
            statement(activity="https://lms.example/au/1", duration="PT1H", kind="https://x.example/au",
                      context=registration),
            statement(activity="https://lms.example/au/2", duration="PT30M", kind="https://x.example/au",
                      context=registration),
            statement(activity="https://lms.example/au/2", duration="PT20M", verb=PASSED,
                      kind="https://x.example/au", context=registration),
            statement(verb=SATISFIED, kind=CMI5_COURSE, duration="", context=registration),
        )  # fmt: skip
        follow()
        self.assertEqual(Reported.objects.get().minutes, 90)

    def test_a_cmi5_unit_counts_when_what_its_launch_asks_for_is_reached(self) -> None:
        version = MappingVersion.objects.get(key="cmi5-unit")
        write_rule(
            version.rule(), label=version.label, note=version.note, reason="Unit tunggal",
            by=self.wulan, key=version.key, after=1,
        )  # fmt: skip
        registration = str(uuid.uuid4())
        unit: dict[str, Any] = {
            "activity": "https://lms.example/au/9",
            "kind": "https://x.example/au",
        }
        context = {**MOVE_ON_CATEGORY, "registration": registration}
        send(
            statement(
                verb=LAUNCHED,
                duration="",
                context={
                    "registration": registration,
                    "extensions": {MOVE_ON: "CompletedAndPassed"},
                },
                **unit,
            ),
            statement(context=context, **unit),
        )
        follow()
        self.assertEqual(Reported.objects.count(), 0)
        send(statement(verb=PASSED, context=context, **unit))
        follow()
        self.assertEqual(Reported.objects.count(), 1)

    def test_an_unknown_actor_waits_and_counts_when_somebody_says_who_it_is(self) -> None:
        send(statement(actor=STRANGER), statement(actor=STRANGER, activity="https://lms.example/8"))
        follow()
        stranger = Stranger.objects.get()
        self.assertEqual((stranger.waiting, stranger.name), (2, "Sari L."))
        self.assertEqual(self.jp(), 0)
        recognise(stranger.identifier, self.sari, by=self.wulan)
        meet(stranger, self.sari)
        self.assertEqual(self.jp(), 4)
        self.assertEqual(meet(stranger, self.sari), 0)
        self.assertEqual(self.jp(), 4)
        self.assertEqual(Waiting.objects.count(), 0)

    def test_an_actor_recognised_elsewhere_counts_too(self) -> None:
        send(statement(actor=STRANGER))
        follow()
        recognise(Stranger.objects.get().identifier, self.sari, by=self.wulan)
        self.assertEqual(self.jp(), 2)

    def test_an_actor_is_set_aside_with_a_reason_and_once(self) -> None:
        send(statement(actor=STRANGER))
        follow()
        stranger = Stranger.objects.get()
        with self.assertRaises(ReasonMissing):
            set_aside(stranger, by=self.wulan, reason=" ")
        set_aside(stranger, by=self.wulan, reason="Peserta luar")
        set_aside(stranger, by=self.wulan, reason="Lagi")
        self.assertEqual(Entry.objects.filter(kind="records.stranger.set_aside").count(), 1)
        self.assertEqual(Stranger.objects.unknown().count(), 0)

    def test_a_voided_statement_takes_its_jp_back(self) -> None:
        (one,) = send(statement())
        follow()
        self.assertEqual(self.jp(), 2)
        send(voiding(one))
        follow()
        follow()
        self.assertEqual(self.jp(), 0)
        self.assertEqual(LedgerEntry.objects.filter(reverses__isnull=False).count(), 1)

    def test_learning_that_another_statement_still_tells_stays(self) -> None:
        one, _other = send(statement(), statement())
        send(voiding(one))
        follow()
        self.assertEqual(self.jp(), 2)

    def test_a_statement_voided_before_anybody_read_it_never_counts(self) -> None:
        (one,) = send(statement())
        send(voiding(one))
        follow()
        self.assertEqual(self.jp(), 0)
        self.assertEqual(Reported.objects.count(), 0)

    def test_withdrawn_learning_that_is_reported_again_counts_again(self) -> None:
        (one,) = send(statement())
        follow()
        send(voiding(one))
        follow()
        send(statement())
        follow()
        self.assertEqual(self.jp(), 2)
        self.assertEqual(Reported.objects.order_by("-round")[0].round, 2)

    def test_it_asks_as_much_for_many_statements_as_for_few_that_do_not_fit(self) -> None:
        caller = sender()
        follow()
        send(statement(kind="https://x.example/page"), caller=caller)
        with self.assertNumQueries(8):
            follow()
        many = [statement(kind="https://x.example/page") for _turn in range(40)]
        send(*many, caller=caller)
        with self.assertNumQueries(8):
            follow()
