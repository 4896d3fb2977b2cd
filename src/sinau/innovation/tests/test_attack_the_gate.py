"""Attempts to get past the gate, through pages and the interface: refused, and in the journal."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

from django.db import connection, connections
from django.test import TransactionTestCase
from django.urls import reverse

from sinau.innovation.actions import (
    agree_exception,
    answer_impact,
    ask_exception,
    change_plan,
    set_partners,
    sign_plan,
    start_pilot,
)
from sinau.innovation.actions.plans import PlanMovedOn
from sinau.innovation.actions.signing import (
    ContentMoved,
    NoException,
    NotYourSeat,
    OwnSignature,
    seal_of,
)
from sinau.innovation.gate import LIVE, PILOT, reasons_of
from sinau.innovation.gathering import case_of, findings_of
from sinau.innovation.impact import sections
from sinau.innovation.models import (
    ExceptionAgreement,
    Idea,
    Launch,
    Pilot,
    Plan,
    Signature,
    Stage,
)
from sinau.innovation.testing import grave_answers
from sinau.innovation.tests.stage import IdeaTestCase, PlannedTestCase, assess_impact
from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.people.models import Agency, Grant, Person, Posting, Role
from sinau.people.testing import Stage as Cast
from sinau.risk.actions import edit_risk
from sinau.risk.actions.risks import Statement

SOON = timedelta(days=60)


def refusals() -> list[str]:
    """The names of the rules that refused, as the journal keeps them."""
    kinds = Entry.objects.filter(kind="innovation.step.refused").order_by("pk")
    return [str(entry.data["refusal"]) for entry in kinds]


class SkipTests(IdeaTestCase):
    def test_no_stage_is_skipped(self) -> None:
        self.client.force_login(self.budi)
        days = {"starts_on": today().isoformat(), "ends_on": (today() + SOON).isoformat()}
        for name, said in (
            ("pilot_new", days),
            ("launch", {}),
            ("monitor", {}),
            ("retire", {"note": "Selesai"}),
            ("stop", {"reason": "x"}),
        ):
            with self.subTest(name):
                url = reverse(f"innovation:{name}", args=[self.idea.pk])
                self.assertEqual(self.client.post(url, said).status_code, 409)
        self.assertFalse(Pilot.objects.exists() or Launch.objects.exists())
        self.idea.refresh_from_db()
        self.assertEqual(self.idea.stage, Stage.PROPOSED)
        self.assertEqual(refusals(), ["not-yet-possible"] * 4)
        self.assertEqual(Entry.objects.filter(kind="innovation.gate.refused").count(), 1)

    def test_a_stage_written_into_a_form_changes_nothing(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("innovation:edit", args=[self.idea.pk])
        said = {
            "title": "Lain",
            "problem": "a",
            "beneficiaries": "b",
            "summary": "c",
            "owner": self.bayu.nip,
            "stage": "live",
            "gate_closed_at": "",
        }
        self.client.post(url, said)
        self.idea.refresh_from_db()
        self.assertEqual((self.idea.title, self.idea.stage), ("Lain", Stage.PROPOSED))


class OwnWorkTests(PlannedTestCase):
    def sign(self, person: Person, seat: str, gate: str = PILOT) -> Signature:
        read = seal_of(self.idea, gate)
        return sign_plan(self.idea, gate=gate, seat=seat, read=read, by=person)

    def test_who_wrote_it_does_not_sign_it_whatever_office_they_hold(self) -> None:
        """P-INO-41"""
        change_plan(self.plan, {"exit": "Segera"}, by=self.agung)
        assess_impact(self.plan, self.plan.assessment.answers, by=self.bayu)
        self.assertTrue(self.sign(self.bayu, "pemilik"))
        with self.assertRaises(OwnSignature):
            self.sign(self.agung, "risiko")
        self.assertEqual(refusals(), ["own-signature"])

    def test_nobody_sits_in_two_seats(self) -> None:
        assess_impact(self.plan, grave_answers(), by=self.bayu)
        Grant.objects.create(
            person=self.budi, role=Role.RISK_OFFICER, agency=self.dinkes, valid_from=today()
        )
        self.sign(self.budi, "risiko")
        with self.assertRaises(OwnSignature):
            self.sign(self.budi, "pimpinan")
        self.client.force_login(self.budi)
        url = reverse("innovation:sign", args=[self.idea.pk, "pimpinan"])
        said = {"read": seal_of(self.idea, PILOT), "agreed": "on"}
        self.assertEqual(self.client.post(url, said).status_code, 409)
        self.assertEqual(refusals(), ["own-signature"] * 2)

    def test_a_seat_of_another_office_is_not_there(self) -> None:
        said = {"read": seal_of(self.idea, PILOT), "agreed": "on"}
        for person, seat in ((self.sari, "pimpinan"), (self.bayu, "risiko"), (self.tri, "sekda")):
            self.client.force_login(person)
            url = reverse("innovation:sign", args=[self.idea.pk, seat])
            self.assertEqual(self.client.post(url, said).status_code, 404)
        self.client.force_login(self.joko)
        for name, args in (("signatures", []), ("exceptions", []), ("sign", ["pemilik"])):
            url = reverse(f"innovation:{name}", args=[self.idea.pk, *args])
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_the_owner_does_not_start_it_even_as_head(self) -> None:
        Grant.objects.create(
            person=self.bayu, role=Role.HEAD, agency=self.dinkes, valid_from=today()
        )
        self.client.force_login(self.bayu)
        url = reverse("innovation:pilot_new", args=[self.idea.pk])
        days = {"starts_on": today().isoformat(), "ends_on": (today() + SOON).isoformat()}
        self.assertEqual(self.client.post(url, days).status_code, 409)
        self.assertEqual(refusals(), ["own-plan"])


class ChangeAfterSigningTests(PlannedTestCase):
    def reasons(self) -> str:
        self.idea.refresh_from_db()
        return " ".join(one.text for one in reasons_of(findings_of(self.idea, PILOT)))

    def test_a_word_in_the_plan_takes_the_names_away(self) -> None:
        self.assertEqual(self.reasons(), "")
        change_plan(self.plan, {"human_role": "Tidak ada"}, by=self.bayu)
        self.assertIn("Pengelola risiko perlu menandatangani lagi", self.reasons())
        self.assertIn("usang", self.reasons())
        change_plan(self.plan, {"human_role": "Petugas memeriksa daftar pesan"}, by=self.bayu)
        self.assertEqual(self.reasons(), "")

    def test_so_does_a_word_in_a_risk_an_answer_and_another_partner(self) -> None:
        said = Statement(event="Lain", cause="a", impact_text="b", category="Layanan SPBE")
        edit_risk(self.risks[0], said, by=self.sari)
        self.assertIn("perlu menandatangani lagi", self.reasons())
        Signature.objects.update(seal=seal_of(self.idea, PILOT))
        self.assertNotIn("menandatangani", self.reasons())
        answer_impact(self.plan, sections()[0], {}, by=self.bayu)
        self.assertIn("usang", self.reasons())
        set_partners(self.idea, [self.diskominfosan, self.bkpsdm], by=self.bayu)
        self.assertIn("perlu menandatangani lagi", self.reasons())

    def test_what_was_read_yesterday_is_not_signed_today(self) -> None:
        read = seal_of(self.idea, PILOT)
        Signature.objects.all().delete()
        set_partners(self.idea, [self.diskominfosan, self.bkpsdm], by=self.bayu)
        with self.assertRaises(ContentMoved):
            sign_plan(self.idea, gate=PILOT, seat="risiko", read=read, by=self.agung)
        self.client.force_login(self.agung)
        url = reverse("innovation:sign", args=[self.idea.pk, "risiko"])
        answer = self.client.post(url, {"read": read, "agreed": "on"})
        self.assertContains(answer, "berubah sesudah Anda membacanya", status_code=409)
        self.assertEqual(refusals(), ["content-moved"] * 2)

    def test_a_signature_for_the_trial_does_not_count_at_the_launch(self) -> None:
        self.assertEqual(case_of(self.idea, PILOT).unsigned, ())
        self.assertEqual(len(case_of(self.idea, LIVE).unsigned), 2)

    def test_a_signature_taken_back_closes_what_runs(self) -> None:
        """P-INO-42"""
        start_pilot(self.idea, starts_on=today(), ends_on=today() + SOON, by=self.budi)
        signature = Signature.objects.get(seat="risiko")
        url = reverse("innovation:unsign", args=[signature.pk])
        self.client.force_login(self.bayu)
        self.assertEqual(self.client.post(url, {"reason": "x"}).status_code, 404)
        self.client.force_login(self.agung)
        for _press in range(2):
            self.client.post(url, {"reason": "Uji injeksi belum selesai"})
        self.idea.refresh_from_db()
        self.assertIsNotNone(self.idea.gate_closed_at)
        kind = "innovation.signature.withdrawn"
        self.assertEqual(Entry.objects.filter(kind=kind).count(), 1)


class BackdateTests(PlannedTestCase):
    def test_a_trial_does_not_begin_yesterday(self) -> None:
        self.client.force_login(self.budi)
        yesterday = today() - timedelta(days=1)
        said = {"starts_on": yesterday.isoformat(), "ends_on": (today() + SOON).isoformat()}
        url = reverse("innovation:pilot_new", args=[self.idea.pk])
        self.assertEqual(self.client.post(url, said).status_code, 409)
        self.assertFalse(Pilot.objects.exists())
        self.assertEqual(refusals(), ["back-dated"])

    def test_a_fallback_was_not_tried_before_there_was_a_plan(self) -> None:
        self.client.force_login(self.bayu)
        url = reverse("innovation:plan_part", args=[self.idea.pk, "cadangan"])
        said = {"fallback": "Telepon", "fallback_tried_on": "2020-01-01"}
        self.assertEqual(self.client.post(url, said).status_code, 409)
        self.assertIsNone(Plan.objects.get().fallback_tried_on)
        self.assertEqual(refusals(), ["back-dated"])

    def test_a_signature_has_the_day_on_which_it_was_given(self) -> None:
        Signature.objects.filter(seat="risiko").delete()
        self.client.force_login(self.agung)
        url = reverse("innovation:sign", args=[self.idea.pk, "risiko"])
        said = {
            "read": seal_of(self.idea, PILOT),
            "agreed": "on",
            "signed_at": "2020-01-01",
            "signed_by": str(self.budi.pk),
        }
        self.client.post(url, said)
        signature = Signature.objects.get(seat="risiko")
        self.assertEqual(
            (signature.signed_by, signature.signed_at.date() >= today() - timedelta(1)),
            (self.agung, True),
        )


class OneAgencyAsTwoTests(PlannedTestCase):
    def setUp(self) -> None:
        self.row = ask_exception(
            self.idea,
            criterion="sektor",
            reason="Sektor kedua menyusul",
            ends_on=today() + SOON,
            gate=PILOT,
            by=self.sari,
        )

    def officer(self, person: Person, agency: Agency) -> Person:
        Grant.objects.create(
            person=person, role=Role.RISK_OFFICER, agency=agency, valid_from=today()
        )
        return person

    def test_a_unit_and_its_agency_are_one_partner(self) -> None:
        clinic = Agency.objects.create(
            code="puskesmas-jetis",
            name="Puskesmas Jetis",
            short_name="Jetis",
            kind="puskesmas",
            sector="Kesehatan",
            parent=self.dinkes,
            path=self.dinkes.path + "puskesmas-jetis/",
        )
        set_partners(self.idea, [clinic], by=self.bayu)
        self.assertEqual(len(case_of(self.idea).agencies), 1)

    def test_two_people_of_one_agency_agree_for_one(self) -> None:
        """P-INO-43"""
        agree_exception(self.row, dissent="Masih sendiri", by=self.budi)
        with self.assertRaises(NoException):
            agree_exception(
                self.row, dissent="", by=self.officer(self.ratna_at(self.dinkes), self.dinkes)
            )
        self.assertEqual(ExceptionAgreement.objects.count(), 1)
        self.assertEqual(refusals(), ["no-exception"])
        self.assertEqual(case_of(self.idea).waivers, ())
        agree_exception(self.row, dissent="", by=self.agung)
        agree_exception(self.row, dissent="", by=self.agung)
        self.assertEqual([one.criterion for one in case_of(self.idea).waivers], ["sektor"])
        change_plan(self.plan, {"exit": "Lain"}, by=self.bayu)
        self.assertEqual(case_of(self.idea).waivers, ())

    def ratna_at(self, agency: Agency) -> Person:
        Person.objects.filter(pk=self.ratna.pk).update(agency=agency)
        moved: Person = Person.objects.get(pk=self.ratna.pk)
        return moved

    def test_who_moved_last_month_still_stands_for_where_they_came_from(self) -> None:
        agree_exception(self.row, dissent="", by=self.budi)
        moved = self.officer(self.ratna_at(self.bkpsdm), self.bkpsdm)
        Posting.objects.filter(person=moved).update(
            agency=self.dinkes, valid_to=today() - timedelta(days=30)
        )
        with self.assertRaises(NoException):
            agree_exception(self.row, dissent="", by=moved)
        assess_impact(self.plan, grave_answers(), by=self.bayu)
        with self.assertRaises(NotYourSeat):
            read = seal_of(self.idea, PILOT)
            sign_plan(self.idea, gate=PILOT, seat="penelaah", read=read, by=moved)
        self.assertEqual(refusals(), ["no-exception", "not-your-seat"])

    def test_who_asked_owns_or_wrote_does_not_agree(self) -> None:
        for person in (self.officer(self.sari, self.dinkes), self.officer(self.bayu, self.dinkes)):
            with self.assertRaises(OwnSignature):
                agree_exception(self.row, dissent="", by=person)

    def test_an_exception_has_an_end_and_not_every_rule_has_one(self) -> None:
        for criterion, days in (("sektor", 0), ("sektor", 181), ("tanda-tangan", 9), ("apa", 9)):
            with self.subTest(criterion=criterion, days=days), self.assertRaises(NoException):
                ask_exception(
                    self.idea,
                    criterion=criterion,
                    reason="x",
                    ends_on=today() + timedelta(days=days),
                    gate=PILOT,
                    by=self.sari,
                )


class ReplayTests(PlannedTestCase):
    def test_the_same_press_again_signs_and_starts_once(self) -> None:
        Signature.objects.filter(seat="risiko").delete()
        said = {"read": seal_of(self.idea, PILOT), "agreed": "on", "note": ""}
        days = {"starts_on": today().isoformat(), "ends_on": (today() + SOON).isoformat()}
        for person, name, args, form in (
            (self.agung, "sign", ["risiko"], said),
            (self.budi, "pilot_new", [], days),
        ):
            self.client.force_login(person)
            url = reverse(f"innovation:{name}", args=[self.idea.pk, *args])
            for _press in range(3):
                self.client.post(url, form)
        self.assertEqual(Signature.objects.filter(seat="risiko").count(), 1)
        self.assertEqual(Pilot.objects.count(), 1)
        self.assertEqual(Entry.objects.filter(kind="innovation.pilot.started").count(), 1)

    def test_an_old_press_after_a_stop_starts_nothing_behind_a_closed_gate(self) -> None:
        start_pilot(self.idea, starts_on=today(), ends_on=today() + SOON, by=self.budi)
        self.client.force_login(self.budi)
        self.client.post(reverse("innovation:stop", args=[self.idea.pk]), {"reason": "Salah kirim"})
        change_plan(self.plan, {"exit": ""}, by=self.bayu)
        days = {"starts_on": today().isoformat(), "ends_on": (today() + SOON).isoformat()}
        answer = self.client.post(reverse("innovation:pilot_new", args=[self.idea.pk]), days)
        self.assertEqual(answer.status_code, 409)
        self.assertEqual(Pilot.objects.filter(is_open=True).count(), 0)


class ConcurrentEditTests(PlannedTestCase):
    def test_an_older_page_does_not_overwrite_and_loses_nothing(self) -> None:
        version = self.plan.version
        change_plan(self.plan, {"exit": "Dari Sari"}, by=self.sari)
        with self.assertRaises(PlanMovedOn):
            change_plan(self.plan, {"exit": "Dari Bayu"}, version=version, by=self.bayu)
        self.client.force_login(self.bayu)
        url = reverse("innovation:plan_part", args=[self.idea.pk, "keluar"])
        answer = self.client.post(url, {"exit": "Dari Bayu", "version": version})
        self.assertContains(answer, "sesudah Anda membukanya")
        self.assertContains(answer, "Dari Bayu")
        self.assertEqual(Plan.objects.get().exit, "Dari Sari")
        self.assertEqual(refusals(), ["plan-moved-on"] * 2)
        again = answer.context["form"]["version"].value()
        self.client.post(url, {"exit": "Dari Bayu", "version": again})
        self.assertEqual(Plan.objects.get().exit, "Dari Bayu")


class TwoAtOnceTests(Cast, TransactionTestCase):
    def test_two_heads_at_the_same_moment_start_one_trial(self) -> None:
        type(self).set_the_stage()
        idea = self._planned()
        gate = Barrier(2)
        errors: list[BaseException] = []

        def press(person: Person) -> None:
            try:
                mine = Idea.objects.select_related("owner", "agency").get(pk=idea.pk)
                gate.wait(timeout=20)
                start_pilot(mine, starts_on=today(), ends_on=today() + SOON, by=person)
            except BaseException as error:
                errors.append(error)
            finally:
                connections.close_all()

        pressing = [Thread(target=press, args=(person,)) for person in (self.budi, self.dewi)]
        for one in pressing:
            one.start()
        for one in pressing:
            one.join(timeout=60)
        self.assertEqual(errors, [])
        self.assertEqual(Pilot.objects.count(), 1)
        self.assertEqual(Entry.objects.filter(kind="innovation.pilot.started").count(), 1)
        self.assertTrue(connection.is_usable())

    def _planned(self) -> Idea:
        stage: Any = type("Planned", (PlannedTestCase,), {})
        for name in ("dinkes", "diskominfosan", "bayu", "sari", "agung"):
            setattr(stage, name, getattr(self, name))
        stage.build()
        idea: Idea = stage.idea
        return idea
