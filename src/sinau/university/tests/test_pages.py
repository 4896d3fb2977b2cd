"""Every page answers for somebody, and the outsider finds nothing of another agency."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.urls import reverse

from sinau.kernel.clock import now
from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase
from sinau.ui.testing import cells, queries_of
from sinau.university.actions import (
    close_class,
    enrol,
    mark_by_hand,
    register,
    start_attempt,
)
from sinau.university.models import (
    Attempt,
    Certificate,
    Course,
    Enrolment,
    Registration,
    TrainingClass,
)
from sinau.university.testing import (
    finish_a_course,
    open_a_class,
    open_a_course,
    write_a_course,
)


class PagesCase(CastTestCase):
    """A finished course, a held class and a coming one; all city-wide, kept by BKPSDM."""

    course: ClassVar[Course]
    draft: ClassVar[Course]
    enrolment: ClassVar[Enrolment]
    attempt: ClassVar[Attempt]
    open_attempt: ClassVar[Attempt]
    coming: ClassVar[TrainingClass]
    held: ClassVar[TrainingClass]
    seat: ClassVar[Registration]
    waiting: ClassVar[Registration]
    there: ClassVar[Registration]
    certificate: ClassVar[Certificate]

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.course = open_a_course(cls.bkpsdm, cls.wulan)
        cls.draft = write_a_course(cls.bkpsdm, cls.wulan, title="Rancangan kursus")
        cls.enrolment = enrol(cls.course, cls.sari)
        finish_a_course(cls.enrolment)
        cls.attempt = cls.enrolment.attempts.get()
        cls.open_attempt = start_attempt(enrol(cls.course, cls.bayu))
        cls.coming = open_a_class(cls.bkpsdm, cls.wulan, quota=1)
        cls.seat = register(cls.coming, cls.sari, by=cls.sari)
        cls.waiting = register(cls.coming, cls.bayu, by=cls.bayu)
        cls.held = open_a_class(cls.bkpsdm, cls.wulan, starts_at=now() - dt.timedelta(days=1))
        cls.there = register(cls.held, cls.sari, by=cls.wulan)
        mark_by_hand(cls.held.sessions.get(), cls.there, reason="Kertas.", by=cls.wulan)
        cls.certificate = Certificate.objects.get()

    def get(self, who: Person | None, name: str, *args: object, **query: str) -> int:
        if who is None:
            self.client.logout()
        else:
            self.client.force_login(who)
        self.response = self.client.get(reverse(f"university:{name}", args=args), query)
        return self.response.status_code

    def bank(self) -> list[int]:
        """The questions of the course."""
        assert self.course.quiz.current
        return [slot.question_id or 0 for slot in self.course.quiz.current.slots.all()]

    def desk_pages(self) -> list[tuple[str, tuple[object, ...]]]:
        slug, held, coming = self.course.slug, self.held.pk, self.coming.pk
        return [
            ("course_desk", (slug,)),
            ("course_desk", (self.draft.slug,)),
            ("course_edit", (slug,)),
            ("learners", (slug,)),
            ("course_withdraw", (slug,)),
            ("lesson_new", (slug,)),
            ("lesson_edit", (slug, self.course.lessons.get(position=1).pk)),
            ("lesson_remove", (slug, self.course.lessons.get(position=1).pk)),
            ("quiz_desk", (slug,)),
            *(("slot_edit", (self.course.quiz.pk, position)) for position in range(1, 6)),
            ("quiz_pick", (self.course.quiz.pk,)),
            ("quiz_draw", (self.course.quiz.pk,)),
            ("essays", (self.course.quiz.pk,)),
            ("items", (self.course.quiz.pk,)),
            ("items_export", (self.course.quiz.pk,)),
            *(("bank_question", (pk,)) for pk in self.bank()),
            *(("bank_edit", (pk,)) for pk in self.bank()),
            ("bank_retire", (self.bank()[0],)),
            ("class_quiz_desk", (coming, "pre")),
            ("class_desk", (held,)),
            ("class_desk", (coming,)),
            ("class_edit", (coming,)),
            ("class_withdraw", (coming,)),
            ("session_new", (coming,)),
            ("session_edit", (coming, self.coming.sessions.get().pk)),
            ("room", (held,)),
            ("room", (coming,)),
            ("participants", (coming,)),
            ("participants", (held,)),
            ("participants_add", (coming,)),
            ("participant_remove", (coming, self.waiting.pk)),
            ("attendance_mark", (coming, self.seat.pk, self.coming.sessions.get().pk)),
            ("attendance_list", (coming,)),
            ("class_close", (held,)),
            ("class_close", (coming,)),
            ("certificate_revoke", (self.certificate.code,)),
        ]


class LearnerPagesTests(PagesCase):
    def test_every_page_of_a_learner_answers(self) -> None:
        slug = self.course.slug
        for name, args in [
            ("index", ()),
            ("course", (slug,)),
            ("lesson", (slug, 1)),
            ("lesson", (slug, 2)),
            ("quiz", (slug,)),
            ("attempt", (self.attempt.pk,)),
            ("class", (self.coming.pk,)),
            ("class", (self.held.pk,)),
            ("registration_cancel", (self.coming.pk,)),
            ("certificates", ()),
            ("certificate", (self.certificate.code,)),
            ("digits", ()),
        ]:
            with self.subTest(name, args=args):
                self.assertEqual(self.get(self.sari, name, *args), 200)

    def test_every_question_of_an_open_attempt_answers(self) -> None:
        for position in range(1, 6):
            self.assertEqual(self.get(self.bayu, "answer", self.open_attempt.pk, position), 200)
        self.assertEqual(self.get(self.bayu, "attempt_check", self.open_attempt.pk), 200)

    def test_an_attempt_is_ones_own(self) -> None:
        """P-UNI-3: attempts and answers are seen by the learner alone."""
        self.assertEqual(self.get(self.sari, "attempt", self.attempt.pk), 200)
        for outsider in (self.joko, self.wulan, self.bayu):
            self.assertEqual(self.get(outsider, "attempt", self.attempt.pk), 404)
            self.assertEqual(self.get(outsider, "answer", self.attempt.pk, 1), 404)
            self.assertEqual(
                self.get(outsider, "attempt_check", self.open_attempt.pk) == 200,
                outsider == self.bayu,
            )
            url = reverse("university:attempt_submit", args=[self.attempt.pk])
            self.assertEqual(self.client.post(url).status_code, 404)

    def test_what_is_made_for_one_agency_is_found_there_only(self) -> None:
        """P-UNI-1: the catalogue holds what is made for the reader."""
        course = open_a_course(self.dinkes, self.wulan, audience=Audience.AGENCY)
        training_class = open_a_class(self.dinkes, self.wulan, audience=Audience.AGENCY)
        self.assertEqual(self.get(self.sari, "course", course.slug), 200)
        self.assertEqual(self.get(self.sari, "class", training_class.pk), 200)
        self.get(self.sari, "index")
        self.assertContains(self.response, course.get_absolute_url())
        self.assertContains(self.response, training_class.get_absolute_url())
        self.get(self.joko, "index")
        self.assertContains(self.response, self.course.get_absolute_url())
        self.assertNotContains(self.response, course.get_absolute_url())
        self.assertNotContains(self.response, training_class.get_absolute_url())
        for name, args in [
            ("course", (course.slug,)),
            ("lesson", (course.slug, 1)),
            ("quiz", (course.slug,)),
            ("class", (training_class.pk,)),
        ]:
            self.assertEqual(self.get(self.joko, name, *args), 404)
        for name, args in [
            ("enrolment", (course.slug,)),
            ("lesson_read", (course.slug, 1)),
            ("attempt_start", (course.slug,)),
            ("registration", (training_class.pk,)),
        ]:
            url = reverse(f"university:{name}", args=args)
            self.assertEqual(self.client.post(url).status_code, 404)
        self.assertFalse(Enrolment.objects.filter(person=self.joko).exists())
        self.assertFalse(self.joko.registrations.exists())

    def test_a_draft_is_seen_by_its_officers_alone(self) -> None:
        """P-UNI-2: what is not published is found by officers over its agency."""
        hidden = open_a_class(self.bkpsdm, self.wulan, published=False)
        self.assertEqual(self.get(self.wulan, "course", self.draft.slug), 200)
        self.assertEqual(self.get(self.wulan, "class", hidden.pk), 200)
        for outsider in (self.joko, self.sari):
            self.assertEqual(self.get(outsider, "course", self.draft.slug), 404)
            self.assertEqual(self.get(outsider, "lesson", self.draft.slug, 1), 404)
            self.assertEqual(self.get(outsider, "class", hidden.pk), 404)

    def test_strangers_are_asked_to_sign_in(self) -> None:
        for name, args in [("index", ()), ("certificates", ()), ("office", ()), ("digits", ())]:
            self.assertEqual(self.get(None, name, *args), 302)


class DeskPagesTests(PagesCase):
    def test_every_page_of_the_desk_answers_for_its_officer_and_nobody_else(self) -> None:
        """P-UNI-4: a desk, its lists, screens and forms are there for officers over the agency."""
        for name, args in self.desk_pages():
            with self.subTest(name, args=args):
                self.assertEqual(self.get(self.wulan, name, *args), 200)
                for outsider in (self.joko, self.sari, self.budi, self.tri):
                    self.assertEqual(self.get(outsider, name, *args), 404)

    def test_nobody_else_can_write(self) -> None:
        """P-UNI-4: writing is for officers over the agency; to others the page is not there."""
        slug, coming = self.course.slug, self.coming.pk
        session = self.coming.sessions.get().pk
        lesson = self.course.lessons.get(position=1)
        posts: list[tuple[str, tuple[object, ...]]] = [
            ("course_publish", (self.draft.slug,)),
            ("course_withdraw", (slug,)),
            ("course_edit", (slug,)),
            ("lesson_new", (slug,)),
            ("lesson_move", (slug, lesson.pk)),
            ("lesson_remove", (slug, lesson.pk)),
            ("quiz_desk", (slug,)),
            ("quiz_publish", (self.course.quiz.pk,)),
            ("quiz_pick", (self.course.quiz.pk,)),
            ("quiz_draw", (self.course.quiz.pk,)),
            ("slot_edit", (self.course.quiz.pk, 1)),
            ("slot_move", (self.course.quiz.pk, 1)),
            ("slot_remove", (self.course.quiz.pk, 1)),
            ("bank_edit", (self.bank()[0],)),
            ("bank_retire", (self.bank()[0],)),
            ("bank_restore", (self.bank()[0],)),
            ("class_quiz_desk", (coming, "pre")),
            ("class_publish", (coming,)),
            ("class_withdraw", (coming,)),
            ("class_edit", (coming,)),
            ("session_remove", (coming, session)),
            ("participants_save", (coming,)),
            ("participant_remove", (coming, self.seat.pk)),
            ("attendance_mark", (coming, self.seat.pk, session)),
            ("class_close", (self.held.pk,)),
            ("certificate_revoke", (self.certificate.code,)),
        ]
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            for name, args in posts:
                with self.subTest(name, who=outsider.name):
                    url = reverse(f"university:{name}", args=args)
                    said = {"reason": "Ingin.", "nip": self.joko.nip, "title": "Lain"}
                    self.assertEqual(self.client.post(url, said).status_code, 404)
        self.assertEqual(self.course.lessons.count(), 2)
        self.assertTrue(self.course.publications.open().exists())
        self.assertFalse(hasattr(TrainingClass.objects.get(pk=self.held.pk), "closing"))

    def test_the_desk_lists_only_what_is_in_ones_charge(self) -> None:
        """P-UNI-4: the desk of another agency's officer is empty of ours."""
        self.assertEqual(self.get(self.wulan, "office"), 200)
        self.assertContains(self.response, self.course.title)
        self.assertContains(self.response, self.coming.title)
        self.assertEqual(self.get(self.joko, "office"), 200)
        self.assertNotContains(self.response, self.course.title)
        self.assertNotContains(self.response, self.coming.title)
        self.assertEqual(self.get(self.sari, "office"), 404)

    def test_an_officer_can_give_a_course_only_to_an_agency_in_their_charge(self) -> None:
        """P-UNI-4: Joko writes for the transport agency and no other."""
        self.client.force_login(self.joko)
        said = {
            "title": "Kursus Joko",
            "aim": "Mencoba.",
            "audience": "agency",
            "minutes": "30",
            "agency": str(self.bkpsdm.pk),
        }
        url = reverse("university:course_new")
        self.assertEqual(self.client.post(url, said).status_code, 422)
        said["agency"] = str(self.dishub.pk)
        self.assertEqual(self.client.post(url, said).status_code, 302)
        self.assertEqual(self.get(self.joko, "course_desk", "kursus-joko"), 200)
        self.assertEqual(self.get(self.sari, "course_desk", "kursus-joko"), 404)

    def test_the_excel_files_hold_the_rows_and_stay_with_their_officer(self) -> None:
        """P-UNI-5: exports obey the same scope as the lists."""
        for name, args in [("participants", (self.coming.pk,)), ("learners", (self.course.slug,))]:
            with self.subTest(name):
                self.assertEqual(self.get(self.wulan, name, *args, unduh="xlsx"), 200)
                rows = cells(self.response.content)
                self.assertIn(self.sari.nip, {row[0] for row in rows})
                self.assertEqual(self.get(self.joko, name, *args, unduh="xlsx"), 404)

    def test_progress_shows_ones_own_people(self) -> None:
        """P-UNI-6: a head sees the learning of the people in their agencies."""
        self.assertEqual(self.get(self.budi, "progress"), 200)
        self.assertContains(self.response, self.sari.full_name)
        self.assertNotContains(self.response, self.joko.full_name)
        self.assertEqual(self.response.context["sums"]["people"], 3)
        self.assertEqual(self.get(self.joko, "progress"), 200)
        self.assertNotContains(self.response, self.sari.full_name)
        self.get(self.joko, "progress", unduh="xlsx")
        rows = cells(self.response.content)
        self.assertEqual([row[0] for row in rows[1:]], [self.joko.nip])
        self.assertEqual(self.get(self.sari, "progress"), 404)


