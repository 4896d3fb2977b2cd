"""A team takes an idea to its trial: refused with reasons, mended, signed; the head approves on a phone."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from sinau.innovation import impact
from sinau.innovation.models import Idea, Pilot, Plan, Signature
from sinau.innovation.testing import look_closely, mild_answers
from sinau.kernel.clock import today
from sinau.people.models import Person
from sinau.risk.actions import accept_risk, review_risk
from sinau.risk.models import Risk, Verdict
from tests.loop.city import city, first_morning
from tests.loop.walk import Walk

__all__ = ["city", "first_morning"]

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
IDEA = "Asisten Syarat Layanan Warga"
# With these the impact is moderate, so that the head has to sign.
GIVEN: dict[str, str | list[str]] = {
    "riskProfile1": "item1-3",
    "riskProfile2": "item1-3",
    "riskProfile7": "item1-3",
    "impact3": "item1-4",
    "impact9": "item2-2",
    "impact11": "item2-2",
    "impact24": "item3-3",
    "impact28": "item3-3",
    "aboutDataSource1": "item1-2",
    "aboutDataSource2": "item4-3",
    "aboutDataSource4": "item1-2",
    "aboutDataSource6": "item1-4",
    "aboutDataSource8": "item2-2",
    "consultationDesign7": "item2-0",
    "dataQualityDesign5": "item2-0",
    "fairnessDesign13": "item2-0",
    "fairnessDesign22A": "item2-0",
    "fairnessDesign24": "item2-0",
    "privacyDesign1": "item2-0",
    "privacyDesign2": "item2-0",
    "privacyDesign9": "item2-0",
}


@pytest.fixture(
    params=[(PHONE, True), (DESK, True), (PHONE, False)],
    ids=["phone", "desk", "phone without scripts"],
)
def walk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    city: None,
    live_server: Any,
) -> Iterator[Walk]:
    """Somebody's browser before the door of the city."""
    screen, scripts = request.param
    device = {**browser_context_args, "viewport": screen, "java_script_enabled": scripts}
    walk = Walk(browser, str(live_server.url), device, scripts)
    yield walk
    sys.stderr.write(walk.where())
    walk.leave()


def test_from_a_refusal_to_a_trial(walk: Walk) -> None:
    """The gate says every reason, each is cured where it is named, and the gate opens."""
    idea = Idea.objects.get(title=IDEA)
    answers = mild_answers(**GIVEN)
    assert impact.score(answers).level == 2
    _is_refused(walk, idea)
    _mends_the_plan(walk, idea)
    _answers_about_impact(walk, idea, answers)
    _others_look_at_it(walk, idea)
    for key, seat in (("ratna", "pemilik"), ("agung", "risiko")):
        _signs(walk, idea, key, seat)
    _the_head_approves(walk, idea)
    assert walk.complaints == []


def _is_refused(walk: Walk, idea: Idea) -> None:
    """The head presses at once, and reads every reason."""
    walk.come_in("dewi", idea.get_absolute_url())
    walk.follow("Gerbang")
    walk.at(f"^/inovasi/{idea.pk}/gerbang/$", inside=True)
    walk.sees("Tertutup")
    walk.follow("Mulai uji coba")
    walk.at(f"^/inovasi/{idea.pk}/uji-coba/$")
    with walk.refusal():
        walk.press("Mulai uji coba")
        walk.sees("masih tertutup")
    for words in (
        "subranah risiko AI terjawab",
        "Penilaian dampak belum selesai",
        "dasar pemrosesannya belum dipilih",
        "belum menandatangani",
    ):
        walk.sees(words)
    assert not Pilot.objects.filter(idea=idea).exists()


def _mends_the_plan(walk: Walk, idea: Idea) -> None:
    """Each reason leads to the page where it is cured."""
    walk.come_in("ratna", f"/inovasi/{idea.pk}/gerbang/")
    walk.follow("Data pribadi dipakai, tetapi dasar pemrosesannya belum dipilih.")
    walk.at(f"^/inovasi/{idea.pk}/rencana/data/$", inside=True)
    walk.choose("Dasar pemrosesan data pribadi", "Tugas bagi kepentingan umum atau kewenangan")
    walk.press("Simpan bagian ini")
    walk.at(f"^/inovasi/{idea.pk}/rencana/$", inside=True)
    walk.go(f"/inovasi/{idea.pk}/rencana/tujuan/")
    walk.fill("Cara memberi tahu bahwa AI dipakai", "Kalimat pertama percakapan menyebut mesin.")
    walk.fill("Keadaan terburuk", "Nomor identitas warga terbaca orang lain.")
    walk.press("Simpan bagian ini")
    walk.at(f"^/inovasi/{idea.pk}/rencana/$")


