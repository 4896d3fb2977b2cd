"""The demo city asks for leave in every state."""

from django.test import TestCase

from sinau.demo import people, personnel
from sinau.demo.city import City
from sinau.kernel.clock import today
from sinau.personnel.models import LeaveRequest, LeaveState, Service


class SeedPersonnelTests(TestCase):
    def test_it_has_a_service_and_requests_on_their_way(self) -> None:
        city = City(today=today())
        people.seed(city)
        personnel.seed(city)
        self.assertEqual(Service.objects.count(), 1)
        states = set(LeaveRequest.objects.values_list("state", flat=True))
        self.assertTrue(
            {
                LeaveState.SENT,
                LeaveState.ADVISED,
                LeaveState.RETURNED,
                LeaveState.GRANTED,
                LeaveState.WITHDRAWN,
                LeaveState.CANCELLED,
            }
            <= states
        )
        self.assertTrue(LeaveRequest.objects.waiting_for(city.cast["bayu"]).exists())
        self.assertTrue(
            LeaveRequest.objects.filter(person=city.cast["sari"], state="granted").exists()
        )
