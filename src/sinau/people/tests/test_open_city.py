"""A real city starts with its agencies and one person who may give roles."""

from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase

from sinau.people.models import Agency, Person, Role
from sinau.personnel.models import Service

NIP = "198301252008051999"


class OpenCityTests(TestCase):
    def open(self, nip: str = NIP, agency: str = "diskominfosan") -> str:
        out = StringIO()
        call_command("open_city", nip, "Agung Wibowo", agency=agency, stdout=out)
        return out.getvalue()

    def test_it_makes_agencies_and_an_administrator_who_can_set_a_password(self) -> None:
        said = self.open()
        self.assertGreater(Agency.objects.count(), 60)
        person = Person.objects.get(nip=NIP)
        self.assertTrue(person.has_role(Role.ADMINISTRATOR, over=Agency.objects.get(code="dinkes")))
        link = "/pulihkan/" + said.split("/pulihkan/")[1].split()[0]
        self.assertEqual(self.client.get(link, follow=True).status_code, 200)
        self.client.force_login(person)
        self.assertEqual(self.client.get("/peran/").status_code, 200)

    def test_a_second_time_changes_nothing(self) -> None:
        self.open()
        before = (Agency.objects.count(), Person.objects.count())
        self.open()
        self.assertEqual((Agency.objects.count(), Person.objects.count()), before)

    def test_it_says_what_is_wrong(self) -> None:
        for nip, agency, words in (("123", "dinkes", "18 angka"), (NIP, "tidak-ada", "berkode")):
            with self.assertRaisesMessage(CommandError, words):
                self.open(nip, agency)

    def test_the_catalogue_is_loaded_from_data(self) -> None:
        self.open()
        for _time in range(2):
            call_command("load_services", NIP, stdout=StringIO())
        self.assertEqual(Service.objects.get().slug, "cuti-tahunan")
        with self.assertRaisesMessage(CommandError, "Tidak ada pegawai"):
            call_command("load_services", "199001012015011001", stdout=StringIO())
