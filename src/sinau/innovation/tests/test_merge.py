"""Two ideas become one only when each author agrees; nothing is lost on the way."""

from __future__ import annotations

from decimal import Decimal

from django.urls import reverse

from sinau.innovation.actions import begin_plan, draft_idea, propose_idea, support_idea
from sinau.innovation.actions.contributions import Given, confirm_contribution, record_contribution
from sinau.innovation.actions.ideas import NotYetPossible, Sketch
from sinau.innovation.actions.merging import NotAnAuthor, answer_merge, ask_merge
from sinau.innovation.finding import similar_to
from sinau.innovation.models import Gift, Idea, Merge, MergeAnswer, Stage, Support
from sinau.innovation.multisector import standing
from sinau.innovation.tests.stage import SKETCH, IdeaTestCase
from sinau.journal.models import Entry
from sinau.kernel.clock import today


class MergeTests(IdeaTestCase):
    def setUp(self) -> None:
        self.twin = draft_idea(SKETCH, owner=self.joko, agency=self.dishub, by=self.joko)
        propose_idea(self.twin, by=self.joko)
        for person in (self.sari, self.tri):
            support_idea(self.twin, by=person, reason="Perlu")
        support_idea(self.idea, by=self.sari)

    def ask(self) -> None:
        self.asked = ask_merge(self.twin, self.idea, reason="Pekerjaan yang sama", by=self.joko)

    def test_nothing_moves_before_the_other_author_agrees(self) -> None:
        self.ask()
        self.twin.refresh_from_db()
        self.assertEqual((self.twin.stage, Merge.objects.count()), (Stage.PROPOSED, 0))
        self.assertEqual(MergeAnswer.objects.get().person, self.joko)

    def test_the_last_yes_joins_them_and_supports_go_along_once(self) -> None:
        given = Given(
            person=self.joko,
            kind=Gift.HOURS,
            amount=Decimal(4),
            what="Uji",
            happened_on=today(),
        )
        record_contribution(self.twin, given, by=self.joko, entry="journal:1")
        self.ask()
        for _turn in range(2):
            answer_merge(self.asked, agrees=True, note="", by=self.bayu)
        self.twin.refresh_from_db()
        self.idea.refresh_from_db()
        self.assertEqual(self.twin.stage, Stage.MERGED)
        self.assertEqual(self.idea.support_count, 2)
        self.assertEqual(Support.objects.filter(idea=self.idea, person=self.sari).count(), 1)
        self.assertEqual(Support.objects.filter(idea=self.twin).count(), 2)
        self.assertEqual(standing(self.idea).shares[0].agency, self.dishub.short_name)
        entry = Entry.objects.get(kind="innovation.idea.merged")
        self.assertEqual(entry.data["carried"], 1)
        self.assertEqual(set(entry.data["supporter_ids"]), {self.sari.pk, self.tri.pk})

    def test_both_pages_tell_the_lineage(self) -> None:
        self.ask()
        answer_merge(self.asked, agrees=True, note="", by=self.bayu)
        self.client.force_login(self.tri)
        self.assertContains(self.client.get(self.twin.get_absolute_url()), "diteruskan dalam")
        self.assertContains(self.client.get(self.idea.get_absolute_url()), "Meneruskan")
        answer = self.client.get(self.idea.get_absolute_url())
        self.assertContains(answer, "ikut dari gagasan yang digabung")

    def test_one_no_ends_it(self) -> None:
        self.ask()
        self.client.force_login(self.bayu)
        url = reverse("innovation:merge", args=[self.asked.pk])
        answer = self.client.post(url, {"agrees": "tidak", "note": ""})
        self.assertContains(answer, "Tulis mengapa")
        self.client.post(url, {"agrees": "tidak", "note": "Sasarannya lain"})
        self.asked.refresh_from_db()
        self.assertFalse(self.asked.is_open)
        self.assertFalse(Merge.objects.exists())

    def test_only_authors_answer_p_ino_30(self) -> None:
        """P-INO-30: those inside an idea propose a merge; only the authors of both answer."""
        self.client.force_login(self.tri)
        url = reverse("innovation:merge_new", args=[self.twin.pk])
        self.assertEqual(self.client.get(url).status_code, 404)
        self.client.force_login(self.joko)
        said = {"into": self.idea.pk, "reason": "Sama"}
        answer = self.client.post(url, said, follow=True)
        self.assertContains(answer, "Belum menjawab")
        self.ask()
        with self.assertRaises(NotAnAuthor):
            answer_merge(self.asked, agrees=True, note="", by=self.tri)

    def test_what_is_planned_already_does_not_disappear(self) -> None:
        begin_plan(self.twin, by=self.joko)
        with self.assertRaises(NotYetPossible):
            self.ask()

    def test_a_merged_idea_is_neither_planned_nor_supported(self) -> None:
        self.ask()
        answer_merge(self.asked, agrees=True, note="", by=self.bayu)
        self.twin.refresh_from_db()
        with self.assertRaises(NotYetPossible):
            begin_plan(self.twin, by=self.joko)
        with self.assertRaises(NotYetPossible):
            support_idea(self.twin, by=self.budi)