def _answers_about_impact(walk: Walk, idea: Idea, answers: impact.Answers) -> None:
    """Section after section; an answer may lead to another question on the same page."""
    walk.follow(re.compile("Penilaian dampak"))
    walk.at(f"^/inovasi/{idea.pk}/dampak/$", inside=True)
    for section in impact.sections():
        address = f"/inovasi/{idea.pk}/dampak/{section.key}/"
        for _turn in range(3):
            walk.go(address)
            shown = walk.page.locator("main form input[type=radio], main form input[type=checkbox]")
            names = set(shown.evaluate_all("all => all.map(one => one.name)"))
            for code in sorted(names):
                said = answers[code]
                for value in [said] if isinstance(said, str) else said:
                    walk.page.locator(f'input[name="{code}"][value="{value}"]').check()
            walk.press("Simpan dan lanjutkan")
            walk.page.wait_for_load_state()
            if walk.path != address:
                break
    walk.go(f"/inovasi/{idea.pk}/dampak/")
    walk.press("Hitung tingkatnya")
    walk.sees("Tingkat II")
    walk.sees(re.compile(r"\d+ dari 167"))
    walk.sees("Pimpinan perangkat daerah pengampu")


def _others_look_at_it(walk: Walk, idea: Idea) -> None:
    """Who did not write it agrees to the personal data and reviews what still waits."""
    agung = walk.come_in("agung", f"/inovasi/{idea.pk}/data-pribadi/")
    walk.pick("Saya sudah membaca penilaian dampak ini dan menyetujuinya.")
    walk.press("Setujui")
    walk.at(f"^/inovasi/{idea.pk}/rencana/$")
    dewi = Person.objects.get(name="Dewi Anggraini")
    assert idea.register is not None
    risks = list(Risk.objects.open_now().filter(register=idea.register_id))
    people = [idea.owner, agung, dewi]
    look_closely(idea.register, risks, people, agung)
    for risk in risks:
        if risk.standing is not None and risk.standing.is_above and not risk.is_accepted:
            accept_risk(
                risk,
                reason="Ditanggung selama uji coba",
                valid_to=today().replace(year=today().year + 1),
                by=dewi,
            )
        risk.refresh_from_db()
        if risk.review_id is None:
            review_risk(risk, Verdict.AGREED, note="", by=agung)


def _signs(walk: Walk, idea: Idea, key: str, seat: str) -> None:
    walk.come_in(key, f"/inovasi/{idea.pk}/tanda-tangan/")
    walk.follow("Baca dan tandatangani")
    walk.at(f"^/inovasi/{idea.pk}/tanda-tangan/{seat}/$", inside=True)
    walk.sees("Bila alatnya mati")
    walk.pick("Saya sudah membaca rencana, penilaian dampak, dan risikonya.")
    walk.press("Tandatangani")
    walk.at(f"^/inovasi/{idea.pk}/tanda-tangan/$", inside=True)
    assert Signature.objects.filter(idea=idea, seat=seat).exists()


def _the_head_approves(walk: Walk, idea: Idea) -> None:
    """On whatever screen: read, sign, start; the public finds it a moment later."""
    _signs(walk, idea, "dewi", "pimpinan")
    walk.go(f"/inovasi/{idea.pk}/gerbang/")
    expect(walk.here.locator(".status", has_text="Terbuka").first).to_be_visible()
    walk.follow("Mulai uji coba")
    walk.press("Mulai uji coba")
    walk.at(r"^/inovasi/uji-coba/\d+/$", inside=True)
    walk.sees("Berjalan")
    pilot = Pilot.objects.get(idea=idea)
    assert all(finding["met"] for finding in pilot.findings)
    assert Plan.objects.get(idea=idea).assessment.scores.count() == 1
    walk.come_in("joko")
    for path in walk.inside:
        assert walk.answer_to(path)[0] == 404, path
    walk.come_as_a_stranger()
    walk.go(f"/inovasi/daftar-ai/{idea.slug}/")
    walk.sees(IDEA)
