"""A file comes in, is read, is confirmed by a person, and can be read to the ayat."""

from __future__ import annotations

from django.core.management import call_command
from django.test import override_settings

from sinau.journal.models import Entry
from sinau.knowledge import actions
from sinau.knowledge.models import Document, Outcome, Passage, Regulation
from sinau.knowledge.refusals import AlreadyHere, AlreadyPublished, NotConfirmed, NotRead
from sinau.knowledge.tests import papers
from sinau.knowledge.tests.stage import KnowledgeTestCase, without_tesseract


@override_settings(
    STORAGES={
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
)
class DocumentTests(KnowledgeTestCase):
    def read(self, data: bytes | None = None) -> Document:
        document = self.received(data)
        assert document.reading is not None
        actions.read_document(document.reading)
        document.refresh_from_db()
        return document

    def outcome(self, document: Document) -> str:
        assert document.reading is not None
        return document.reading.outcome


class ReceiveDocumentTests(DocumentTests):
    def post(self, data: bytes | None = None, name: str = "perwali.pdf") -> int:
        form = {"agency": self.agencies["kota"].pk, "audience": "city"}
        answer = self.client.post(
            "/pengetahuan/peraturan/baru/", {**form, "file": self.upload(data, name)}
        )
        return answer.status_code

    def test_it_is_kept_and_waits_to_be_read(self) -> None:
        self.client.force_login(self.ratna)
        self.assertEqual(self.post(), 302)
        document = Document.objects.get()
        self.assertEqual(self.outcome(document), Outcome.WAITING)
        self.assertContains(self.client.get(document.get_absolute_url()), "menunggu dibaca")

    def test_the_same_file_again_is_refused(self) -> None:
        data = papers.pdf(papers.PERWALI)
        self.received(data)
        with self.assertRaises(AlreadyHere):
            self.received(data)

    def test_a_name_with_a_path_is_only_a_name(self) -> None:
        document = actions.receive_document(
            self.upload(),
            name="../../etc/passwd.pdf",
            agency=self.dinkes,
            audience="city",
            by=self.ratna,
        )
        self.assertEqual(document.name, "passwd.pdf")
        self.assertNotIn("passwd", str(document.file.name))

    @override_settings(UPLOAD_MAX_BYTES=1024)
    def test_a_file_beyond_the_limit_is_refused_at_the_door(self) -> None:
        self.client.force_login(self.ratna)
        self.assertEqual(self.post(), 422)
        self.assertFalse(Document.objects.exists())

    def test_only_curators_and_officers_hand_files_in_and_for_their_own_agencies(self) -> None:
        """P-KNO-8"""
        for person in (self.sari, self.budi, self.tri):
            self.client.force_login(person)
            self.assertEqual(self.client.get("/pengetahuan/peraturan/baru/").status_code, 404)
        self.client.force_login(self.joko)
        self.assertEqual(self.client.get("/pengetahuan/peraturan/baru/").status_code, 200)
        self.assertEqual(self.post(), 422)
        self.assertFalse(Document.objects.exists())

    def test_another_agency_does_not_see_the_document_nor_its_file(self) -> None:
        """P-KNO-9"""
        document = self.read()
        for person, seen in (
            (self.ratna, 200),
            (self.wulan, 200),
            (self.joko, 404),
            (self.sari, 404),
        ):
            self.client.force_login(person)
            for path in ("", "berkas/"):
                answer = self.client.get(f"{document.get_absolute_url()}{path}")
                self.assertEqual(answer.status_code, seen, (person, path))
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get("/pengetahuan/kurasi/"), document.name)


class ReadDocumentTests(DocumentTests):
    def test_it_reports_what_was_found(self) -> None:
        document = self.read()
        self.assertEqual(self.outcome(document), Outcome.READ)
        self.client.force_login(self.ratna)
        page = self.client.get(document.get_absolute_url())
        self.assertContains(page, "5 Pasal")
        self.assertContains(page, "Keyakinan tinggi")
        self.assertContains(page, "Perwali Yogyakarta 12/2024")

    def test_a_scan_is_kept_in_a_queue_that_says_so(self) -> None:
        with without_tesseract():
            document = self.read(papers.pdf("", ""))
        self.assertEqual(self.outcome(document), Outcome.NEEDS_OCR)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get("/pengetahuan/kurasi/"), "Perlu OCR")

    def test_what_cannot_be_read_says_why(self) -> None:
        document = self.read(b"%PDF-1.4 rusak sama sekali")
        self.assertEqual(self.outcome(document), Outcome.FAILED)
        self.client.force_login(self.ratna)
        self.assertContains(self.client.get(document.get_absolute_url()), "rusak dan tidak dapat")

    def test_a_reading_that_is_over_is_not_done_again(self) -> None:
        document = self.read()
        assert document.reading is not None
        actions.read_document(document.reading)
        self.assertEqual(Entry.objects.filter(kind="knowledge.document.read").count(), 1)

    def test_it_can_be_asked_for_again_and_put_aside(self) -> None:
        with without_tesseract():
            document = self.read(papers.pdf("", ""))
        self.client.force_login(self.ratna)
        self.client.post(f"{document.get_absolute_url()}pembacaan/")
        self.assertEqual(document.readings.count(), 2)
        self.client.post(
            f"{document.get_absolute_url()}kesampingkan/", {"reason": "Ada yang baru."}
        )
        self.assertFalse(Document.objects.waiting().exists())
        self.client.force_login(self.joko)
        for path in ("pembacaan/", "kesampingkan/"):
            answer = self.client.post(f"{document.get_absolute_url()}{path}", {"reason": "x"})
            self.assertEqual(answer.status_code, 404)