class SimilarTests(IdeaTestCase):
    def test_other_words_for_the_same_are_found(self) -> None:
        sketch = Sketch(
            title="Pesan otomatis kunjungan berkala",
            problem="Pasien sering tidak datang pada hari kontrol sehingga pengobatan terputus",
            beneficiaries="Pasien",
            summary="Mengingatkan pasien puskesmas lewat pesan",
        )
        draft = draft_idea(sketch, owner=self.joko, agency=self.dishub, by=self.joko)
        self.assertEqual(similar_to(draft, self.joko), [self.idea])

    def test_another_subject_is_not_offered(self) -> None:
        sketch = Sketch(
            title="Penghitung kendaraan di simpang",
            problem="Hitungan lalu lintas masih dilakukan dengan tangan",
            beneficiaries="Pengguna jalan",
            summary="Kamera menghitung kendaraan tanpa merekam pelat nomor",
        )
        draft = draft_idea(sketch, owner=self.joko, agency=self.dishub, by=self.joko)
        self.assertEqual(similar_to(draft, self.joko), [])


class TeamPageTests(IdeaTestCase):
    def test_outsiders_read_shares_and_no_names_p_ino_31(self) -> None:
        """P-INO-31: shares are for the city; the book and its names for those inside."""
        given = Given(
            person=self.sari,
            kind=Gift.DATA,
            amount=Decimal(2),
            what="Contoh pesan tanpa nama",
            happened_on=today(),
            to_agency=self.diskominfosan,
        )
        contribution = record_contribution(self.idea, given, by=self.sari)
        confirm_contribution(contribution, by=self.bayu)
        url = reverse("innovation:team", args=[self.idea.pk])
        self.client.force_login(self.sari)
        self.assertContains(self.client.get(url), "Contoh pesan tanpa nama")
        self.client.force_login(self.joko)
        answer = self.client.get(url)
        self.assertContains(answer, self.dinkes.short_name)
        self.assertNotContains(answer, "Contoh pesan tanpa nama")
        idea = self.client.get(self.idea.get_absolute_url())
        self.assertContains(idea, "mengajukan gagasan ini")
        self.assertNotContains(idea, "Contoh pesan tanpa nama")
        new = reverse("innovation:contribution_new", args=[self.idea.pk])
        confirm = reverse("innovation:contribution_confirm", args=[contribution.pk])
        self.assertEqual(self.client.get(new).status_code, 404)
        self.assertEqual(self.client.post(confirm).status_code, 404)

    def test_a_member_records_and_another_confirms(self) -> None:
        self.client.force_login(self.sari)
        url = reverse("innovation:contribution_new", args=[self.idea.pk])
        said = {
            "kind": "hours",
            "amount": "6",
            "what": "Wawancara pasien",
            "happened_on": today().isoformat(),
            "person": self.sari.nip,
        }
        answer = self.client.post(url, said, follow=True)
        self.assertContains(answer, "1 menunggu dibenarkan")
        contribution = self.idea.contributions.get()
        self.client.force_login(self.bayu)
        confirm = reverse("innovation:contribution_confirm", args=[contribution.pk])
        answer = self.client.post(confirm, follow=True)
        self.assertContains(answer, "Setara perangkat daerah")

    def test_the_network_names_agencies_only(self) -> None:
        idea = Idea.objects.get(pk=self.idea.pk)
        for person, entry in ((self.sari, "journal:1"), (self.agung, "journal:2")):
            given = Given(
                person=person,
                kind=Gift.HOURS,
                amount=Decimal(3),
                what="Bersama",
                happened_on=today(),
            )
            record_contribution(idea, given, by=person, entry=entry)
        self.client.force_login(self.joko)
        answer = self.client.get(reverse("innovation:network"))
        self.assertContains(answer, "Indeks E-I")
        self.assertContains(answer, self.diskominfosan.short_name)
        self.assertNotContains(answer, self.sari.name)
