"""A certificate is frozen when it is issued: file, signature and credential stay as they are."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from unittest import mock

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader

from sinau.journal.models import Entry
from sinau.journal.testing import tell_everyone
from sinau.kernel import signing
from sinau.kernel.clock import freeze as clock_at
from sinau.kernel.clock import now
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import (
    begin_run,
    close_class,
    content_of,
    enrol,
    go_on_with,
    press_file,
    register,
    retry_run,
    revoke,
    template_of,
    write_template,
)
from sinau.university.actions.attendance import mark_by_hand
from sinau.university.actions.papers import MOST_TRIES, PaperHasChanged
from sinau.university.actions.templates import NotALogo, picture_of
from sinau.university.actions.verifying import check_badge, check_badge_file, check_paper
from sinau.university.certificates import keys
from sinau.university.certificates.tests.test_press import words_of
from sinau.university.models import Certificate, FrozenPaper, IssueRun, TrainingClass
from sinau.university.testing import finish_a_course, open_a_class, open_a_course
from sinau.university.tests.pictures import png


class IssueTestCase(CastTestCase):
    """A class that Sari and Bayu attended and Wulan closed."""

    training_class: TrainingClass

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        with clock_at(now() - dt.timedelta(days=3)):
            cls.training_class = open_a_class(
                cls.bkpsdm, cls.wulan, starts_at=now() + dt.timedelta(days=1)
            )
            for person in (cls.sari, cls.bayu):
                registration = register(cls.training_class, person, by=person)
        for registration in cls.training_class.registrations.all():
            for session in cls.training_class.sessions.all():
                mark_by_hand(session, registration, reason="Hadir.", by=cls.wulan)
        close_class(cls.training_class, by=cls.wulan)
        tell_everyone()

    def run_of(self) -> IssueRun:
        return IssueRun.objects.get(training_class=self.training_class)

    def print_all(self) -> IssueRun:
        return go_on_with(self.run_of())

    def of_sari(self) -> Certificate:
        return Certificate.objects.get(person=self.sari)


class FreezeTests(IssueTestCase):
    def test_the_file_stays_the_same_whatever_changes_later(self) -> None:
        first = content_of(self.of_sari())
        Certificate.objects.update(activity="Lain sama sekali")
        self.assertEqual(content_of(self.of_sari()), first)
        self.assertEqual(self.of_sari().paper.sha256, hashlib.sha256(first).hexdigest())

    def test_the_signature_is_ours_and_over_the_whole_of_an_archive_file(self) -> None:
        pdf = content_of(self.of_sari())
        verdict = signing.signer().examine(pdf)  # type: ignore[attr-defined]
        self.assertTrue(verdict.is_ours and verdict.is_whole)
        for said in (b"<pdfaid:part>2</pdfaid:part>", b"<pdfuaid:part>1</pdfuaid:part>"):
            self.assertIn(said, pdf)
        signature = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0]
        self.assertEqual(signature.sig_object["/SubFilter"], "/ETSI.CAdES.detached")
        self.assertEqual(signature.compute_integrity_info() and signature.docmdp_level, None)

    def test_a_file_changed_on_the_disk_is_not_handed_out(self) -> None:
        certificate = press_file(self.of_sari())
        with certificate.file.open("r+b") as file:
            file.write(b"%PDF-9.9")
        with self.assertRaises(PaperHasChanged):
            content_of(self.of_sari())

    def test_a_failed_print_leaves_nothing_and_is_tried_again(self) -> None:
        with (
            mock.patch("sinau.university.certificates.press.press", side_effect=OSError("penuh")),
            self.assertLogs("sinau.university.actions.papers", "ERROR"),
        ):
            run = self.print_all()
        self.assertEqual((run.printed, run.failed, run.ended_at), (0, 2, None))
        self.assertIn("penuh", run.problem)
        self.assertFalse(FrozenPaper.objects.exists())
        run = self.print_all()
        self.assertEqual((run.printed, run.failed), (2, 0))
        self.assertIsNotNone(run.ended_at)

    def test_the_run_gives_up_after_some_tries_and_an_officer_goes_on(self) -> None:
        with (
            mock.patch("sinau.university.certificates.press.press", side_effect=OSError("penuh")),
            self.assertLogs("sinau.university.actions.papers", "ERROR"),
        ):
            for _try in range(MOST_TRIES):
                self.print_all()
        self.assertIsNotNone(self.run_of().ended_at)
        retry_run(self.run_of(), by=self.wulan)
        self.assertIsNone(self.run_of().ended_at)
        self.assertEqual(self.print_all().printed, 2)

    def test_a_run_is_begun_by_the_closing_and_goes_on_where_it_stopped(self) -> None:
        self.assertEqual(self.run_of().started_by, self.wulan)
        press_file(self.of_sari())
        before = self.of_sari().paper.sha256
        begin_run(self.training_class, by=self.wulan)
        self.print_all()
        self.print_all()
        self.assertEqual(self.of_sari().paper.sha256, before)
        self.assertEqual(FrozenPaper.objects.count(), 2)
        told = Entry.objects.filter(kind="university.certificates.printed")
        self.assertEqual(told.count(), 1)


class PageTests(IssueTestCase):
    """P-UNI-80, P-UNI-81, P-UNI-82 and P-UNI-83."""

    def test_p_uni_80_officers_of_the_class_see_the_run_and_its_files(self) -> None:
        self.print_all()
        page = reverse("university:issue_run", args=[self.training_class.pk])
        packed = reverse("university:issue_run_file", args=[self.training_class.pk])
        again = reverse("university:issue_run_retry", args=[self.training_class.pk])
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(page), "2 dari 2")
        answer = self.client.get(packed)
        with zipfile.ZipFile(io.BytesIO(answer.getvalue())) as archive:
            self.assertEqual(len(archive.namelist()), 2)
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            for url in (page, packed):
                self.assertEqual(self.client.get(url).status_code, 404)
            self.assertEqual(self.client.post(again).status_code, 404)

    def test_the_run_asks_the_same_number_of_queries_for_any_number_of_rows(self) -> None:
        self.print_all()
        self.client.force_login(self.wulan)
        page = reverse("university:issue_run", args=[self.training_class.pk])
        queries_of(self.client, page)
        with_two = queries_of(self.client, page)
        FrozenPaper.objects.filter(certificate__person=self.bayu).delete()
        self.assertEqual(queries_of(self.client, page), with_two)

    def test_p_uni_81_credentials_are_for_the_learner_and_the_officers(self) -> None:
        for kind in ("json", "jwt", "svg"):
            url = reverse("university:credential", args=[self.of_sari().code, kind])
            for person, status in ((self.sari, 200), (self.wulan, 200), (self.joko, 404)):
                with self.subTest(kind=kind, who=person.name):
                    self.client.force_login(person)
                    self.assertEqual(self.client.get(url).status_code, status)
            self.client.logout()
            self.assertEqual(self.client.get(url).status_code, 302)

    def test_p_uni_82_only_the_learner_gets_their_name_into_a_credential(self) -> None:
        code = self.of_sari().code
        named = reverse("university:credential", args=[code, "json"]) + "?nama=ya"
        ask = reverse("university:credential_name", args=[code])
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(ask).status_code, 404)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(named).status_code, 404)
        self.client.post(ask)
        self.client.post(ask)
        self.assertContains(self.client.get(named), self.sari.full_name)
        self.assertEqual(Entry.objects.filter(kind="university.credential.named").count(), 1)
        plain = reverse("university:credential", args=[code, "json"])
        answer = self.client.get(plain)
        self.assertNotContains(answer, self.sari.full_name)
        self.assertNotContains(answer, self.sari.nip)
        self.client.force_login(self.wulan)
        self.assertNotContains(self.client.get(named), f'"{self.sari.full_name}"')

    def test_p_uni_83_anybody_fetches_keys_status_list_and_picture(self) -> None:
        document = json.loads(self.client.get("/.well-known/did.json").content)
        self.assertEqual(document["id"], keys.issuer())
        listing = json.loads(self.client.get(reverse("university:status_list", args=[0])).content)
        self.assertEqual(listing["credentialSubject"]["type"], "BitstringStatusList")
        self.assertEqual(self.client.get("/belajar/sertifikat/status/99/").status_code, 404)
        picture = self.client.get(reverse("university:badge_picture", args=[self.of_sari().code]))
        self.assertContains(picture, "<svg")
        self.assertNotContains(picture, self.sari.name)


class BadgeTests(IssueTestCase):
    def setUp(self) -> None:
        press_file(self.of_sari())
        self.paper = self.of_sari().paper

    def test_ours_is_valid_in_each_of_its_forms(self) -> None:
        self.client.force_login(self.sari)
        for kind in ("json", "jwt", "svg"):
            url = reverse("university:credential", args=[self.of_sari().code, kind])
            report = check_badge_file(self.client.get(url).content)
            with self.subTest(kind):
                self.assertEqual(report.verdict, "valid", report.findings)

    def test_it_says_what_open_badges_ask_for(self) -> None:
        badge = self.paper.credential
        subject = badge["credentialSubject"]
        self.assertEqual(badge["issuer"]["id"], keys.issuer())
        self.assertEqual(subject["achievement"]["achievementType"], "CertificateOfCompletion")
        self.assertTrue(all(one["hashed"] for one in subject["identifier"]))
        self.assertEqual(subject["creditsEarned"], subject["achievement"]["creditsAvailable"])
        self.assertEqual(badge["evidence"][0]["id"], self.of_sari().public_url)

    def test_a_changed_one_is_not_valid(self) -> None:
        changed = {**self.paper.credential, "name": "Doktor"}
        codes = [f.code for f in check_badge(json.dumps(changed)).findings]
        self.assertIn("signature-wrong", codes)
        head, claims, mark = self.paper.token.split(".")
        codes = [f.code for f in check_badge(f"{head}.{claims}.{mark[:-4]}AAAA").findings]
        self.assertIn("signature-wrong", codes)

    def test_a_revoked_one_shows_in_the_list_and_on_its_page(self) -> None:
        self.assertEqual(check_badge(self.paper.token).verdict, "valid")
        revoke(self.of_sari(), reason="Salah orang.", by=self.wulan)
        report = check_badge(self.paper.token)
        self.assertEqual(report.verdict, "invalid")
        self.assertIn("revoked", [f.code for f in report.findings])
        self.assertContains(self.client.get(self.of_sari().get_absolute_url()), "Salah orang.")

    def test_what_a_former_key_signed_still_holds(self) -> None:
        keys.rotate()
        self.assertEqual(check_badge(self.paper.token).verdict, "valid")
        self.assertEqual(check_badge(json.dumps(self.paper.credential)).verdict, "valid")
        certificate = press_file(Certificate.objects.get(person=self.bayu))
        self.assertNotEqual(
            certificate.paper.credential["proof"]["verificationMethod"],
            self.paper.credential["proof"]["verificationMethod"],
        )

    def test_a_key_is_readable_by_its_keeper_alone(self) -> None:
        for file in keys._files():
            self.assertEqual(file.stat().st_mode & 0o777, 0o600)


class CheckFileTests(IssueTestCase):
    url = "/belajar/sertifikat/periksa/"

    def test_the_frozen_file_is_known_and_a_changed_one_is_not(self) -> None:
        pdf = content_of(self.of_sari())
        self.assertEqual(check_paper(pdf).certificate, self.of_sari())
        changed = check_paper(pdf.replace(b"/Contents", b"/Contents ", 1))
        self.assertIsNone(changed.certificate)
        self.assertFalse(changed.is_whole)
        self.assertFalse(check_paper(b"%PDF-1.7 garbage").is_ours)

    def test_anybody_checks_a_file_on_the_page(self) -> None:
        file = SimpleUploadedFile("a.pdf", content_of(self.of_sari()))
        self.assertContains(self.client.post(self.url, {"file": file}), "Berkas asli")
        file = SimpleUploadedFile("a.pdf", b"%PDF-1.7\nbukan")
        self.assertContains(self.client.post(self.url, {"file": file}), "Bukan sertifikat")
        text = press_file(self.of_sari()).paper.token
        self.assertContains(self.client.post(self.url, {"text": text}), "Lencana ini sah")
        answer = self.client.post(self.url, {"code": self.of_sari().code.lower()})
        self.assertRedirects(answer, self.of_sari().get_absolute_url())
        self.assertEqual(self.client.post(self.url, {}).status_code, 422)


class TemplateTests(IssueTestCase):
    """P-UNI-84."""

    def test_p_uni_84_officers_dress_the_certificates_of_their_agencies(self) -> None:
        url = reverse("university:certificate_template", args=[self.bkpsdm.pk])
        specimen = reverse("university:certificate_specimen", args=[self.bkpsdm.pk])
        said = {
            "layout": "modern",
            "title": "Piagam",
            "signer_name": "Ir. Kepala",
            "signer_role": "Kepala Badan",
            "new_logo": SimpleUploadedFile("logo.png", png(64, 64)),
        }
        for outsider in (self.joko, self.sari):
            self.client.force_login(outsider)
            self.assertEqual(self.client.get(url).status_code, 404)
            self.assertEqual(self.client.get(specimen).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertRedirects(self.client.post(url, said), url)
        pages, words = words_of(self.client.get(specimen).content)
        self.assertEqual(pages, 1)
        self.assertIn("Piagam", words)
        self.assertContains(self.client.get("/belajar/kelola/sertifikat/"), "Punya sendiri")

    def test_only_what_is_issued_later_wears_it(self) -> None:
        template = template_of(self.bkpsdm)
        template.title, template.signer_name = "Piagam", "Ir. Kepala"
        write_template(template, by=self.wulan)
        self.assertNotIn("PIAGAM", words_of(content_of(self.of_sari()))[1])
        finish_a_course(enrol(open_a_course(self.bkpsdm, self.wulan), self.sari))
        later = Certificate.objects.get(completion__course__isnull=False)
        self.assertEqual(later.signer, "Ir. Kepala")
        self.assertIn("PIAGAM", words_of(content_of(later))[1])

    def test_a_logo_is_looked_at_by_what_is_in_it(self) -> None:
        self.assertEqual(picture_of(png(64, 32)), ("png", 64, 32))
        for bad in (
            b"GIF89a",
            b"",
            b"<svg/>",
            png(8, 8),
            png(3000, 16),
            b"\x89PNG" + b"0" * 300_000,
        ):
            with self.subTest(bad[:8]), self.assertRaises(NotALogo):
                picture_of(bad)
