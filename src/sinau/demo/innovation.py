"""The ideas of the demo city, each as far as its people have brought it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sinau.demo import gates, together
from sinau.demo.city import City, content
from sinau.demo.risk import Record, reviewer, rows_of
from sinau.innovation.actions import (
    agree_privacy,
    begin_plan,
    change_plan,
    draft_idea,
    end_pilot,
    go_live,
    propose_idea,
    review_use,
    start_pilot,
    support_idea,
)
from sinau.innovation.actions.ideas import Sketch
from sinau.innovation.gate import LIVE, PILOT
from sinau.innovation.models import Idea, Outcome, Plan
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.risk.actions import assess_risk
from sinau.risk.models import Kind, Risk

PLANNED, TRIED = ("plan", "pilot", "live"), ("pilot", "live")
# Who supports what, and why.
SUPPORTS: dict[str, tuple[tuple[str, str], ...]] = {
    "tanya-sinau": (
        ("sari", "Saya menjawab pertanyaan cuti yang sama hampir setiap hari."),
        ("bayu", ""),
        ("wulan", "Petugas kami dapat mengerjakan kasus yang sulit."),
        ("ratna", ""),
        ("budi", ""),
    ),
    "pengingat-jadwal-kontrol": (
        ("sari", "Menelepon satu per satu menghabiskan pagi."),
        ("budi", ""),
        ("puskesmas-jetis", "Asal pesannya tidak menyebut penyakit."),
    ),
    "pengelompok-laporan-jalan": (("dlh", ""), ("satpolpp", "Laporan sering singgah dua kali.")),
    "asisten-syarat-layanan": (("dukcapil", ""), ("sari", "")),
    "pengumuman-bahasa-mudah": (("bayu", "Warga lanjut usia sering bertanya lagi di loket."),),
    "usulan-kebutuhan-pelatihan": (("sari", ""), ("bayu", "")),
}
# What the trials of the live ones measured, and what was learnt.
RESULTS = {
    "tanya-sinau": (
        "63 dari 100 pertanyaan terjawab dengan kutipan dalam satu menit",
        "Pertanyaan tentang pensiun paling sering diteruskan; artikelnya ditulis lebih dulu.",
    ),
    "pengumuman-bahasa-mudah": (
        "14 pertanyaan per pengumuman (hitungan enam pengumuman)",
        "Pemeriksa bahasa Jawa perlu dijadwalkan; dua pengumuman tertunda sehari.",
    ),
}
SURPRISE = "AI-011"


def seed(city: City) -> None:
    """Eight ideas, their plans, their registers, two pilots and two live uses."""
    ideas: dict[str, Idea] = {}
    for row in content("ideas.toml")["idea"]:
        idea = ideas[row["slug"]] = _idea(city, row)
        together.begin(city, row["slug"], ideas)
        if row["stage"] in PLANNED:
            _plan(city, idea, row)
            record = _record(city, idea, row)
            risks = [record.write(risk_row) for risk_row in rows_of(row["slug"])]
            _review(record, risks, row)
            if row["stage"] in TRIED:
                _look_closely(city, idea, row)
                gates.assess(city, idea, row["slug"], days_ago=row["days_ago"] - 9)
                gates.sign(city, idea, PILOT, _signers(city, idea), days_ago=row["days_ago"] - 9)
                _try_out(city, idea, row)
            elif row["slug"] == "asisten-syarat-layanan":
                gates.begin_assessing(city, idea, days_ago=row["days_ago"] - 9)
            if row["stage"] == "live":
                _go_live(city, idea, row, record, risks)
    for idea in ideas.values():
        idea.refresh_from_db()
    together.seed(city, ideas)


def _idea(city: City, row: dict[str, Any]) -> Idea:
    owner = city.cast[row["owner"]]
    lead, *partners = (city.agencies[code] for code in row["agencies"])
    with clock.freeze(city.days_ago(row["days_ago"])):
        idea = draft_idea(
            Sketch(
                title=row["title"],
                problem=row["problem"],
                beneficiaries=row["beneficiaries"],
                summary=row["summary"],
                sectors=row["sectors"],
            ),
            owner=owner,
            agency=lead,
            partners=partners,
            by=owner,
        )
    with clock.freeze(city.days_ago(row["days_ago"] - 1)):
        propose_idea(idea, by=owner)
    for at, (key, reason) in enumerate(SUPPORTS.get(row["slug"], ())):
        with clock.freeze(city.days_ago(max(row["days_ago"] - 2 - at, 1), hour=15)):
            support_idea(idea, reason=reason, by=city.person(key))
    return idea


def _plan(city: City, idea: Idea, row: dict[str, Any]) -> Plan:
    said, benefit = row["plan"], row["plan"]["benefit"]
    values = {
        name: said.get(name, "")
        for name in (
            "purpose",
            "people_affected",
            "data_used",
            "privacy_note",
            "human_role",
            "fallback",
            "fallback_result",
            "schedule",
            "exit",
            "contact",
        )
    }
    days = {
        name: city.today + timedelta(days=said[key])
        for name, key in (("starts_on", "starts_in_days"), ("ends_on", "ends_in_days"))
        if key in said
    }
    if "fallback_tried_days_ago" in said:
        days["fallback_tried_on"] = city.today - timedelta(days=said["fallback_tried_days_ago"])
    with clock.freeze(city.days_ago(row["days_ago"] - 3)):
        plan = begin_plan(idea, by=idea.owner)
        change_plan(
            plan,
            {
                **values,
                **days,
                "personal_data": said["personal_data"],
                "cost": said["cost_rupiah"] or None,
                "benefit_indicator": benefit["indicator"],
                "benefit_baseline": benefit["baseline"],
                "benefit_target": benefit["target"],
            },
            by=idea.owner,
        )
    gates.deepen(city, plan, row["slug"], days_ago=row["days_ago"] - 3)
    if said.get("privacy_note") and row["stage"] in TRIED:
        with clock.freeze(city.days_ago(row["days_ago"] - 6)):
            agree_privacy(plan, by=_other_officer(city, idea), note="Masa simpan sudah jelas.")
    return plan


def _record(city: City, idea: Idea, row: dict[str, Any]) -> Record:
    assert idea.register is not None
    return Record(city=city, register=idea.register, writer=idea.owner, begun=row["days_ago"] - 4)


def _review(record: Record, risks: list[Risk], row: dict[str, Any]) -> None:
    """What is tried out was reviewed whole; of a plan the last risk still waits."""
    reviewed = risks if row["stage"] in TRIED else risks[:-1]
    for risk in reviewed:
        record.review(risk, days_ago=max(row["days_ago"] - 9, 1))


def _try_out(city: City, idea: Idea, row: dict[str, Any]) -> None:
    said = row["plan"]
    starts = city.today + timedelta(days=said["starts_in_days"])
    length = 120 if row["slug"] == "tanya-sinau" else 90
    with clock.freeze(city.days_ago(-said["starts_in_days"], hour=8)):
        start_pilot(
            idea,
            starts_on=starts,
            ends_on=starts + timedelta(days=length),
            by=_head(city, idea),
        )
    for risk in idea.register.risks.filter(code=SURPRISE) if idea.register else ():
        _be_surprised(city, risk)


def _be_surprised(city: City, risk: Risk) -> None:
    """In the trial something went worse than hoped: the gate closes under it."""
    with clock.freeze(city.days_ago(4, hour=16)):
        assess_risk(
            risk,
            Kind.CURRENT,
            likelihood=3,
            impact=4,
            reason="Dua foto pekan ini diolah sebelum diburamkan; petugas baru belum dilatih.",
            by=risk.identified_by,
        )


def _go_live(
    city: City, idea: Idea, row: dict[str, Any], record: Record, risks: list[Risk]
) -> None:
    ended = 80 if row["slug"] == "tanya-sinau" else 60
    for risk, risk_row in zip(risks, rows_of(row["slug"]), strict=True):
        record.measure(risk, risk_row, days_ago=ended + 4)
        record.review(risk, days_ago=ended + 2)
    measured, lesson = RESULTS[row["slug"]]
    pilot = idea.pilots.get()
    with clock.freeze(city.days_ago(ended)):
        end_pilot(pilot, outcome=Outcome.MET, measured=measured, lesson=lesson, by=idea.owner)
    idea.refresh_from_db()
    gates.share_the_work(city, idea, row["agencies"], days_ago=ended - 1)
    gates.examine(city, idea, days_ago=ended - 2)
    gates.sign(city, idea, LIVE, _signers(city, idea), days_ago=ended - 3)
    with clock.freeze(city.days_ago(ended - 5)):
        go_live(idea, by=_head(city, idea))
    with clock.freeze(city.days_ago(10)):
        review_use(idea, note="Keterangan publik masih sama dengan kenyataannya.", by=idea.owner)


def _head(city: City, idea: Idea) -> Person:
    return city.cast["budi" if idea.agency == city.agencies["dinkes"] else "dewi"]


def _look_closely(city: City, idea: Idea, row: dict[str, Any]) -> None:
    """Every box of the taxonomy is answered, and three people of two agencies estimate."""
    other = _other_officer(city, idea)
    there = city.person(row["agencies"][-1], turn=1)
    gates.cover(city, idea, other, days_ago=row["days_ago"] - 9)
    gates.estimate(city, idea, [idea.owner, other, there], days_ago=row["days_ago"] - 9)


def _signers(city: City, idea: Idea) -> dict[str, Person]:
    return {
        "pemilik": idea.owner,
        "risiko": _other_officer(city, idea),
        "pimpinan": _head(city, idea),
    }


def _other_officer(city: City, idea: Idea) -> Person:
    agung = city.cast["agung"]
    return reviewer(city) if idea.owner_id == agung.pk else agung
