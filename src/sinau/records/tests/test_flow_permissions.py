"""Who may see and do what with rules, actors, forwarders and a person's statements."""

from __future__ import annotations

import json

from django.urls import reverse

from sinau.journal.models import Entry
from sinau.people.models import Person
from sinau.people.testing import CastTestCase
from sinau.records.forwarding import write_forwarder
from sinau.records.hiding import ask
from sinau.records.models import Forwarder, MappingVersion, PseudonymRequest, Reported, Stranger
from sinau.records.tests.foreign import STRANGER, follow, h5p, send, statement
from sinau.ui.testing import queries_of


class FlowPagesTestCase(CastTestCase):
    def setUp(self) -> None:
        super().setUp()
        send(statement(), statement(actor=STRANGER, activity="https://lms.example/9"))
        follow()
        self.stranger = Stranger.objects.get()
        self.learning = Reported.objects.get()

    def status(self, person: Person, name: str, *args: object, post: dict | None = None) -> int:  # type: ignore[type-arg]
        self.client.force_login(person)
        url = reverse(f"records:{name}", args=args)
        answer = self.client.get(url) if post is None else self.client.post(url, post)
        return answer.status_code

    def forwarder(self) -> Forwarder:
        made = Forwarder(
            name="LRS", kind="store", url="https://lrs.example/xapi/statements", key="k", secret="s"
        )
        return write_forwarder(made, by=self.agung, changes="nama")


class MappingPermissionTests(FlowPagesTestCase):
    def test_rules_are_for_the_citys_personnel_office_administrators_and_auditors(self) -> None:
        """P-REC-30"""
        for person in (self.wulan, self.agung, self.tri):
            self.assertEqual(self.status(person, "mappings"), 200)
            self.assertEqual(self.status(person, "mapping", "h5p"), 200)
        for person in (self.joko, self.sari, self.budi, self.ratna):
            self.assertEqual(self.status(person, "mappings"), 404)
            self.assertEqual(self.status(person, "mapping", "h5p"), 404)

    def test_only_the_office_and_administrators_write_rules(self) -> None:
        """P-REC-31"""
        self.assertEqual(self.status(self.wulan, "mapping_edit", "h5p"), 200)
        self.assertEqual(self.status(self.agung, "mapping_new"), 200)
        for person in (self.tri, self.joko, self.sari):
            self.assertEqual(self.status(person, "mapping_edit", "h5p"), 404)
            self.assertEqual(self.status(person, "mapping_new"), 404)
            said = {"since": "2026-01-01"}
            self.assertEqual(self.status(person, "mapping_reread", "h5p", post=said), 404)
        self.assertEqual(MappingVersion.objects.get(key="h5p").version, 1)

    def test_unknown_actors_are_recognised_by_the_office_only(self) -> None:
        """P-REC-32"""
        said = {"nip": self.sari.nip}
        pk = self.stranger.pk
        for person in (self.joko, self.sari):
            self.assertEqual(self.status(person, "strangers"), 404)
            self.assertEqual(self.status(person, "stranger", pk), 404)
        for person in (self.tri, self.joko, self.sari):
            self.assertEqual(self.status(person, "stranger_recognise", pk, post=said), 404)
            self.assertEqual(
                self.status(person, "stranger_set_aside", pk, post={"reason": "x"}), 404
            )
        self.assertEqual(Reported.objects.count(), 1)
        self.assertEqual(self.status(self.tri, "stranger", pk), 200)
        self.assertEqual(self.status(self.wulan, "stranger_recognise", pk, post=said), 302)
        self.assertEqual(Reported.objects.count(), 2)

    def test_reported_learning_is_for_who_learnt_and_who_answers_for_them(self) -> None:
        """P-REC-33"""
        for person in (self.sari, self.budi, self.wulan, self.tri):
            self.assertEqual(self.status(person, "reported", self.learning.pk), 200)
        for person in (self.joko, self.ratna, self.bayu):
            self.assertEqual(self.status(person, "reported", self.learning.pk), 404)


