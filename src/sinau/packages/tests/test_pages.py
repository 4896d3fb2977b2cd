"""The pages of packages, for officers, learners and those whom they do not concern."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from sinau.kernel.clock import now
from sinau.packages.models import Package, Registration, Session
from sinau.packages.tests.making import au, block, brought, cmi5_zip, launched
from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase
from sinau.records import callers
from sinau.records.testing import forget_what_was_learnt
from sinau.ui.testing import queries_of
from sinau.university.actions import write_course
from sinau.university.models import Completion, Course, Enrolment, Publication


class PackagePagesTestCase(CastTestCase):
    """Wulan's package stands in a course for the people of the health agency."""

    package: Package
    course: Course

    def setUp(self) -> None:
        callers.forget_callers()
        forget_what_was_learnt()
        self.package = brought(self.wulan)
        self.course = write_course(
            Course(
                slug="kursus-paket",
                title="Kursus paket",
                aim="Belajar dari paket.",
                agency=self.dinkes,
                audience=Audience.AGENCY,
                owner=self.wulan,
            ),
            by=self.wulan,
        )

    def asked(self) -> None:
        """The course asks for the package, and is open."""
        self.client.force_login(self.wulan)
        answer = self.client.post(
            reverse("packages:course", args=[self.package.pk]),
            {"course": self.course.pk, "minutes": 30, "required": "on"},
        )
        self.assertRedirects(answer, self.package.get_absolute_url())
        Publication.objects.create(course=self.course, published_by=self.wulan, published_at=now())

    def get(self, person: Person, name: str, *args: Any) -> Any:
        self.client.force_login(person)
        return self.client.get(reverse(f"packages:{name}", args=args))

    def post(self, person: Person, name: str, *args: Any, **said: Any) -> Any:
        self.client.force_login(person)
        return self.client.post(reverse(f"packages:{name}", args=args), said)


class OfficerTests(PackagePagesTestCase):
    def test_a_package_is_brought_in_and_its_page_shows_it(self) -> None:
        """P-PKG-1"""
        self.client.force_login(self.wulan)
        file = SimpleUploadedFile("p.zip", cmi5_zip().getvalue())
        answer = self.client.post(
            reverse("packages:new"), {"file": file, "agency": self.bkpsdm.pk}, follow=True
        )
        self.assertContains(answer, "Kursus contoh")
        self.assertContains(answer, "Satuan")
        self.assertContains(answer, "14.1.0.0-4")
        self.assertContains(self.get(self.wulan, "index"), "Kursus contoh")

    def test_a_bad_package_is_answered_with_all_that_is_wrong(self) -> None:
        self.client.force_login(self.wulan)
        file = SimpleUploadedFile("p.zip", cmi5_zip(au("salah", url="lain.html")).getvalue())
        answer = self.client.post(reverse("packages:new"), {"file": file, "agency": self.bkpsdm.pk})
        self.assertContains(answer, "14.1.0.0-4", status_code=422)
        self.assertContains(answer, "3.0.0.0-1", status_code=422)
        self.assertEqual(Package.objects.count(), 1)

    def test_nobody_else_finds_what_is_for_officers(self) -> None:
        """P-PKG-1"""
        self.asked()
        registration, session, _unit = launched(self.package, self.sari, by=self.sari)
        self.assertEqual(self.get(self.wulan, "registrations", self.package.pk).status_code, 200)
        for person in (self.joko, self.sari):
            for name, args in (
                ("registrations", (self.package.pk,)),
                ("waive", (registration.code, 0)),
            ):
                self.assertEqual(self.get(person, name, *args).status_code, 404, (person, name))
            for name, args in (
                ("withdraw", (self.package.pk,)),
                ("course", (self.package.pk,)),
                ("waive", (registration.code, 0)),
            ):
                self.assertEqual(self.post(person, name, *args).status_code, 404, (person, name))
        self.assertEqual(self.get(self.sari, "index").status_code, 404)
        self.assertNotContains(self.get(self.joko, "index"), "Kursus contoh")
        hidden: tuple[tuple[str, tuple[object, ...]], ...] = (
            ("package", (self.package.pk,)),
            ("registration", (registration.code,)),
        )
        for name, key in hidden:
            self.assertEqual(self.get(self.joko, name, *key).status_code, 404)
        self.assertEqual(self.post(self.joko, "launch", self.package.pk, 0).status_code, 404)
        self.assertEqual(self.post(self.joko, "abandon", session.code).status_code, 404)
        session.refresh_from_db()
        self.assertTrue(session.is_open)

    def test_letting_off_needs_a_reason_and_is_written_down(self) -> None:
        """P-PKG-4"""
        registration, _session, _unit = launched(self.package, self.sari, by=self.sari)
        answer = self.post(self.wulan, "waive", registration.code, 0)
        self.assertEqual(answer.status_code, 422)
        self.post(self.wulan, "waive", registration.code, 0, reason="Sudah bersertifikat")
        page = self.get(self.wulan, "registration", registration.code)
        self.assertContains(page, "Sudah bersertifikat")
        self.assertContains(page, "Dibebaskan")
        registration.refresh_from_db()
        self.assertIsNotNone(registration.satisfied_at)

    def test_a_withdrawn_package_is_launched_no_longer(self) -> None:
        self.asked()
        self.post(self.wulan, "withdraw", self.package.pk)
        self.assertEqual(self.post(self.sari, "launch", self.package.pk, 0).status_code, 404)
        self.assertContains(self.get(self.wulan, "package", self.package.pk), "ditarik")

    def test_lists_cost_the_same_with_many_rows(self) -> None:
        self.client.force_login(self.wulan)
        launched(self.package, self.sari, by=self.sari)
        urls = (
            reverse("packages:index"),
            reverse("packages:registrations", args=[self.package.pk]),
        )
        before = [queries_of(self.client, url) for url in urls]
        for person in (self.bayu, self.budi, self.ratna, self.agung):
            launched(self.package, person, by=person)
        for _n in range(3):
            brought(self.wulan)
        self.assertEqual([queries_of(self.client, url) for url in urls], before)

    def test_the_newest_package_stands_first(self) -> None:
        """Counting in the database drops the order of a model: the list says its own."""
        for person in (self.sari, self.bayu):
            launched(self.package, person, by=person)
        newer = [brought(self.wulan).pk for _n in range(6)]
        page = self.get(self.wulan, "index")
        listed = [package.pk for package in page.context["page"]]
        self.assertEqual(listed, [*reversed(newer), self.package.pk])


