"""Roles are given and taken by administrators, and what auditors read is written down."""

from __future__ import annotations

from datetime import date, timedelta

from sinau.journal.models import Entry
from sinau.kernel.clock import today
from sinau.people.actions.grants import (
    AuditorWithoutEnd,
    LastAdministrator,
    NotToOneself,
    grant_role,
    revoke_role,
)
from sinau.people.models import AuditView, Grant, Person, Role
from sinau.people.testing import CastTestCase


class GrantTests(CastTestCase):
    def said(self, **changes: str) -> dict[str, str]:
        return {
            "nip": self.sari.nip,
            "role": Role.CURATOR,
            "agency": str(self.dinkes.pk),
            "valid_from": today().isoformat(),
            "valid_to": "",
            "purpose": "",
            **changes,
        }

    def test_an_administrator_gives_and_takes_a_role(self) -> None:
        """P-PPL-32"""
        self.client.force_login(self.agung)
        for _twice in range(2):
            self.assertRedirects(self.client.post("/peran/baru/", self.said()), "/peran/")
        grant = Grant.objects.get(person=self.sari)
        self.assertTrue(Person.objects.get(pk=self.sari.pk).has_role(Role.CURATOR))
        self.client.post(f"/peran/{grant.pk}/pencabutan/")
        self.client.post(f"/peran/{grant.pk}/pencabutan/")
        self.assertFalse(Person.objects.get(pk=self.sari.pk).has_role(Role.CURATOR))
        kinds = Entry.objects.filter(kind__startswith="people.role").values_list("kind", flat=True)
        self.assertEqual(list(kinds), ["people.role.granted", "people.role.revoked"])
        self.assertNotContains(self.client.get(self.sari.get_absolute_url()), self.sari.nip_grouped)

    def test_an_auditor_is_dated_and_has_a_purpose(self) -> None:
        self.client.force_login(self.agung)
        answer = self.client.post("/peran/baru/", self.said(role=Role.AUDITOR))
        self.assertContains(answer, "Isi tanggal akhir", status_code=422)
        self.assertContains(answer, "Isi tujuan pemeriksaan", status_code=422)
        with self.assertRaises(AuditorWithoutEnd):
            grant_role(
                self.sari, by=self.agung, role=Role.AUDITOR, agency=self.dinkes, valid_from=today()
            )

    def test_nobody_gives_a_role_to_themselves(self) -> None:
        """P-PPL-33"""
        with self.assertRaises(NotToOneself):
            grant_role(
                self.agung, by=self.agung, role=Role.OFFICER, agency=self.dinkes, valid_from=today()
            )
        self.client.force_login(self.agung)
        self.assertEqual(
            self.client.post("/peran/baru/", self.said(nip=self.agung.nip)).status_code, 409
        )

    def test_the_last_administrator_stays(self) -> None:
        grant = Grant.objects.get(person=self.agung, role=Role.ADMINISTRATOR)
        with self.assertRaises(LastAdministrator):
            revoke_role(grant, by=self.agung)

    def test_the_pages_are_not_there_for_anybody_else(self) -> None:
        """P-PPL-33"""
        grant = Grant.objects.get(person=self.joko)
        for person in (self.sari, self.wulan, self.joko, self.dewi):
            self.client.force_login(person)
            for address in ("/peran/", "/peran/baru/", f"/peran/{grant.pk}/pencabutan/"):
                with self.subTest(person=person.name, address=address):
                    self.assertEqual(self.client.get(address).status_code, 404)
                    self.assertEqual(self.client.post(address).status_code in (404, 405), True)
        grant.refresh_from_db()
        self.assertIsNone(grant.revoked_at)

    def test_an_administrator_of_one_agency_sees_and_gives_only_there(self) -> None:
        """P-PPL-32"""
        Grant.objects.create(
            person=self.bayu,
            role=Role.ADMINISTRATOR,
            agency=self.dinkes,
            valid_from=date(2020, 1, 1),
        )
        self.client.force_login(self.bayu)
        page = self.client.get("/peran/")
        self.assertContains(page, "Budi Santoso")
        self.assertNotContains(page, "Joko Susilo")
        answer = self.client.post("/peran/baru/", self.said(agency=str(self.dishub.pk)))
        self.assertEqual(answer.status_code, 422)


class AuditTrailTests(CastTestCase):
    def test_every_page_an_auditor_opens_is_written_down(self) -> None:
        """P-PPL-31"""
        self.client.force_login(self.tri)
        self.client.get(f"/pegawai/{self.sari.pk}/")
        self.client.get("/pegawai/?q=sari")
        self.client.get(f"/pegawai/{self.tri.pk}/")
        self.client.get("/peran/pembacaan/")
        addresses = AuditView.objects.order_by("pk").values_list("address", flat=True)
        self.assertEqual(list(addresses), [f"/pegawai/{self.sari.pk}/", "/pegawai/?q=sari"])

    def test_nobody_else_is_watched(self) -> None:
        self.client.force_login(self.wulan)
        self.client.get(f"/pegawai/{self.sari.pk}/")
        self.assertFalse(AuditView.objects.exists())

    def test_auditor_supervisor_and_administrator_read_it_and_nobody_else(self) -> None:
        """P-PPL-31"""
        AuditView.objects.create(auditor=self.tri, address="/pegawai/77/")
        for person in (self.tri, self.dewi, self.agung):
            self.client.force_login(person)
            self.assertContains(self.client.get("/peran/pembacaan/"), "/pegawai/77/")
        for person in (self.sari, self.joko, self.wulan):
            self.client.force_login(person)
            self.assertNotContains(self.client.get("/peran/pembacaan/"), "/pegawai/77/")

    def test_a_grant_that_has_ended_opens_nothing(self) -> None:
        """P-PPL-30"""
        Grant.objects.filter(person=self.tri).update(valid_to=today() - timedelta(days=1))
        self.client.force_login(self.tri)
        self.assertNotContains(self.client.get(self.sari.get_absolute_url()), self.sari.nip_grouped)