class CertificatePagesTests(PagesCase):
    def test_anybody_checks_a_certificate_and_sees_only_what_is_needed(self) -> None:
        """P-UNI-7: the check page is public and tells name, activity, hours, date and state."""
        self.assertEqual(self.get(None, "certificate", self.certificate.code), 200)
        self.assertContains(self.response, "Sertifikat ini sah")
        self.assertContains(self.response, self.sari.full_name)
        self.assertNotContains(self.response, self.sari.nip)
        self.assertNotContains(self.response, "Dinas Kesehatan")

    def test_a_code_typed_otherwise_leads_to_the_same_page(self) -> None:
        typed = self.certificate.code.lower().replace("-", "")
        self.assertEqual(self.get(None, "certificate", typed), 302)
        self.assertEqual(self.response["Location"], self.certificate.get_absolute_url())

    def test_an_unknown_code_is_said_to_be_unknown(self) -> None:
        self.assertEqual(self.get(None, "certificate", "4444-4444-4444"), 404)
        self.assertContains(self.response, "Tidak ada sertifikat dengan kode ini", status_code=404)

    def test_the_file_is_for_its_owner_and_officer(self) -> None:
        """P-UNI-8: a certificate's PDF is for the person it names and the officers who keep it."""
        code = self.certificate.code
        for reader in (self.sari, self.wulan):
            self.assertEqual(self.get(reader, "certificate_file", code), 200)
            self.assertEqual(self.response["Content-Type"], "application/pdf")
        for outsider in (self.joko, self.bayu):
            self.assertEqual(self.get(outsider, "certificate_file", code), 404)
        self.get(self.joko, "certificates")
        self.assertNotContains(self.response, self.certificate.number)

    def test_a_revoked_one_says_so_to_everybody(self) -> None:
        """P-UNI-8: officers over the issuer revoke, with a reason."""
        self.client.force_login(self.wulan)
        url = reverse("university:certificate_revoke", args=[self.certificate.code])
        self.assertEqual(self.client.post(url, {"reason": ""}).status_code, 422)
        self.client.post(url, {"reason": "Nama keliru."})
        self.get(None, "certificate", self.certificate.code)
        self.assertContains(self.response, "telah dicabut")
        self.assertContains(self.response, "Nama keliru.")
        self.assertEqual(self.get(self.sari, "certificate_file", self.certificate.code), 409)


