"""A recalled query gives what its function would give, for everybody and at any time."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet

from sinau.kernel import clock
from sinau.kernel.clock import now, today
from sinau.kernel.recalling import Astray, recalled
from sinau.people.access import within
from sinau.people.models import Agency, Grant, Person, Role
from sinau.people.models.persons import PersonQuerySet
from sinau.people.testing import CastTestCase


@recalled
def colleagues(person: Person, name: str) -> PersonQuerySet:
    rows: PersonQuerySet = Person.objects.select_related("agency").filter(
        agency=person.agency_id, name=name
    )
    return rows


@recalled
def staff(person: Person) -> PersonQuerySet:
    held = Grant.objects.valid_on(today()).filter(person=OuterRef("pk"))
    kept: PersonQuerySet = Person.objects.filter(within("agency", person, Role.OFFICER)).exclude(
        pk=person.pk
    )
    rows: PersonQuerySet = kept.select_related("agency").annotate(has_role_today=Exists(held))
    return rows.order_by("pk")


@recalled
def soon_over(role: str) -> QuerySet[Grant]:
    return Grant.objects.filter(role=role, valid_to__lte=today() + timedelta(days=14))


@recalled
def by_length(name: str) -> PersonQuerySet:
    rows: PersonQuerySet = Person.objects.filter(service_years=len(name))
    return rows


@recalled
def just_joined(person: Person) -> PersonQuerySet:
    rows: PersonQuerySet = Person.objects.filter(
        date_joined__gte=now() - timedelta(hours=1), pk=person.pk
    )
    return rows


class RecallTests(CastTestCase):
    def test_it_gives_what_the_function_gives_to_each_person(self) -> None:
        for person in (self.wulan, self.joko, self.sari, self.budi):
            with self.subTest(person.name):
                self.assertEqual(
                    [row.pk for row in staff(person=person)],
                    list(staff.compose(person=person).values_list("pk", flat=True)),
                )

    def test_it_fills_related_rows_and_annotations(self) -> None:
        found = staff(person=self.wulan)
        self.assertTrue(found)
        with self.assertNumQueries(0):
            self.assertTrue(all(isinstance(row.agency, Agency) for row in found if row.agency_id))
            self.assertTrue(any(row.has_role_today for row in found))  # type: ignore[attr-defined]

    def test_a_second_person_of_the_same_place_gets_their_own_rows(self) -> None:
        self.assertEqual(just_joined.first(person=self.sari), self.sari)
        self.assertEqual(just_joined.first(person=self.joko), self.joko)

    def test_now_and_today_are_those_of_the_call(self) -> None:
        Grant.objects.create(
            person=self.sari,
            role=Role.AUDITOR,
            agency=self.dinkes,
            valid_from=today(),
            valid_to=today() + timedelta(days=30),
            purpose="Pemeriksaan",
        )
        mine = {grant.pk for grant in self.sari.grants.filter(role=Role.AUDITOR)}
        self.assertFalse(mine & {grant.pk for grant in soon_over(role=Role.AUDITOR.value)})
        with clock.freeze(today() + timedelta(days=20)):
            self.assertTrue(mine <= {grant.pk for grant in soon_over(role=Role.AUDITOR.value)})

    def test_a_new_role_is_a_new_kind_of_asker(self) -> None:
        self.assertEqual(staff(person=self.sari), [])
        Grant.objects.create(
            person=self.sari, role=Role.OFFICER, agency=self.dinkes, valid_from=today()
        )
        self.assertTrue(staff(person=Person.objects.get(pk=self.sari.pk)))

    def test_it_refuses_to_keep_what_computes_with_an_argument(self) -> None:
        with self.assertRaises(Astray):
            by_length(name="Sari")
        with self.assertRaises(Astray):
            soon_over(role=True)

    def test_it_asks_once(self) -> None:
        self.assertEqual(self.sari.roles, [])
        with self.assertNumQueries(1):
            colleagues(person=self.sari, name=self.sari.name)
