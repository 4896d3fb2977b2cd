"""A statement as a sentence, whatever was sent."""

from __future__ import annotations

from typing import Any

from django.test import SimpleTestCase
from django.utils import translation

from sinau.records.sentences import duration_in_words, sentence_of, verb_of
from sinau.records.tests.keeping import ADL, COURSE, STRANGER, statement


class SayTests(SimpleTestCase):
    def said(self, *args: Any, **more: Any) -> str:
        return str(sentence_of(statement(*args, **more)))

    def test_it_says_who_did_what_with_which_result_as_part_of_what(self) -> None:
        self.assertEqual(
            self.said(
                result={"score": {"scaled": 0.855}, "success": True, "duration": "PT45M30S"},
                context={
                    "contextActivities": {"parent": [{**COURSE, "id": "https://x.example/p"}]},
                    "instructor": {"name": "Bu Retno", "mbox": "mailto:r@x.example"},
                },
            ),
            "S. Lestari (Moodle) menyelesaikan kursus “Dasar Keamanan Informasi”, nilai 85,5%, lulus, "
            "dalam 45 menit 30 detik, bagian dari kursus “Dasar Keamanan Informasi”, "
            "dibimbing Bu Retno",
        )

    def test_a_question_is_right_and_not_passed(self) -> None:
        question = {"id": "https://x.example/q1", "definition": {"interactionType": "choice"}}
        self.assertEqual(
            self.said(
                STRANGER, f"{ADL}answered", question, result={"success": False, "response": "b"}
            ),
            "Tamu Tujuh menjawab pertanyaan “q1”, belum benar, jawaban: b",
        )

    def test_an_unknown_verb_is_said_as_well_as_can_be(self) -> None:
        for verb, words in (
            ({"id": f"{ADL}completed", "display": {"en": "did"}}, "menyelesaikan"),
            (
                {"id": "https://x.example/v/completed", "display": {"id": "menuntaskan"}},
                "menuntaskan",
            ),
            ({"id": "https://x.example/v/completed", "display": {"en": "done"}}, "menyelesaikan"),
            ({"id": "https://x.example/v/zapped", "display": {"en-US": "zapped it"}}, "zapped it"),
            ({"id": "https://x.example/v/zapped", "display": {"jv": "nyetrum"}}, "nyetrum"),
            ({"id": "https://x.example/v#zapped-at_once"}, "zapped at once"),
            ({}, ""),
        ):
            with self.subTest(str(verb)):
                self.assertEqual(verb_of(verb), words)

    def test_people_without_a_name_are_still_somebody(self) -> None:
        for actor, words in (
            ({"mbox": "mailto:a@b.example"}, "a@b.example"),
            ({"account": {"homePage": "https://m.example/x", "name": "7"}}, "akun 7 di m.example"),
            ({"mbox_sha1sum": "0123456789abcdef"}, "seseorang (01234567…)"),
            ({"openid": "https://id.example/me"}, "https://id.example/me"),
            ({"objectType": "Group", "member": [STRANGER, STRANGER]}, "kelompok 2 orang"),
            ({"objectType": "Group"}, "Seseorang"),
        ):
            with self.subTest(words):
                self.assertTrue(self.said(actor).startswith(f"{words} "))

    def test_durations_are_said_in_words(self) -> None:
        for duration, words in (
            ("PT1H20M", "1 jam 20 menit"),
            ("PT90S", "1 menit 30 detik"),
            ("PT0.4S", ""),
            ("PT5400.25S", "1 jam 30 menit"),
            ("P1DT2H", "1 hari 2 jam"),
            ("P2W", "2 minggu"),
            ("P1Y6M", "1 tahun 6 bulan"),
            ("PT1.2.3S", ""),
            ("dua jam", ""),
            ("", ""),
        ):
            with self.subTest(duration):
                self.assertEqual(duration_in_words(duration), words)

    def test_no_shape_of_data_breaks_it(self) -> None:
        strange: list[Any] = [None, 7, "x", [], {}, [1], {"a": 1}, True, 1e308, "\u202e"]
        for part in ("actor", "verb", "object", "result", "context", "authority"):
            for value in strange:
                with self.subTest(f"{part} {value}"):
                    str(sentence_of({**statement(), part: value}))
        for key in ("score", "success", "duration", "response", "completion"):
            for value in strange:
                str(sentence_of(statement(result={key: value})))
        for key in ("raw", "max", "scaled"):
            for value in strange:
                str(sentence_of(statement(result={"score": {key: value}})))

    def test_what_is_long_is_cut(self) -> None:
        long = {"id": "https://x.example/1", "definition": {"name": {"id": "panjang " * 500}}}
        self.assertLess(len(self.said(thing=long)), 400)

    def test_the_reader_s_language_comes_first(self) -> None:
        with translation.override("en"):
            self.assertIn("Basics of Information Security", self.said())
