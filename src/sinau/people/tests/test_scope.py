"""Roles reach down a subtree of agencies and no further."""

from datetime import timedelta

from sinau.kernel.clock import freeze, now
from sinau.people.access import at_home, within
from sinau.people.models import Agency, Grant, Person, Role
from sinau.people.testing import CastTestCase


class ScopeTests(CastTestCase):
    def codes(self, person: Person, *roles: Role) -> set[str]:
        found = Agency.objects.filter(within("", person, *roles))
        return set(found.values_list("code", flat=True))

    def test_an_officer_reaches_only_the_own_agency(self) -> None:
        self.assertEqual(self.codes(self.joko, Role.OFFICER), {"dishub"})
        self.assertFalse(self.joko.has_role(Role.OFFICER, over=self.dinkes))

    def test_a_grant_over_the_city_reaches_all(self) -> None:
        self.assertEqual(self.codes(self.wulan, Role.OFFICER), set(self.agencies))

    def test_an_employee_without_grant_reaches_nothing(self) -> None:
        self.assertEqual(self.codes(self.sari, *Role), set())

    def test_a_grant_ends_on_its_day(self) -> None:
        self.assertTrue(self.tri.has_role(Role.AUDITOR))
        with freeze(now() + timedelta(days=365)):
            self.assertFalse(Person.objects.get(pk=self.tri.pk).has_role(Role.AUDITOR))

    def test_a_revoked_grant_is_gone_at_once(self) -> None:
        Grant.objects.filter(person=self.joko).update(revoked_at=now())
        self.assertFalse(Person.objects.get(pk=self.joko.pk).has_role(Role.OFFICER))

    def test_what_is_made_for_an_agency_above_is_made_for_the_people_below(self) -> None:
        found = Agency.objects.filter(at_home("", self.ratna)).values_list("code", flat=True)
        self.assertEqual(set(found), {"kota", "setda", "setda-organisasi"})
