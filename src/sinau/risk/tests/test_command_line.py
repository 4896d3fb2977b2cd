"""`./sinau risk`: JSON in, JSON out, and a sentence for what cannot be used."""

from __future__ import annotations

import contextlib
import io
import json
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from launcher.places import ROOT
from sinau.risk.commandline import main

FILE: dict[str, Any] = {
    "risks": [
        {
            "id": "a",
            "annual_probability": 0.2,
            "severity_p5": 1e7,
            "severity_p95": 1e9,
            "causes": {"v": 0.5},
            "agency": "X",
        },
        {"id": "b", "chance_p5": 0.02, "chance_p95": 0.4, "severity_p5": 1e6, "severity_p95": 5e8},
        {"id": "c", "rate": {"shape": 2, "rate": 20}, "severity_p5": 1e6, "severity_p95": 1e8},
    ],
    "causes": {"v": {"variance": 1.0}},
    "controls": [{"id": "k", "effect": 0.5, "reliability": 0.9, "risks": ["a", "b"]}],
}


class CommandLineTests(unittest.TestCase):
    def said(self, *words: str, file: Any) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        with TemporaryDirectory() as folder:
            path = Path(folder, "masukan.json")
            path.write_text(file if isinstance(file, str) else json.dumps(file))
            with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
                code = main([*words, str(path)])
        return code, out.getvalue(), err.getvalue()

    def answer(self, *words: str, file: Any) -> Any:
        code, out, err = self.said(*words, file=file)
        self.assertEqual((code, err), (0, ""))
        return json.loads(out)

    def test_drawn_and_exact_say_the_same(self) -> None:
        drawn = self.answer("simulate", "--years", "200000", "--seed", "3", file=FILE)
        exact = self.answer("simulate", "--exact", file=FILE)
        for side in ("inherent", "residual"):
            self.assertEqual(
                set(drawn[side]["quantiles"]), {"0.5", "0.75", "0.9", "0.95", "0.99", "0.999"}
            )
            self.assertAlmostEqual(drawn[side]["p_zero"], exact[side]["p_zero"], delta=0.005)
            self.assertAlmostEqual(drawn[side]["es95"] / exact[side]["es95"], 1, delta=0.04)
        self.assertGreaterEqual(drawn["inherent"]["mean"], drawn["residual"]["mean"])
        for parts in drawn["contributions"].values():
            self.assertAlmostEqual(sum(parts.values()) / drawn["residual"]["es95"], 1, places=5)
        self.assertEqual(set(drawn["contributions"]["risk"]), {"a", "b", "c"})
        self.assertGreater(drawn["peak_mb"], 0)

    def test_the_same_seed_gives_the_same_file(self) -> None:
        one, two = (
            self.answer("simulate", "--years", "20000", "--seed", "9", file=FILE) for _turn in "ab"
        )
        for volatile in ("seconds", "peak_mb"):
            one.pop(volatile), two.pop(volatile)
        self.assertEqual(one, two)

    def test_what_people_say_becomes_a_rate_that_learns(self) -> None:
        found = self.answer(
            "elicit", file={"p5": 0.02, "p95": 0.4, "updates": [{"incidents": 1, "years": 1}]}
        )
        self.assertAlmostEqual(found["p_at_least_one"], 0.1647, places=3)
        self.assertAlmostEqual(sum(found["level_probs"]), 1)
        self.assertGreater(found["updates"][0]["mean_rate"], found["mean_rate"])

    def test_togetherness_of_a_city(self) -> None:
        found = self.answer(
            "multisector",
            file={
                "sectors": {"a": "x", "b": "y", "c": "y"},
                "innovations": {"i": {"a": 1, "b": 3}, "j": {"b": 1}},
            },
        )
        self.assertEqual(found["innovations"]["i"]["n_sectors"], 2)
        self.assertAlmostEqual(found["innovations"]["j"]["effective_agencies"], 1)
        self.assertEqual(found["network"]["isolated"], ["c"])

    def test_answers_become_a_level(self) -> None:
        found = self.answer("aia", file={"answers": {"businessDrivers5": "item1-2"}})
        self.assertEqual((found["raw"], found["raw_most"], found["level"]), (2, 167, 1))

    def test_what_cannot_be_used_is_told_by_name(self) -> None:
        def changed(**said: Any) -> dict[str, Any]:
            return {**FILE, "risks": [{**FILE["risks"][0], **said}]}

        for file, words in (
            ("bukan json", "bukan JSON"),
            ("[1]", "harus berupa objek"),
            ({"risks": []}, "Belum ada risiko"),
            (changed(severity_p5="x"), "severity_p5"),
            (changed(annual_probability=1.5), "Peluang"),
            (changed(causes={"v": 2}), "bobot"),
            (changed(id=None), "id"),
            ({**FILE, "controls": [{"id": "k", "risks": "a"}]}, "daftar id risiko"),
            ({**FILE, "causes": {"v": {"variance": -1}}}, "Ragam"),
        ):
            with self.subTest(words=words):
                code, out, err = self.said("simulate", file=file)
                self.assertEqual((code, out), (1, ""))
                self.assertIn(words, err)
        with contextlib.redirect_stderr(io.StringIO()) as missing:
            self.assertEqual(main(["elicit", "/tidak/ada.json"]), 1)
        self.assertIn("tidak dapat dibaca", missing.getvalue())