class ForwarderPermissionTests(FlowPagesTestCase):
    def test_forwarders_are_written_by_administrators_and_their_secret_is_never_shown(self) -> None:
        """P-REC-34"""
        made = write_forwarder(
            Forwarder(name="LRS provinsi", kind="store", url="https://lrs.example/xapi/statements",
                      key="k", secret="sangat-rahasia"), by=self.agung, changes="nama",
        )  # fmt: skip
        for person in (self.wulan, self.agung, self.tri):
            self.assertEqual(self.status(person, "forwarders"), 200)
            self.assertEqual(self.status(person, "forwarder", made.pk), 200)
        for person in (self.joko, self.sari):
            self.assertEqual(self.status(person, "forwarders"), 404)
            self.assertEqual(self.status(person, "forwarder", made.pk), 404)
        for person in (self.wulan, self.tri, self.joko, self.sari):
            self.assertEqual(self.status(person, "forwarder_new"), 404)
            self.assertEqual(self.status(person, "forwarder_edit", made.pk), 404)
            said = {"reason": "x"}
            self.assertEqual(self.status(person, "forwarder_update", made.pk, post=said), 404)
        self.client.force_login(self.agung)
        for name in ("forwarder", "forwarder_edit"):
            page = self.client.get(reverse(f"records:{name}", args=[made.pk]))
            self.assertContains(page, "lrs.example")
            self.assertNotContains(page, "sangat-rahasia")
        self.assertFalse(Entry.objects.filter(data__icontains="sangat-rahasia").exists())

    def test_a_forwarder_keeps_its_secret_when_the_form_leaves_it_empty(self) -> None:
        made = write_forwarder(
            Forwarder(name="LRS", kind="store", url="https://lrs.example/", key="k", secret="lama"),
            by=self.agung, changes="nama",
        )  # fmt: skip
        said = {"name": "LRS baru", "kind": "store", "url": made.url, "key": "k", "batch": "50"}
        self.assertEqual(self.status(self.agung, "forwarder_edit", made.pk, post=said), 302)
        made.refresh_from_db()
        self.assertEqual((made.name, made.secret), ("LRS baru", "lama"))


class PrivacyPermissionTests(FlowPagesTestCase):
    def test_everybody_takes_their_own_statements_along_and_nobody_elses(self) -> None:
        """P-REC-35"""
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(reverse("records:taken")), "Keamanan informasi dasar")
        answer = self.client.post(reverse("records:taken_export"))
        said = json.loads(answer.getvalue())
        self.assertEqual(len(said["statements"]), 1)
        self.assertIn("stored", said["statements"][0])
        self.assertTrue(Entry.objects.filter(kind="records.person.exported").exists())
        for person in (self.joko, self.budi, self.tri, self.bayu):
            self.assertEqual(self.status(person, "taken_of", self.sari.pk), 404)
            self.assertEqual(self.status(person, "taken_export_of", self.sari.pk, post={}), 404)
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("records:taken")), "Keamanan informasi")
        self.assertEqual(self.status(self.agung, "taken_of", self.sari.pk), 200)

    def test_pseudonymisation_is_asked_and_decided_by_two_who_guard_the_records(self) -> None:
        """P-REC-36"""
        row = ask(self.sari, basis="UU 27/2022", reason="Surat", by=self.wulan)
        for person in (self.joko, self.sari, self.budi):
            self.assertEqual(self.status(person, "pseudonyms"), 404)
            self.assertEqual(self.status(person, "pseudonym", row.pk), 404)
        for person in (self.tri, self.joko, self.sari):
            self.assertEqual(self.status(person, "pseudonym_new"), 404)
            said = {"verb": "approve"}
            self.assertEqual(self.status(person, "pseudonym_decide", row.pk, post=said), 404)
        self.assertEqual(self.status(self.tri, "pseudonym", row.pk), 200)
        self.assertEqual(self.status(self.wulan, "pseudonym_decide", row.pk, post=said), 409)
        self.assertTrue(PseudonymRequest.objects.get().is_open)
        self.assertEqual(self.status(self.agung, "pseudonym_decide", row.pk, post=said), 302)
        self.assertFalse(PseudonymRequest.objects.get().is_open)