class PublishRegulationTests(DocumentTests):
    def form(self) -> dict[str, str]:
        return {
            "kind": "Peraturan Wali Kota",
            "number": "12",
            "year": "2024",
            "title": "Pengelolaan Arsip Dinamis",
            "short_title": "Perwali 12/2024",
            "issuer": "",
            "status": "in_force",
            "notice": "",
            "is_confirmed": "on",
            "agency": str(self.agencies["kota"].pk),
            "audience": "city",
        }

    def test_a_person_confirms_and_everybody_can_read_and_cite(self) -> None:
        document = self.read()
        self.client.force_login(self.ratna)
        answer = self.client.post(document.get_absolute_url(), self.form())
        self.assertRedirects(answer, "/pengetahuan/peraturan/perwali-12-2024/")
        regulation = Regulation.objects.get()
        self.assertEqual((regulation.pasal_count, regulation.published_by), (5, self.ratna))
        passage = Passage.objects.get(anchor="pasal-2-ayat-1")
        self.assertEqual(passage.citation(), "Perwali 12/2024 Pasal 2 ayat (1)")
        self.assertEqual(
            passage.get_absolute_url(),
            "/pengetahuan/peraturan/perwali-12-2024/#pasal-2-ayat-1",
        )
        self.assertEqual(Entry.objects.filter(kind="knowledge.regulation.published").count(), 1)
        self.client.force_login(self.joko)
        page = self.client.get(regulation.get_absolute_url())
        self.assertContains(page, 'id="pasal-2-ayat-1"')
        self.assertEqual(
            self.client.get(f"{regulation.get_absolute_url()}berkas/").status_code, 200
        )

    def test_a_second_time_is_refused(self) -> None:
        document = self.read()
        actions.publish_regulation(document, self.details(), by=self.ratna)
        with self.assertRaises(AlreadyPublished):
            actions.publish_regulation(document, self.details(short_title="PP 1/2"), by=self.ratna)

    def test_what_was_not_read_is_not_published(self) -> None:
        with self.assertRaises(NotRead):
            actions.publish_regulation(self.received(), self.details(), by=self.ratna)

    def test_another_agency_cannot_publish_it(self) -> None:
        """P-KNO-9"""
        document = self.read()
        self.client.force_login(self.joko)
        self.assertEqual(
            self.client.post(document.get_absolute_url(), self.form()).status_code, 404
        )
        self.assertFalse(Regulation.objects.exists())

    def test_what_nobody_compared_with_the_paper_is_not_published(self) -> None:
        document = self.read()
        self.client.force_login(self.ratna)
        page = self.client.get(document.get_absolute_url())
        self.assertContains(page, 'value="2024-05-02"')
        unsure = {key: value for key, value in self.form().items() if key != "is_confirmed"}
        answer = self.client.post(document.get_absolute_url(), unsure)
        self.assertContains(answer, "baru kemudian dapat dikutip", status_code=422)
        with self.assertRaises(NotConfirmed):
            details = self.details(is_confirmed=False)
            actions.publish_regulation(document, details, by=self.ratna)
        self.assertFalse(Regulation.objects.exists())

    def test_who_confirmed_it_and_when_is_kept_and_shown(self) -> None:
        document = self.read()
        self.client.force_login(self.ratna)
        self.client.post(document.get_absolute_url(), {**self.form(), "effective_on": "2024-05-02"})
        regulation = Regulation.objects.get()
        self.assertEqual(regulation.confirmed_by, self.ratna)
        self.assertEqual(str(regulation.effective_on), "2024-05-02")
        page = self.client.get(regulation.get_absolute_url())
        self.assertContains(page, "Dicocokkan dengan naskah oleh")

    def test_a_missing_title_is_asked_for(self) -> None:
        document = self.read()
        self.client.force_login(self.ratna)
        answer = self.client.post(document.get_absolute_url(), {**self.form(), "title": ""})
        self.assertEqual(answer.status_code, 422)
        self.assertFalse(Regulation.objects.exists())


class ImportCommandTests(DocumentTests):
    def test_it_prints_a_report_and_publishes_what_is_certain(self) -> None:
        from io import StringIO
        from pathlib import Path
        from tempfile import TemporaryDirectory

        said = StringIO()
        with TemporaryDirectory() as folder:
            good, scan = Path(folder) / "perwali.pdf", Path(folder) / "pindaian.pdf"
            good.write_bytes(papers.pdf(papers.PERWALI))
            scan.write_bytes(papers.pdf("", ""))
            files = [str(good), str(scan)]
            with without_tesseract():
                call_command("import_regulation", *files, stdout=said)
                self.assertFalse(Document.objects.exists())
                call_command(
                    "import_regulation", *files, "--publish", "--by", self.ratna.nip, stdout=said
                )
        self.assertIn("Perwali Yogyakarta 12/2024", said.getvalue())
        self.assertIn("PERLU OCR", said.getvalue())
        self.assertEqual(Document.objects.count(), 2)
        self.assertEqual(Regulation.objects.get().short_title, "Perwali Yogyakarta 12/2024")
