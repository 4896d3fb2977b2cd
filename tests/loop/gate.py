"""Step 7: an idea of one agency is refused with every reason; cured, its pilot starts."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from sinau.innovation.actions import agree_privacy, change_plan
from sinau.innovation.gate import PILOT
from sinau.innovation.models import Idea, Plan
from sinau.innovation.testing import look_closely, mild_answers
from sinau.innovation.tests.stage import FULL, SKETCH, assess_impact, sign_all
from sinau.kernel.clock import today
from sinau.people.cast import CAST
from sinau.people.models import Person
from sinau.risk.actions import assess_risk, identify_risk, plan_action, review_risk, treat_risk
from sinau.risk.actions.risks import Statement
from sinau.risk.models import Kind, Register, Risk, Verdict
from tests.loop.walk import Walk

TITLE = "Pengingat imunisasi anak"


def is_written_and_proposed(walk: Walk) -> str:
    """Bayu writes the idea down for his agency alone. Gives its address."""
    walk.come_in("bayu", "/inovasi/")
    walk.follow("Tulis gagasan")
    walk.at("^/inovasi/baru/$")
    walk.fill("Judul", TITLE)
    walk.fill("Masalah", SKETCH.problem)
    walk.fill("Siapa yang terbantu", SKETCH.beneficiaries)
    walk.fill("Ringkasan gagasan", SKETCH.summary)
    walk.press("Simpan draf")
    walk.at(r"^/inovasi/\d+/pengajuan/$", inside=True)
    walk.press("Ajukan")
    walk.at(r"^/inovasi/\d+/$")
    idea = walk.path
    walk.press("Mulai rencana")
    walk.at(r"^/inovasi/\d+/rencana/$", inside=True)
    return idea


def refuses_with_every_reason(walk: Walk, idea: str) -> None:
    """Budi looks at the gate, presses nevertheless, and is told all that is missing."""
    walk.come_in("budi", f"{idea}gerbang/")
    walk.mark_inside()
    reasons = walk.here.locator(".tasks li li").all_inner_texts()
    assert len(reasons) > 5, reasons
    assert any("Baru 1 perangkat daerah yang ikut" in reason for reason in reasons)
    walk.follow("Mulai uji coba")
    walk.at(f"^{idea}uji-coba/$", inside=True)
    _name_the_days(walk)
    with walk.refusal():
        walk.press("Mulai uji coba")
        expect(walk.here.locator(".error-page__reasons li")).to_have_text(reasons)
        walk.look()


def is_met(walk: Walk, idea: str) -> None:
    """A second agency, a plan, risks that are treated and reviewed; the gate says so itself."""
    stored = Idea.objects.get(pk=int(idea.split("/")[-2]))
    walk.come_in("bayu", f"{idea}perangkat-daerah/")
    walk.choose("Perangkat daerah lain yang ikut", "Dinas Komunikasi, Informatika, dan Persandian")
    walk.press("Simpan")
    walk.at(f"^{idea}$")
    _the_plan_is_written(stored)
    stored.refresh_from_db()
    assert stored.register is not None
    for number in (1, 2):
        _a_controlled_risk(stored.register, f"Pesan {number} terkirim kepada orang yang salah")
    risk = _is_noted_by_hand(walk, stored.register)
    _under_control(risk)
    walk.come_in("agung", risk.get_absolute_url())
    walk.mark_inside()
    walk.follow("Tinjau")
    walk.at(rf"^/risiko/{risk.pk}/tinjauan/$", inside=True)
    walk.pick("Setuju")
    walk.press("Simpan tinjauan")
    walk.at(rf"^/risiko/{risk.pk}/$")
    walk.sees(re.compile("Agung Wibowo setuju"))
    _is_looked_at_closely(stored)


def starts_the_pilot(walk: Walk, idea: str) -> None:
    """The gate is open, Budi starts, and the city may read about it the same hour."""
    walk.come_in("budi", f"{idea}gerbang/")
    expect(walk.here.locator(".tasks .status--bad")).to_have_count(0)
    walk.follow("Mulai uji coba")
    walk.at(f"^{idea}uji-coba/$")
    _name_the_days(walk)
    walk.press("Mulai uji coba")
    walk.at(r"^/inovasi/uji-coba/\d+/$", inside=True)
    walk.sees("Uji coba telah dimulai")


def is_in_the_public_register(walk: Walk) -> None:
    """Without signing in: our own answer desk first, the new pilot with it."""
    walk.come_as_a_stranger()
    walk.go("/inovasi/daftar-ai/")
    titles = walk.here.locator(".card__title")
    expect(titles.first).to_contain_text("Tanya Sinau")
    walk.follow(TITLE)
    walk.at(r"^/inovasi/daftar-ai/[\w-]+/$")
    # What it is for and whom to ask stand there from the first day; the rest waits for a head.
    walk.sees(FULL["purpose"])
    walk.sees(FULL["contact"])


def _name_the_days(walk: Walk) -> None:
    walk.fill("Mulai", today().isoformat())
    walk.fill("Selesai", (today() + timedelta(days=90)).isoformat())


def _the_plan_is_written(idea: Idea) -> None:
    plan = Plan.objects.get(idea=idea)
    days = {"starts_on": today(), "ends_on": today() + timedelta(days=90)}
    change_plan(plan, {**FULL, **days}, by=_person("bayu"))
    agree_privacy(plan, by=_person("agung"))


def _is_looked_at_closely(idea: Idea) -> None:
    """Every box is answered, three people of two agencies estimated, impact assessed, seats signed."""
    assert idea.register is not None
    bayu, sari, agung = _person("bayu"), _person("sari"), _person("agung")
    risks = list(Risk.objects.filter(register=idea.register))
    look_closely(idea.register, risks, [bayu, sari, agung], agung)
    assess_impact(Plan.objects.get(idea=idea), mild_answers(), by=bayu)
    idea.refresh_from_db()
    sign_all(idea, PILOT, pemilik=bayu, risiko=agung)


def _is_noted_by_hand(walk: Walk, register: Register) -> Risk:
    walk.go(register.get_absolute_url())
    walk.mark_inside()
    walk.follow("Catat risiko")
    walk.at(rf"^/risiko/register/{register.pk}/risiko-baru/$", inside=True)
    event = "Pesan membuka keadaan kesehatan anak kepada orang lain"
    walk.fill("Kejadian", event)
    walk.fill("Penyebab", "Nomor telepon keluarga dipakai bersama.")
    walk.fill("Akibat", "Keluarga malu dan tidak datang lagi.")
    walk.here.get_by_label("Kategori").select_option(index=1)
    for question in ("likelihood", "impact"):
        walk.here.locator(f"input[name={question}][value='4']").check()
    walk.press("Simpan risiko")
    walk.at(r"^/risiko/\d+/$", inside=True)
    walk.sees(event)
    return Risk.objects.get(register=register, event=event)


def _a_controlled_risk(register: Register, event: str) -> None:
    said = Statement(event=event, cause="Sebab", impact_text="Akibat", category="Layanan SPBE")
    bayu = _person("bayu")
    risk = identify_risk(register, said, likelihood=4, impact=4, by=bayu)
    _under_control(risk)
    review_risk(risk, Verdict.AGREED, note="", by=_person("agung"))


def _under_control(risk: Risk) -> None:
    bayu, due = _person("bayu"), today() + timedelta(days=20)
    treat_risk(risk, option="mitigasi", control="Pesan hanya menyebut hari", by=bayu)
    plan_action(risk, text="Uji lima puluh pesan", owner=bayu, due=due, by=bayu)
    assess_risk(risk, Kind.TARGET, likelihood=2, impact=4, reason="Isi pesan diuji", by=bayu)


def _person(key: str) -> Person:
    return Person.objects.get(nip=CAST[key].nip)