class QueryCountTests(PagesCase):
    def count(self, who: Person, name: str, *args: object) -> int:
        self.client.force_login(who)
        url = reverse(f"university:{name}", args=args)
        self.client.get(url)
        return queries_of(self.client, url)

    def test_lists_ask_as_often_for_many_rows_as_for_few(self) -> None:
        pages: list[tuple[Person, str, tuple[object, ...]]] = [
            (self.sari, "index", ()),
            (self.sari, "course", (self.course.slug,)),
            (self.sari, "class", (self.coming.pk,)),
            (self.sari, "certificates", ()),
            (self.wulan, "office", ()),
            (self.wulan, "participants", (self.coming.pk,)),
            (self.wulan, "participants", (self.held.pk,)),
            (self.wulan, "attendance_list", (self.coming.pk,)),
            (self.wulan, "room", (self.held.pk,)),
            (self.wulan, "learners", (self.course.slug,)),
            (self.wulan, "class_close", (self.held.pk,)),
            (self.budi, "progress", ()),
        ]
        before = [self.count(who, name, *args) for who, name, args in pages]
        self.add_rows()
        after = [self.count(who, name, *args) for who, name, args in pages]
        for (_who, name, _args), few, many in zip(pages, before, after, strict=True):
            with self.subTest(name):
                self.assertLessEqual(many, few)
                self.assertLess(many, 20)

    def add_rows(self) -> None:
        self.coming.quota = 50
        self.coming.save()
        session = self.held.sessions.get()
        for number in range(12):
            person = Person.objects.create_user(
                f"19900101202001{number:04d}", name=f"Pegawai {number}", agency=self.dinkes
            )
            register(self.coming, person, by=self.wulan)
            seat = register(self.held, person, by=self.wulan)
            if seat.seated_at:
                mark_by_hand(session, seat, reason="Kertas.", by=self.wulan)
            finish_a_course(enrol(self.course, person))
        for _turn in range(3):
            finish_a_course(enrol(open_a_course(self.bkpsdm, self.wulan), self.sari))
            enrol(open_a_course(self.bkpsdm, self.wulan), self.sari)
            open_a_class(self.bkpsdm, self.wulan)


class CloseClassPageTests(PagesCase):
    def test_it_closes_and_issues(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("university:class_close", args=[self.held.pk])
        self.assertContains(self.client.get(url), "1 peserta hadir pada semua sesi")
        with self.captureOnCommitCallbacks():
            self.assertEqual(self.client.post(url).status_code, 302)
        self.assertEqual(Certificate.objects.filter(person=self.sari).count(), 2)
        self.assertEqual(close_class(self.held, by=self.wulan).completed, 1)
        self.assertEqual(self.get(self.sari, "class", self.held.pk), 200)
        self.assertContains(self.response, "Anda sudah menyelesaikan kelas ini")
        for name in ("participants", "class_desk"):
            self.assertEqual(self.get(self.wulan, name, self.held.pk), 200)
