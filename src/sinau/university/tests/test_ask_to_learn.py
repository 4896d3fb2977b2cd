"""Ask people to learn something: by rule or list, with reminders, more time, exemptions."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from sinau.inbox.models import Notice
from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of
from sinau.university.actions import enrol
from sinau.university.actions.duties import (
    DueTooEarly,
    end_duty,
    exempt,
    extend,
    give_duty,
    remind,
    stage_of,
    take_newcomers,
)
from sinau.university.events import DutyEscalated, DutyGiven, DutyReminded
from sinau.university.models import Duty, DutyPerson
from sinau.university.testing import finish_a_course, open_a_course

DUE = clock.today() + dt.timedelta(days=30)


class DutyTestCase(CastTestCase):
    def setUp(self) -> None:
        self.course = open_a_course(self.bkpsdm, self.wulan)

    def given(self, *people: Person, **said: Any) -> Duty:
        """The course asked of these people, or by a rule of the people of the health agency."""
        said.setdefault("within_agency", self.dinkes)
        duty = Duty(
            agency=self.bkpsdm,
            course=self.course,
            basis="SE Sekda 4/2026",
            due_on=DUE,
            by_rule=not people,
            **said,
        )
        return give_duty(duty, people or duty.fitting(), by=self.wulan)

    def asked(self, duty: Duty) -> set[Person]:
        return {each.person for each in duty.people.select_related("person")}

    def later(self, days: int) -> Any:
        """The clock, so many days from now."""
        return clock.freeze(clock.now() + dt.timedelta(days=days))


class AskTests(DutyTestCase):
    def test_a_rule_finds_those_it_fits(self) -> None:
        self.assertEqual(self.asked(self.given()), {self.sari, self.bayu, self.budi})
        only = self.given(job_words=self.sari.job_title[:8])
        self.assertIn(self.sari, self.asked(only))
        self.assertNotIn(self.budi, self.asked(only))
        self.assertEqual(
            self.asked(self.given(within_agency=None, roles=["curator"])), {self.ratna}
        )

    def test_a_list_asks_only_those_named(self) -> None:
        duty = self.given(self.sari, self.joko)
        self.assertEqual(self.asked(duty), {self.sari, self.joko})
        self.assertEqual(take_newcomers(), 0)

    def test_everybody_asked_is_told_once(self) -> None:
        self.given()
        tell_everyone()
        self.assertEqual(Notice.objects.filter(person=self.sari, kind="duty").count(), 1)
        self.assertFalse(Notice.objects.filter(person=self.joko, kind="duty").exists())
        self.assertEqual(len(Entry.objects.of_kinds(DutyGiven.kind)), 1)

    def test_who_comes_to_fit_is_asked_with_days_of_their_own(self) -> None:
        duty = self.given(days_for_newcomers=90)
        Person.objects.filter(pk=self.joko.pk).update(agency=self.dinkes)
        self.assertEqual(take_newcomers([self.sari.pk]), 0)
        self.assertEqual((take_newcomers(), take_newcomers()), (1, 0))
        mine = duty.people.get(person=self.joko)
        self.assertEqual(mine.due_on, clock.today() + dt.timedelta(days=90))
        duty.refresh_from_db()
        self.assertEqual(duty.people_count, 4)

    def test_finishing_it_settles_it(self) -> None:
        duty = self.given()
        finish_a_course(enrol(self.course, self.sari))
        tell_everyone()
        self.assertIsNotNone(duty.people.get(person=self.sari).done_at)
        duty.refresh_from_db()
        self.assertEqual((duty.people_count, duty.done_count), (3, 1))

    def test_who_had_finished_before_is_done_at_once(self) -> None:
        finish_a_course(enrol(self.course, self.sari))
        self.assertIsNotNone(self.given().people.get(person=self.sari).done_at)

    def test_only_those_who_can_open_it_are_asked(self) -> None:
        self.course.audience, self.course.agency = Audience.AGENCY, self.dinkes
        self.course.save()
        duty = self.given(within_agency=None)
        self.assertEqual(self.asked(duty), {self.sari, self.bayu, self.budi})

    def test_the_day_is_not_in_the_past(self) -> None:
        with self.later(40), self.assertRaises(DueTooEarly):
            self.given()


class RemindTests(DutyTestCase):
    def test_stages_rise_as_the_day_comes_and_goes(self) -> None:
        days = (30, 14, 4, 3, 1, 0, -1, -6, -7, -14)
        self.assertEqual([stage_of(each) for each in days], [0, 1, 1, 2, 2, 3, 3, 3, 4, 5])

    def test_each_reminder_is_sent_once(self) -> None:
        self.given()
        told = []
        for days in (10, 16, 17, 27, 28, 30, 31, 37, 38, 44):
            with self.later(days):
                told.append(remind())
                self.assertEqual(remind(), 0)
        self.assertEqual(told, [0, 3, 0, 3, 0, 3, 0, 3, 0, 3])
        self.assertEqual(len(Entry.objects.of_kinds(DutyReminded.kind)), 5)

    def test_a_night_that_was_missed_is_made_up_for(self) -> None:
        self.given()
        with self.later(18):
            self.assertEqual(remind(), 3)

    def test_heads_hear_of_who_is_late_with_what_is_mandatory(self) -> None:
        self.given()
        self.given(mandatory=False)
        with self.later(37):
            remind()
        tell_everyone()
        facts = [each.fact() for each in Entry.objects.of_kinds(DutyEscalated.kind)]
        heads = {fact.head_id: fact.count for fact in facts if isinstance(fact, DutyEscalated)}
        self.assertEqual(heads, {self.budi.pk: 3, self.dewi.pk: 3})

    def test_who_has_more_time_or_need_not_is_left_alone(self) -> None:
        duty = self.given()
        first, second = duty.people.get(person=self.sari), duty.people.get(person=self.bayu)
        extend(first, due_on=DUE + dt.timedelta(days=60), reason="Cuti", by=self.wulan)
        exempt(second, reason="Sudah S2", by=self.wulan)
        exempt(second, reason="Lagi", by=self.wulan)
        with self.later(30):
            self.assertEqual(remind(), 1)
        duty.refresh_from_db()
        self.assertEqual(duty.exempt_count, 1)

    def test_nobody_is_reminded_of_what_has_ended(self) -> None:
        end_duty(self.given(), reason="Dicabut", by=self.wulan)
        with self.later(30):
            self.assertEqual(remind(), 0)


class DutyPageTests(DutyTestCase):
    def said(self, **more: Any) -> dict[str, Any]:
        return {
            "target": f"kursus:{self.course.pk}",
            "agency": self.bkpsdm.pk,
            "mandatory": "wajib",
            "basis": "SE 4/2026",
            "due_on": DUE.isoformat(),
            "days_for_newcomers": 60,
            "within_agency": self.dinkes.pk,
            **more,
        }

    def test_names_are_shown_before_anybody_is_asked(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("university:duty_new")
        page = self.client.post(url, self.said())
        self.assertContains(page, self.sari.name)
        self.assertFalse(Duty.objects.exists())
        self.client.post(url, self.said(tugaskan="ya"))
        self.assertEqual(self.asked(Duty.objects.get()), {self.sari, self.bayu, self.budi})

    def test_a_pasted_list_names_its_strangers(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("university:duty_new")
        page = self.client.post(url, self.said(numbers=f"{self.sari.nip}\n123"))
        self.assertContains(page, "123", status_code=422)
        self.client.post(url, self.said(numbers=self.sari.nip, tugaskan="ya"))
        self.assertEqual(self.asked(Duty.objects.get()), {self.sari})

    def test_an_officer_asks_only_within_their_charge(self) -> None:
        """P-UNI-93"""
        self.client.force_login(self.joko)
        url = reverse("university:duty_new")
        for said in (
            self.said(tugaskan="ya"),
            self.said(agency=self.dishub.pk, tugaskan="ya"),
            self.said(
                agency=self.dishub.pk, within_agency="", numbers=self.sari.nip, tugaskan="ya"
            ),
        ):
            self.assertEqual(self.client.post(url, said).status_code, 422)
        self.assertFalse(Duty.objects.exists())
        said = self.said(agency=self.dishub.pk, within_agency="", tugaskan="ya")
        self.client.post(url, said)
        self.assertEqual({each.agency for each in self.asked(Duty.objects.get())}, {self.dishub})

    def test_heads_and_officers_see_their_own_people(self) -> None:
        """P-UNI-94"""
        duty = self.given()
        for person in (self.wulan, self.budi, self.dewi):
            self.client.force_login(person)
            self.assertContains(self.client.get(duty.get_absolute_url()), self.sari.name)
            self.assertContains(self.client.get(reverse("university:duty_desk")), duty.title)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(duty.get_absolute_url()).status_code, 404)
        self.assertNotContains(self.client.get(reverse("university:duty_desk")), duty.title)
        self.client.force_login(self.sari)
        for url in (duty.get_absolute_url(), reverse("university:duty_desk")):
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_of_a_duty_for_the_city_another_agency_sees_its_own_part(self) -> None:
        """P-UNI-94"""
        duty = self.given(within_agency=None)
        url = duty.get_absolute_url()
        self.client.force_login(self.joko)
        for page in (self.client.get(url), self.client.get(url + "?keadaan=belum")):
            self.assertContains(page, self.joko.name)
            self.assertNotContains(page, self.sari.name)
            self.assertNotContains(page, "Dinkes")
        sheet = str(cells(self.client.get(url + "?unduh=xlsx").getvalue()))
        self.assertIn(self.joko.nip, sheet)
        self.assertNotIn(self.sari.nip, sheet)

    def test_only_who_keeps_it_gives_time_or_lets_off(self) -> None:
        """P-UNI-95"""
        duty = self.given()
        args = [duty.pk, self.sari.pk]
        urls = {
            reverse("university:duty_extend", args=args): {"due_on": "2027-12-01", "reason": "x"},
            reverse("university:duty_exempt", args=args): {"reason": "x"},
            reverse("university:duty_end", args=args[:1]): {"reason": "x"},
        }
        for url, said in urls.items():
            for person in (self.joko, self.budi, self.sari):
                self.client.force_login(person)
                self.assertEqual(self.client.post(url, said).status_code, 404)
        mine = DutyPerson.objects.get(duty=duty, person=self.sari)
        self.assertEqual((mine.due_on, mine.exempted_at, mine.duty.ended_at), (DUE, None, None))
        self.client.force_login(self.wulan)
        for url, said in urls.items():
            self.assertEqual(self.client.get(url).status_code, 200)
            self.assertEqual(self.client.post(url, said).status_code, 302)
        mine.refresh_from_db()
        self.assertEqual(mine.due_on, dt.date(2027, 12, 1))
        self.assertIsNotNone(mine.exempted_at)

    def test_one_sees_ones_own(self) -> None:
        """P-UNI-96"""
        duty = self.given()
        url = reverse("university:duties")
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(url), duty.basis)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(url), duty.basis)

    def test_the_page_asks_the_same_for_many(self) -> None:
        self.client.force_login(self.wulan)
        few = [
            queries_of(self.client, self.given(self.sari).get_absolute_url()),
            queries_of(self.client, reverse("university:duty_desk")),
        ]
        more = self.given(within_agency=None)
        self.given()
        again = [
            queries_of(self.client, more.get_absolute_url()),
            queries_of(self.client, reverse("university:duty_desk")),
        ]
        self.assertEqual(again, few)
