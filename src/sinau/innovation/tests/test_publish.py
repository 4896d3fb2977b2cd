"""The public entry: written once, approved by somebody else, frozen, open to programs."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from sinau.innovation.actions import change_plan, start_pilot
from sinau.innovation.actions.entries import (
    EntryIncomplete,
    change_entry,
    decide_entry,
    send_entry,
)
from sinau.innovation.actions.plans import OwnPlan
from sinau.innovation.models import EntryVersion
from sinau.innovation.record import completeness, fields
from sinau.innovation.tests.stage import FULL, TOLD, PlannedTestCase, publish
from sinau.journal.models import Entry
from sinau.kernel.clock import today


class EntryTestCase(PlannedTestCase):
    def setUp(self) -> None:
        start_pilot(
            self.idea, starts_on=today(), ends_on=today() + timedelta(days=60), by=self.budi
        )
        self.page = self.idea.public_url


class PublishTests(EntryTestCase):
    def test_what_is_missing_is_named(self) -> None:
        with self.assertRaises(EntryIncomplete) as refused:
            send_entry(self.idea, note="", by=self.bayu)
        said = " ".join(map(str, refused.exception.reasons))
        for title in ("Cara kerja", "Penyedia", "Dasar hukum"):
            self.assertIn(title, said)

    def test_the_first_day_shows_what_is_always_open(self) -> None:
        answer = self.client.get(self.page)
        for name in ("purpose", "contact"):
            self.assertContains(answer, str(FULL[name]))
        self.assertContains(answer, "belum disetujui")

    def test_a_change_of_the_plan_does_not_change_what_was_approved(self) -> None:
        publish(self.idea, by=self.bayu, head=self.budi)
        change_plan(self.plan, {"data_used": "Juga alamat"}, by=self.bayu)
        self.assertNotContains(self.client.get(self.page), "Juga alamat")
        self.client.force_login(self.bayu)
        inside = self.client.get(reverse("innovation:entry", args=[self.idea.pk]))
        self.assertContains(inside, "berubah sesudah persetujuan")
        version = publish(self.idea, by=self.bayu, head=self.budi, note="Alamat ditambah")
        self.assertEqual(version.number, 2)
        self.client.logout()
        self.assertContains(self.client.get(self.page), "Juga alamat")
        history = self.client.get(reverse("innovation:use_history", args=[self.idea.slug]))
        self.assertContains(history, "Data yang dipakai")
        self.assertContains(history, "Alamat ditambah")

    def test_a_hidden_field_stays_inside_and_is_counted(self) -> None:
        change_entry(self.idea, TOLD, hidden=["risiko", "tujuan"], by=self.bayu)
        version = send_entry(self.idea, note="", by=self.bayu)
        decide_entry(version, approve=True, note="", by=self.budi)
        answer = self.client.get(self.page)
        self.assertNotContains(answer, TOLD["risiko"])
        self.assertContains(answer, str(FULL["purpose"]))
        filled, total = completeness(version.content)
        self.assertContains(answer, f"{filled} dari {total} isian")

    def test_the_same_words_are_sent_once(self) -> None:
        change_entry(self.idea, TOLD, hidden=(), by=self.bayu)
        change_entry(self.idea, TOLD, hidden=(), by=self.bayu)
        self.assertEqual(Entry.objects.filter(kind="innovation.entry.changed").count(), 1)
        for _turn in range(2):
            send_entry(self.idea, note="", by=self.bayu)
        self.assertEqual(EntryVersion.objects.count(), 1)

    def test_what_was_returned_is_sent_again(self) -> None:
        change_entry(self.idea, TOLD, hidden=(), by=self.bayu)
        decide_entry(
            send_entry(self.idea, note="", by=self.bayu),
            approve=False,
            note="Perjelas",
            by=self.budi,
        )
        again = send_entry(self.idea, note="", by=self.bayu)
        self.assertEqual(again.number, 2)
        self.assertNotContains(self.client.get(self.page), TOLD["penyedia"])

    def test_heads_over_the_agency_approve_and_never_their_own_p_ino_37(self) -> None:
        """P-INO-37: the team writes and sends, a head who neither owns nor sent it approves."""
        change_entry(self.idea, TOLD, hidden=(), by=self.bayu)
        version = send_entry(self.idea, note="", by=self.bayu)
        decide = reverse("innovation:entry_decide", args=[version.pk])
        show = reverse("innovation:entry", args=[self.idea.pk])
        edit = reverse("innovation:entry_edit", args=[self.idea.pk])
        for person, one, two, three in (
            (self.sari, 200, 200, 404),
            (self.budi, 200, 200, 200),
            (self.joko, 404, 404, 404),
        ):
            self.client.force_login(person)
            for url, status in ((show, one), (edit, two), (decide, three)):
                with self.subTest(url=url, person=person.name):
                    self.assertEqual(self.client.get(url).status_code, status)
        with self.assertRaises(OwnPlan):
            decide_entry(version, approve=True, note="", by=self.bayu)

    def test_the_team_writes_and_the_head_decides_on_pages(self) -> None:
        self.client.force_login(self.sari)
        edit = reverse("innovation:entry_edit", args=[self.idea.pk])
        self.client.post(edit, {**TOLD, "hidden": ["berhenti"]})
        self.client.post(reverse("innovation:entry_send", args=[self.idea.pk]), {"note": "Baru"})
        version = EntryVersion.objects.get()
        self.client.force_login(self.budi)
        url = reverse("innovation:entry_decide", args=[version.pk])
        self.assertContains(self.client.get(url), TOLD["cara-kerja"])
        self.assertContains(
            self.client.post(url, {"decision": "kembali"}), "Tulis apa yang perlu diperbaiki"
        )
        self.client.post(url, {"decision": "setuju"})
        self.client.logout()
        self.assertContains(self.client.get(self.page), TOLD["cara-kerja"])


class DataTests(EntryTestCase):
    def test_programs_read_the_same_as_people(self) -> None:
        url = reverse("innovation:use_data", args=[self.idea.slug])
        before = self.client.get(url).json()
        self.assertEqual(set(before["entry"]), {"tujuan", "mengadu"})
        publish(self.idea, by=self.bayu, head=self.budi)
        said = self.client.get(url).json()
        self.assertEqual(said["entry"]["penyedia"]["text"], TOLD["penyedia"])
        self.assertEqual((said["version"], said["of"]), (1, len(fields())))
        whole = self.client.get(reverse("innovation:register_data")).json()
        self.assertEqual([row["name"] for row in whole["uses"]], [self.idea.title])
        for hidden in (self.bayu.name, "18500000"):
            self.assertNotIn(hidden, str(whole))
