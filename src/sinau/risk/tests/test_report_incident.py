"""Tell of an incident in a minute, look into it, give notice in time, and learn from it."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.kernel.clock import now
from sinau.people.models import Role
from sinau.risk.actions.incidents import (
    NoticesWaiting,
    NoticeText,
    NotTriaged,
    Report,
    close_incident,
    lift_notice,
    open_notices,
    report_incident,
    send_notice,
    write_notice,
)
from sinau.risk.models import BreachNotice, Incident, Receiver
from sinau.risk.tests.stage import RegisterTestCase, grant
from sinau.ui.testing import queries_of

TOLD = {
    "what": "Pesan terkirim ke nomor yang salah",
    "happened_at": "2026-01-05T08:30",
    "service": "Pengingat jadwal kontrol",
}
TEXT = NoticeText(what_data="Nama, 41 orang", how="Salah kirim", handling="Pesan ditarik")


class ReportCase(RegisterTestCase):
    new, index = reverse("risk:incident_new"), reverse("risk:incidents")

    def report(self, **more: object) -> Incident:
        said = {
            "what": TOLD["what"],
            "happened_at": now() - timedelta(hours=1),
            "service": TOLD["service"],
            **more,
        }
        return report_incident(Report(**said), by=self.sari, register=self.register)  # type: ignore[arg-type]


class ReportIncidentTests(ReportCase):
    def test_anybody_tells_it_with_three_answers_p_rsk_30(self) -> None:
        """P-RSK-30: Joko, of another agency, tells too; and finds his own report."""
        self.client.force_login(self.joko)
        self.assertContains(self.client.get(self.new), "Cukup apa, kapan")
        answer = self.client.post(self.new, TOLD, follow=True)
        incident = Incident.objects.get()
        self.assertContains(answer, "Laporan diterima")
        self.assertContains(answer, TOLD["what"])
        self.assertEqual((incident.reported_by, incident.agency), (self.joko, self.dishub))
        self.assertRegex(incident.code, r"^I-\d{4}-0001$")
        entry = Entry.objects.get(kind="risk.incident_reported")
        self.assertIsNone(entry.told_by)
        self.assertNotIn("reporter", str(entry.data))

    def test_what_is_missing_is_named(self) -> None:
        self.client.force_login(self.sari)
        answer = self.client.post(self.new, {**TOLD, "service": ""})
        self.assertContains(answer, TOLD["what"])
        answer = self.client.post(self.new, {**TOLD, "happened_at": "2999-01-01T00:00"})
        self.assertContains(answer, "Waktunya belum tiba")
        self.assertFalse(Incident.objects.exists())

    def test_the_same_report_twice_is_one(self) -> None:
        moment = now() - timedelta(hours=1)
        self.assertEqual(self.report(happened_at=moment), self.report(happened_at=moment))

    def test_who_sees_it_p_rsk_31(self) -> None:
        """P-RSK-31: reporter, people of the register, risk officers, auditors; nobody else."""
        incident = self.report()
        for person in (self.sari, self.bayu, self.wulan, self.agung, self.tri):
            with self.subTest(person.name):
                self.client.force_login(person)
                self.assertContains(self.client.get(incident.get_absolute_url()), TOLD["what"])
                self.assertContains(self.client.get(self.index), TOLD["service"])
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get(incident.get_absolute_url()).status_code, 404)
        answer = self.client.get(self.index)
        self.assertNotContains(answer, TOLD["service"])
        self.assertEqual(answer.context["figures"]["all"], 0)
        for name in ("incident_triage", "incident_close"):
            url = reverse(f"risk:{name}", args=[incident.pk])
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_without_a_register_only_officers_and_auditors_see_it(self) -> None:
        incident = report_incident(Report(what="x", happened_at=now(), service="y"), by=self.joko)
        for person, sees in (
            (self.joko, True),
            (self.agung, True),
            (self.tri, True),
            (self.sari, False),
            (self.budi, False),
        ):
            with self.subTest(person.name):
                found = Incident.objects.visible_to(person).filter(pk=incident.pk)
                self.assertEqual(found.exists(), sees)

    def test_the_name_is_for_those_who_work_on_it_p_rsk_32(self) -> None:
        """P-RSK-32: the auditor reads no name; with the wish to hide it, nobody does."""
        open_one, hidden = self.report(), self.report(what="Lain", hides_name=True)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(open_one.get_absolute_url()), self.sari.name)
        self.assertNotContains(self.client.get(hidden.get_absolute_url()), self.sari.name)
        self.client.force_login(self.tri)
        answer = self.client.get(open_one.get_absolute_url())
        self.assertContains(answer, "Nama tidak ditampilkan")
        self.assertNotContains(answer, self.sari.name)

    def test_looking_into_it_links_the_risk_p_rsk_33(self) -> None:
        """P-RSK-33: people of the register and risk officers work on it; auditors only read."""
        incident = self.report()
        url = reverse("risk:incident_triage", args=[incident.pk])
        self.client.force_login(self.tri)
        self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(url), "belum dinamai siapa pun")
        said = {
            "which": str(self.risk.pk),
            "harm": "privacy",
            "people_harmed": "3",
            "loss": "150000",
            "failed_controls": "Kalimat diuji\n\nDaftar diperiksa",
            "subdomain": "2.1",
            "entity": "human",
        }
        answer = self.client.post(url, said, follow=True)
        self.assertContains(answer, self.risk.event)
        self.assertContains(answer, "Rp150.000")
        incident.refresh_from_db()
        self.assertEqual((incident.risk, incident.triaged_by), (self.risk, self.wulan))
        self.assertEqual(incident.failed_controls, ["Kalimat diuji", "Daftar diperiksa"])
        self.client.post(url, said)
        self.assertEqual(Entry.objects.filter(kind="risk.incident_triaged").count(), 1)
        entry = Entry.objects.get(kind="risk.incident_triaged")
        self.assertEqual(entry.data["risk_id"], self.risk.pk)

    def test_a_risk_nobody_named_is_counted(self) -> None:
        incident = self.report()
        self.client.force_login(self.bayu)
        url = reverse("risk:incident_triage", args=[incident.pk])
        self.client.post(url, {"which": "unnamed", "register": self.register.pk})
        answer = self.client.get(self.index)
        self.assertEqual(answer.context["figures"]["unnamed"], 1)
        self.assertContains(self.client.get(f"{self.index}?jenis=belum-dinamai"), TOLD["service"])

    def test_a_register_of_others_is_not_in_the_address(self) -> None:
        self.client.force_login(self.joko)
        answer = self.client.get(f"{self.new}?register={self.register.pk}")
        self.assertNotContains(answer, self.register.title)
        self.client.post(f"{self.new}?register={self.register.pk}", TOLD)
        self.assertIsNone(Incident.objects.get().register)

    def test_filters_and_figures(self) -> None:
        self.report(near_miss=True)
        self.client.force_login(self.sari)
        self.assertEqual(self.client.get(self.index).context["figures"]["near"], 1)
        for query, fits in (
            ("?keadaan=baru", True),
            ("?keadaan=ditutup", False),
            ("?keadaan=berjalan", False),
            ("?keadaan=terlambat", False),
            ("?jenis=hampir", True),
            ("?jenis=terjadi", False),
            ("?jenis=data-pribadi", False),
            ("?register=x", True),
        ):
            with self.subTest(query):
                rows = self.client.get(self.index + query).context["rows"]
                self.assertEqual(bool(rows), fits)

    def test_the_number_of_queries_does_not_grow(self) -> None:
        self.report()
        self.client.force_login(self.sari)
        few = queries_of(self.client, self.index)
        for number in range(12):
            self.report(what=f"Kejadian {number}")
        self.assertLessEqual(queries_of(self.client, self.index), few)


class NoticeTests(ReportCase):
    def test_personal_data_starts_the_clock_of_72_hours(self) -> None:
        incident = self.report(personal_data=True)
        notices = list(incident.notices.all())
        self.assertEqual({row.receiver for row in notices}, {"subject", "authority"})
        for row in notices:
            self.assertEqual(row.due_at, incident.reported_at + timedelta(hours=72))
        self.assertEqual(Entry.objects.filter(kind="risk.notice.due").count(), 2)

    def test_being_late_is_said_on_the_page(self) -> None:
        incident = self.report(personal_data=True)
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(incident.get_absolute_url()), "jam lagi")
        with clock.freeze(now() + timedelta(hours=80)):
            answer = self.client.get(incident.get_absolute_url())
            self.assertContains(answer, "Terlambat dikirim")
            self.assertContains(answer, "Terlambat ditelaah")
            late = self.client.get(f"{self.index}?keadaan=terlambat")
            self.assertContains(late, TOLD["service"])

    def test_a_notice_is_written_printed_and_sent_p_rsk_34(self) -> None:
        """P-RSK-34: those who work on the incident; to others the notice is not there."""
        incident = self.report(personal_data=True)
        notice = incident.notices.get(receiver=Receiver.SUBJECT)
        pages = [
            reverse(f"risk:{name}", args=[notice.pk])
            for name in ("notice", "notice_paper", "notice_sent", "notice_lifted")
        ]
        for person in (self.joko, self.tri):
            self.client.force_login(person)
            for url in pages:
                self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.wulan)
        self.assertEqual(self.client.post(pages[2], {"channel": "surat"}).status_code, 409)
        self.client.post(
            pages[0],
            {"what_data": "Nama 41 orang", "how": "Salah kirim", "handling": "Ditarik"},
        )
        page = pypdfium2.PdfDocument(self.client.get(pages[1]).content)[0]
        paper = page.get_textpage().get_text_bounded()
        self.assertIn("Nama 41 orang", paper)
        self.assertIn(incident.code, paper)
        other = incident.notices.get(receiver=Receiver.AUTHORITY)
        begun = self.client.get(reverse("risk:notice", args=[other.pk]))
        self.assertContains(begun, "Nama 41 orang")
        self.client.post(pages[2], {"channel": "Surat 1/2026"})
        self.client.post(pages[2], {"channel": "Surat 2/2026"})
        notice.refresh_from_db()
        self.assertEqual((notice.channel, notice.sent_by), ("Surat 1/2026", self.wulan))
        self.assertContains(self.client.get(incident.get_absolute_url()), "Dikirim tepat waktu")

    def test_the_public_is_told_only_when_people_decide_so(self) -> None:
        incident = self.report(personal_data=True)
        self.client.force_login(self.wulan)
        url = reverse("risk:notice_new", args=[incident.pk])
        self.client.post(url)
        self.client.post(url)
        self.assertEqual(incident.notices.filter(receiver=Receiver.PUBLIC).count(), 1)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.post(url).status_code, 404)

    def test_it_is_closed_after_notices_and_with_a_lesson(self) -> None:
        incident = self.report(personal_data=True)
        with self.assertRaises(NotTriaged):
            close_incident(incident, lesson="x", by=self.bayu)
        self.client.force_login(self.bayu)
        triage = reverse("risk:incident_triage", args=[incident.pk])
        self.client.post(triage, {"which": str(self.risk.pk), "personal_data": "on"})
        with self.assertRaises(NoticesWaiting):
            close_incident(incident, lesson="x", by=self.bayu)
        subject, authority = incident.notices.order_by("pk")
        write_notice(subject, TEXT)
        send_notice(subject, channel="Surat", by=self.bayu)
        lift_notice(authority, reason="Bukan data pribadi", by=self.bayu)
        close = reverse("risk:incident_close", args=[incident.pk])
        answer = self.client.post(close, {"lesson": "Nomor diperiksa dulu"}, follow=True)
        self.assertContains(answer, "Nomor diperiksa dulu")
        self.assertEqual(self.client.post(triage, {"which": "unnamed"}).status_code, 409)
        close_incident(incident, lesson="Lain", by=self.agung)
        incident.refresh_from_db()
        self.assertEqual(incident.lesson, "Nomor diperiksa dulu")

    def test_notices_are_opened_once(self) -> None:
        incident = self.report(personal_data=True)
        self.assertEqual(open_notices(incident, [Receiver.SUBJECT]), [])
        self.assertEqual(BreachNotice.objects.count(), 2)

    def test_an_officer_of_one_agency_works_on_its_own(self) -> None:
        incident = self.report()
        grant(self.joko, Role.RISK_OFFICER, self.dishub)
        self.assertFalse(Incident.objects.handled_by(self.joko).exists())
        grant(self.joko, Role.RISK_OFFICER, self.dinkes)
        self.assertTrue(Incident.objects.handled_by(self.joko).filter(pk=incident.pk).exists())