class LearnerTests(PackagePagesTestCase):
    def test_a_learner_finds_it_when_a_course_asks_for_it(self) -> None:
        """P-PKG-2"""
        self.assertEqual(self.get(self.sari, "package", self.package.pk).status_code, 404)
        self.assertEqual(self.post(self.sari, "launch", self.package.pk, 0).status_code, 404)
        self.asked()
        page = self.get(self.sari, "package", self.package.pk)
        self.assertContains(page, "Buka")
        self.assertNotContains(page, "Tarik paket")
        policy = page["Content-Security-Policy"]
        self.assertIn("form-action 'self' http://paket.localhost:8000", policy)

    def test_opening_sends_the_browser_to_where_content_is_run(self) -> None:
        self.asked()
        answer = self.post(self.sari, "launch", self.package.pk, 0)
        self.assertEqual(answer.status_code, 302)
        self.assertTrue(answer["Location"].startswith("http://paket.localhost:8000/isi/"))
        self.assertContains(self.get(self.sari, "package", self.package.pk), "Lanjutkan")

    def test_what_one_reached_is_for_oneself_and_ones_officers(self) -> None:
        """P-PKG-3"""
        registration, session, _unit = launched(self.package, self.sari, by=self.sari)
        page = self.get(self.sari, "registration", registration.code)
        self.assertContains(page, "Terbuka")
        self.assertEqual(self.get(self.bayu, "registration", registration.code).status_code, 404)
        self.assertEqual(self.post(self.sari, "abandon", session.code).status_code, 302)
        self.assertFalse(Session.objects.open().exists())

    def test_doing_it_completes_the_course_with_its_jp(self) -> None:
        self.asked()
        self.client.force_login(self.sari)
        _registration, _session, unit = launched(self.package, self.sari, by=self.sari)
        unit.start()
        unit.put(unit.completed())
        self.assertFalse(Completion.objects.filter(person=self.sari).exists())
        answer = unit.put(unit.passed(0.95))
        self.assertEqual(answer.status_code, 204, answer.content)
        self.assertTrue(Enrolment.objects.filter(course=self.course, person=self.sari).exists())
        self.assertTrue(Completion.objects.filter(course=self.course, person=self.sari).exists())
        done = Enrolment.objects.get(person=self.sari).activities_done.get()
        self.assertEqual(done.score, 95)

    def test_blocks_are_headings_over_their_units(self) -> None:
        inner = block(au(id="https://penerbit.example/1")) + au(id="https://penerbit.example/2")
        self.package = brought(self.wulan, inner)
        self.assertContains(self.get(self.wulan, "package", self.package.pk), "Blok")
        self.assertEqual(Registration.objects.count(), 0)