class ProfilePermissionTests(CastTestCase):
    def test_the_profile_is_for_everybody(self) -> None:
        """P-REC-37"""
        self.assertContains(self.client.get("/rekam/profil/sinau"), "Profil Sinau")
        answer = self.client.get("/rekam/profil/sinau", headers={"Accept": "application/ld+json"})
        self.assertEqual(answer["Content-Type"], "application/ld+json")
        self.assertEqual(json.loads(answer.content)["type"], "Profile")
        self.assertEqual(self.client.get("/rekam/profil/sinau/v1").status_code, 200)
        self.assertEqual(self.client.get("/rekam/profil/sinau/v9").status_code, 404)
        self.assertEqual(self.client.get("/rekam/profil/sinau/jenis/kelas").status_code, 303)
        self.assertEqual(self.client.get("/rekam/profil/sinau/jenis/tidak-ada").status_code, 404)


class RulePagesTests(FlowPagesTestCase):
    def form(self, **said: object) -> dict[str, object]:
        return {
            "label": "H5P kota", "verbs": "http://adlnet.gov/expapi/verbs/completed",
            "form": "selfstudy", "minutes_from": "duration", "repeats": "once", "in_use": "on",
            "trial_from": "2020-01-01", "version": "0", **said,
        }  # fmt: skip

    def test_a_trial_says_what_would_count_and_writes_nothing(self) -> None:
        send(h5p(), h5p(activity="https://h5p.example/content/13"))
        self.client.force_login(self.wulan)
        types = "http://adlnet.gov/expapi/activities/media"
        said = self.form(verb="try", activity_types=types)
        page = self.client.post(reverse("records:mapping_new"), said)
        self.assertContains(page, "Akan terhitung")
        self.assertContains(page, "Sari Lestari")
        self.assertContains(page, "2 JP")
        self.assertContains(page, "jenis kegiatannya lain")
        self.assertEqual(page.context["trial"].new, 2)
        self.assertEqual(Reported.objects.count(), 1)
        self.assertFalse(MappingVersion.objects.filter(label="H5P kota").exists())

    def test_keeping_needs_a_reason_and_loses_nothing_that_was_typed(self) -> None:
        self.client.force_login(self.wulan)
        page = self.client.post(reverse("records:mapping_new"), self.form(verb="keep"))
        self.assertContains(page, "Tuliskan alasan perubahan")
        self.assertContains(page, "H5P kota")
        said = self.form(verb="keep", reason="Materi kota")
        self.assertEqual(self.client.post(reverse("records:mapping_new"), said).status_code, 302)
        made = MappingVersion.objects.get(label="H5P kota")
        self.assertEqual((made.version, made.made_by), (1, self.wulan))

    def test_a_version_written_meanwhile_is_not_overwritten(self) -> None:
        self.client.force_login(self.wulan)
        url = reverse("records:mapping_edit", args=["h5p"])
        first = self.form(verb="keep", reason="Satu", version="1")
        self.assertEqual(self.client.post(url, first).status_code, 302)
        second = self.form(verb="keep", reason="Dua", version="1", label="Lain")
        self.assertEqual(self.client.post(url, second).status_code, 409)

    def test_a_wrong_address_is_named(self) -> None:
        self.client.force_login(self.wulan)
        page = self.client.post(
            reverse("records:mapping_new"), self.form(verb="try", verbs="selesai")
        )
        self.assertContains(page, "“selesai” bukan alamat IRI")

    def test_lists_ask_as_much_with_many_rows_as_with_few(self) -> None:
        self.client.force_login(self.wulan)
        ask(self.wulan, basis="UU", reason="Surat", by=self.agung)
        self.forwarder()
        names = ("mappings", "strangers", "forwarders", "pseudonyms")
        few = {name: queries_of(self.client, reverse(f"records:{name}")) for name in names}
        for number in range(6):
            actor = {"account": {"homePage": "https://lms.example", "name": f"x{number}"}}
            send(statement(actor=actor, activity=f"https://lms.example/{number}"))
            self.forwarder()
            ask([self.sari, self.joko, self.budi, self.bayu, self.tri, self.dewi][number],
                basis="UU", reason="Surat", by=self.agung)  # fmt: skip
        follow()
        self.assertEqual(Stranger.objects.count(), 7)
        many = {name: queries_of(self.client, reverse(f"records:{name}")) for name in names}
        self.assertEqual(few, many)