@pytest.mark.shared
class ReferenceTests(unittest.TestCase):
    """Against values that others computed, where the workplace has them beside the checkout."""

    DATA = ROOT.parent / "shared" / "data" / "risk"

    def setUp(self) -> None:
        if not self.DATA.is_dir():
            self.skipTest("the reference data is not on this machine")

    def test_every_answer_set_has_the_level_of_the_original(self) -> None:
        from sinau.risk.commandline import QUESTIONS
        from sinau.risk.engine.impact import Questionnaire

        asked = Questionnaire.read(QUESTIONS.read_text())
        for case in json.loads((self.DATA / "aia" / "oracle-396.json").read_text()):
            found, expected = asked.score(case["answers"]), case["expected"]
            with self.subTest(case=case["id"]):
                self.assertEqual({name: getattr(found, name) for name in expected}, expected)

    def test_every_closed_form_is_exact(self) -> None:
        from sinau.risk.engine import Loss, Rate
        from sinau.risk.engine.judging import brier, cooke_calibration
        from sinau.risk.engine.severity import single_quantile, single_shortfall

        data = json.loads((self.DATA / "analytic" / "closed-form-vectors.json").read_text())
        pairs: list[tuple[float, float]] = []
        for case in data["elicit_gamma"]:
            rate = Rate.from_chances(case["p5"], case["p95"])
            for at, said in (
                (rate, case),
                *((rate.after(u["incidents"], u["years"]), u) for u in case["updates"]),
            ):
                pairs += [
                    (at.shape, said["shape"]),
                    (at.rate, said["rate"]),
                    (at.mean, said["mean_rate"]),
                    (at.p_at_least_one, said["p_at_least_one"]),
                    *zip(at.level_probabilities(), said["level_probs"], strict=True),
                ]
        for case in data["severity_lognormal"]:
            loss = Loss.from_range(case["p5"], case["p95"])
            for name in ("mu", "sigma", "mean", "second_moment", "median"):
                pairs.append((getattr(loss, name), case[name]))
        for case in data["bernoulli_lognormal"]:
            loss = Loss(case["mu"], case["sigma"])
            pairs.append((single_quantile(case["p"], loss, case["q"]), case["var"]))
            pairs.append((single_shortfall(case["p"], loss, case["q"]), case["es"]))
        said = data["brier"]
        found = brier(said["forecast"], said["outcome"])
        pairs += [(found.score, said["brier"]), (found.resolution, said["resolution"])]
        for case in data["cooke_calibration"]:
            pairs.append((cooke_calibration(case["counts_in_bins"]), case["score"]))
        for found_value, expected in pairs:
            self.assertAlmostEqual(found_value, expected, delta=1e-9 * max(1e-3, abs(expected)))
