"""The bank keeps questions, and every version that was asked."""

from dataclasses import replace
from decimal import Decimal

from sinau.journal.models import Entry
from sinau.people.testing import CastTestCase
from sinau.ui.testing import queries_of
from sinau.university.actions import (
    keep_category,
    rename_category,
    restore_question,
    retire_question,
    rewrite_question,
    write_many_to_bank,
    write_to_bank,
)
from sinau.university.actions.bank import QuestionNotAskable
from sinau.university.models import BankQuestion, QuestionCategory
from sinau.university.quizzes.questions import Choice, Kind, Question

ASKED = Question(
    kind=Kind.SINGLE,
    prompt="Siapa *pengendali* data?",
    tags=("pdp", "dasar"),
    source="Pasal 1 angka 4 UU 27/2022",
    choices=(Choice(text="Dinas", share=Decimal(1)), Choice(text="Vendor")),
)


class KeepBankTests(CastTestCase):
    def setUp(self) -> None:
        self.category = keep_category(self.bkpsdm, "Data pribadi")

    def test_a_question_enters_with_its_first_version(self) -> None:
        kept = write_to_bank(self.category, ASKED, by=self.wulan)
        kept.refresh_from_db()
        assert kept.current
        self.assertEqual((kept.current.number, kept.current.asked), (1, ASKED))
        self.assertEqual(kept.title, "Siapa pengendali data?")
        self.assertEqual(BankQuestion.objects.tagged("pdp").get(), kept)

    def test_a_version_that_was_asked_never_changes(self) -> None:
        kept = write_to_bank(self.category, ASKED, by=self.wulan)
        changed = replace(ASKED, prompt="Siapa prosesor data?")
        self.assertEqual(rewrite_question(kept, changed, by=self.wulan).number, 1)
        kept.versions.update(is_used=True)
        self.assertEqual(rewrite_question(kept, changed, by=self.wulan).number, 1)
        again = rewrite_question(kept, ASKED, by=self.wulan, change="Kembali ke pengendali.")
        self.assertEqual(again.number, 2)
        self.assertEqual(kept.versions.get(number=1).asked, changed)

    def test_one_that_cannot_be_marked_is_refused_with_its_reasons(self) -> None:
        with self.assertRaises(QuestionNotAskable) as no:
            write_to_bank(self.category, replace(ASKED, choices=()), by=self.wulan)
        self.assertEqual(len(no.exception.reasons), 2)

    def test_many_are_told_as_one_fact(self) -> None:
        before = Entry.objects.count()
        write_many_to_bank(self.category, [ASKED] * 12, by=self.wulan)
        self.assertEqual(BankQuestion.objects.count(), 12)
        self.assertEqual(Entry.objects.count(), before + 1)

    def test_retiring_twice_is_told_once(self) -> None:
        kept = write_to_bank(self.category, ASKED, by=self.wulan)
        before = Entry.objects.count()
        retire_question(kept, reason="Pasal berubah.", by=self.wulan)
        retire_question(kept, reason="Pasal berubah.", by=self.wulan)
        self.assertFalse(BankQuestion.objects.standing().exists())
        restore_question(kept, by=self.wulan)
        self.assertTrue(BankQuestion.objects.standing().exists())
        self.assertEqual(Entry.objects.count(), before + 2)

    def test_categories_stand_in_a_tree(self) -> None:
        inner = keep_category(self.bkpsdm, "Dasar hukum", parent=self.category)
        self.assertEqual(keep_category(self.bkpsdm, "Dasar hukum", parent=self.category), inner)
        self.assertEqual(inner.label, "Data pribadi / Dasar hukum")
        write_to_bank(inner, ASKED, by=self.wulan)
        self.assertEqual(BankQuestion.objects.below(self.category).count(), 1)
        rename_category(self.category, "Pelindungan data")
        inner.refresh_from_db()
        self.assertEqual(inner.label, "Pelindungan data / Dasar hukum")

    def test_an_officer_of_another_agency_sees_no_question(self) -> None:
        """P-UNI-20."""
        write_to_bank(self.category, ASKED, by=self.wulan)
        self.assertTrue(BankQuestion.objects.visible_to(self.wulan).exists())
        self.assertTrue(QuestionCategory.objects.visible_to(self.wulan).exists())
        for other in (self.joko, self.sari, self.budi):
            self.assertFalse(BankQuestion.objects.visible_to(other).exists())
            self.assertFalse(QuestionCategory.objects.visible_to(other).exists())

    def test_the_lists_cost_the_same_with_many_questions(self) -> None:
        write_many_to_bank(self.category, [ASKED] * 3, by=self.wulan)
        self.client.force_login(self.wulan)
        few = queries_of(self.client, "/belajar/kelola/bank/")
        write_many_to_bank(self.category, [ASKED] * 20, by=self.wulan)
        self.assertEqual(queries_of(self.client, "/belajar/kelola/bank/"), few)

    def test_the_list_stands_in_one_order_page_after_page(self) -> None:
        """Counting in the database drops the order of a model: the list says its own."""
        write_many_to_bank(self.category, [ASKED] * 30, by=self.wulan)
        for name in ("Zona", "Arsip"):
            keep_category(self.bkpsdm, name)
        self.client.force_login(self.wulan)
        pages = [self.client.get(f"/belajar/kelola/bank/?halaman={n}") for n in (1, 2)]
        listed = [one.pk for page in pages for one in page.context["page"]]
        expected = BankQuestion.objects.order_by("-updated_at", "-pk")
        self.assertEqual(listed, list(expected.values_list("pk", flat=True)))
        page = self.client.get("/belajar/kelola/bank/kategori/")
        labels = [one.label for one in page.context["categories"]]
        self.assertEqual(labels, ["Arsip", "Data pribadi", "Zona"])

    def test_the_list_is_searched_and_hides_what_is_anothers(self) -> None:
        """P-UNI-20."""
        kept = write_to_bank(self.category, ASKED, by=self.wulan)
        self.client.force_login(self.wulan)
        for query in ("q=pengendali", "q=pdp", "jenis=single", "keadaan=bebas", "sulit=belum"):
            page = self.client.get(f"/belajar/kelola/bank/?{query}")
            self.assertContains(page, kept.get_absolute_url())
        page = self.client.get("/belajar/kelola/bank/?jenis=essay")
        self.assertNotContains(page, kept.get_absolute_url())
        self.client.force_login(self.joko)
        page = self.client.get("/belajar/kelola/bank/")
        self.assertNotContains(page, kept.get_absolute_url())
        self.assertEqual(self.client.get(kept.get_absolute_url()).status_code, 404)

    def test_a_question_is_tried_as_its_learner_sees_it(self) -> None:
        kept = write_to_bank(self.category, ASKED, by=self.wulan)
        self.client.force_login(self.wulan)
        page = self.client.get(kept.get_absolute_url(), {"coba": "1", "picked": "0"})
        self.assertContains(page, "Jawaban benar")
        self.assertContains(page, 'value="0" id="p-1-0" checked')
