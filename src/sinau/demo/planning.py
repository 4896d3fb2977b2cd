"""How the demo city plans its learning: structure, competencies, needs, two yearly plans."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal

from sinau.demo.city import City, content
from sinau.kernel import clock
from sinau.people.models import CompetencyLevel, Person
from sinau.planning.actions.analyses import Terms, decide_analysis, submit_analysis, take_into_plan
from sinau.planning.actions.assessing import assess
from sinau.planning.actions.competencies import (
    Wanted,
    open_frameworks,
    say_it_teaches,
    set_requirements,
)
from sinau.planning.actions.development import (
    agree,
    goals_from_needs,
    plan_of,
    send_plan,
    write_action,
)
from sinau.planning.actions.items import link_item, spend, write_item
from sinau.planning.actions.needs import confirm_needs, enter_signal, gather_needs, propose_need
from sinau.planning.actions.plans import approve_plan, enforce_plan, submit_plan, write_plan
from sinau.planning.actions.structure import give_seat, write_organ
from sinau.planning.actions.talent import enter_performance
from sinau.planning.actions.themes import write_programme, write_theme
from sinau.planning.models import (
    Action,
    Assessment,
    Competency,
    Need,
    Organ,
    Performance,
    PlanItem,
    Programme,
    Rating,
    Seat,
    Signal,
    Source,
    Standing,
    Teaches,
    Theme,
    YearPlan,
)
from sinau.university.models import Completion, Course, TrainingClass

# What the work of some titles asks beyond their kind.
TITLES = {
    ("pelaksana", "Pengelola Kepegawaian"): {
        "layanan-kepegawaian": 2,
        "pengelolaan-data": 2,
        "ai-memakai": 2,
        "ai-data-pribadi": 2,
    },
    ("pengawas", "Kepala Subbagian Umum dan Kepegawaian"): {
        "layanan-kepegawaian": 3,
        "ai-data-pribadi": 3,
    },
    ("fungsional", "Perencana Ahli Muda"): {"perencanaan-anggaran": 3},
    ("fungsional", "Arsiparis Terampil"): {"pengarsipan": 3},
}
TAUGHT = {
    "dasar-ai-untuk-asn": ("ai-mengenal", 2),
    "data-pribadi-dan-ai": ("ai-data-pribadi", 2),
    "menulis-perintah-yang-baik": ("ai-memakai", 2),
}
SARI = {
    "layanan-kepegawaian": 1,
    "pengelolaan-data": 1,
    "ai-data-pribadi": 1,
    "pelayanan-publik": 1,
}


def seed(city: City) -> None:
    """Structure and themes first, then what people are able to do, what they need, and the plans."""
    dice = random.Random(38_2017)  # noqa: S311  the same city every time
    wulan = city.cast["wulan"]
    with clock.freeze(city.days_ago(200)):
        open_frameworks(by=wulan)
        wanted = [
            Wanted(competency_id=_of(key).pk, job_kind=kind, job_title=title, level=level)
            for (kind, title), levels in TITLES.items()
            for key, level in levels.items()
        ]
        set_requirements(wanted, basis="Contoh penetapan kota", by=wulan)
    with clock.freeze(city.days_ago(190)):
        organs = _structure(city)
        programmes = _programmes(city, organs)
    _teach(city)
    _assess(city, dice)
    _rate(city, dice)
    _signals(city)
    _needs(city)
    _plans(city, programmes)
    _development(city)


def _of(key: str) -> Competency:
    return Competency.objects.get(key=key)


def _structure(city: City) -> dict[str, Organ]:
    organs: dict[str, Organ] = {}
    for at, row in enumerate(content("planning.toml")["organ"], start=1):
        organ = Organ(
            kind=row["kind"],
            name=row["name"],
            mandate=row["mandate"],
            agency=city.agencies[row["agency"]],
            parent=organs.get(row.get("parent", "")),
            position=at,
            basis="Contoh keputusan wali kota",
        )
        organs[row["key"]] = write_organ(organ, by=city.cast["wulan"])
        for who, title, rank in row["seats"]:
            begun = city.today - timedelta(days=190)
            seat = Seat(
                organ=organ, person=city.person(who), title=title, rank=rank, starts_on=begun
            )
            give_seat(seat, by=city.cast["wulan"])
    return organs


def _programmes(city: City, organs: dict[str, Organ]) -> dict[str, Programme]:
    rows, wulan = content("planning.toml"), city.cast["wulan"]
    themes: dict[str, Theme] = {}
    for at, row in enumerate(rows["theme"], start=1):
        said = {key: row[key] for key in ("title", "goal", "source")}
        theme = Theme(**said, starts_year=2025, ends_year=2029, position=at)
        themes[row["key"]] = write_theme(theme, by=wulan)
    found: dict[str, Programme] = {}
    for row in rows["programme"]:
        programme = Programme(
            theme=themes[row["theme"]],
            academy=organs[row["academy"]],
            **{key: row[key] for key in ("title", "aim", "target")},
        )
        ways = {_of(key): level for key, level in row["leads_to"].items()}
        found[row["key"]] = write_programme(programme, ways, by=wulan)
    return found


def _teach(city: City) -> None:
    with clock.freeze(city.days_ago(150)):
        for slug, (key, level) in TAUGHT.items():
            course = Course.objects.filter(slug=slug).first()
            if course:
                say_it_teaches(_of(key), course, level=level, by=city.cast["wulan"])
        for words, key, level in (
            ("LAGA TARUNG", "layanan-kepegawaian", 2),
            ("Merancang", "ai-risiko-etika", 3),
        ):
            held = TrainingClass.objects.filter(title__contains=words).first()
            if held:
                say_it_teaches(_of(key), held, level=level, by=city.cast["wulan"])


def _assess(city: City, dice: random.Random) -> None:
    """What the office found, what supervisors say, what was learnt; in bulk, without a fact each."""
    found = {
        (row.person_id, row.competency): row.level
        for row in CompetencyLevel.objects.order_by("assessed_on")
    }
    evidence = _evidence()
    rows: list[Assessment] = []
    standings = list(
        Standing.objects.select_related("person__agency", "competency").order_by("person", "pk")
    )
    sari = city.cast["sari"]
    for standing in standings:
        person, key = standing.person, standing.competency.key
        if not person.agency or not person.agency.path.startswith(
            tuple(city.agencies[code].path for code in ("dinkes", "bkpsdm", "diskominfosan"))
        ):
            continue
        level, source, words = _found(standing, found, dice)
        if person == sari:
            if key not in SARI and (sari.pk, standing.competency_id) not in evidence:
                continue
            level, source = SARI.get(key, standing.level or 0), Source.SUPERVISOR
        day = city.days_ago(dice.randint(60, 140))
        if (done := evidence.get((person.pk, standing.competency_id))) and done[0] >= level:
            level, source, words = done[0], Source.EVIDENCE, done[1].title
        rows.append(
            Assessment(
                person=person,
                competency=standing.competency,
                level=level,
                source=source,
                words=words,
                evidence=done[1].evidence if done and source == Source.EVIDENCE else "",
                assessed_by=person.supervisor if source == Source.SUPERVISOR else None,
                assessed_at=day,
            )
        )
        standing.level, standing.source, standing.assessed_at = level, source, day
    Assessment.objects.bulk_create(rows, batch_size=1000)
    kept = [standing for standing in standings if standing.level is not None]
    Standing.objects.bulk_update(kept, ["level", "source", "assessed_at"], batch_size=1000)
    with clock.freeze(city.days_ago(20)):
        assess(sari, _of("ai-memakai"), level=1, source=Source.SELF, by=sari)


def _found(
    standing: Standing, found: dict[tuple[int, str], int], dice: random.Random
) -> tuple[int, Source, str]:
    known = found.get((standing.person_id, standing.competency.key))
    chance = dice.choice((-1, -1, 0, 0, 0, 0, 1))
    if known is not None:
        return known, Source.CENTRE, "Catatan kepegawaian"
    level = min(4, max(0, standing.required + chance))
    return level, Source.SUPERVISOR, "Dibicarakan dalam dialog kinerja"


def _evidence() -> dict[tuple[int, int], tuple[int, Completion]]:
    """The highest level each person has shown by what they finished."""
    taught = list(Teaches.objects.all())
    shown: dict[tuple[int, int], tuple[int, Completion]] = {}
    for row in taught:
        done = Completion.objects.filter(course=row.course_id, training_class=row.training_class_id)
        for completion in done:
            shown[completion.person_id, row.competency_id] = (row.level, completion)
    return shown


def _rate(city: City, dice: random.Random) -> None:
    weights = (Rating.BELOW, Rating.AS, Rating.AS, Rating.AS, Rating.ABOVE)
    scope = [city.agencies[code].path for code in ("dinkes", "bkpsdm", "diskominfosan")]
    people = [
        person
        for person in Person.objects.serving().select_related("agency").order_by("nip")
        if person.agency and person.agency.path.startswith(tuple(scope))
    ]
    year = city.today.year - 1
    with clock.freeze(city.days_ago(40)):
        # Written by the bulk of the demo, so that not every rating is a fact of its own.
        Performance.objects.bulk_create(
            Performance(
                person=person,
                year=year,
                rating=dice.choice(weights),
                source=f"Dokumen evaluasi kinerja {year}",
                entered_by=city.cast["wulan"],
                entered_at=clock.now(),
            )
            for person in people
            if person not in (city.cast["sari"], city.cast["bayu"])
        )
        enter_performance(
            [
                Performance(
                    person=city.cast[key],
                    year=year,
                    rating=rating,
                    source="Dokumen evaluasi kinerja",
                )
                for key, rating in (("sari", Rating.ABOVE), ("bayu", Rating.AS))
            ],
            by=city.cast["budi"],
        )


def _signals(city: City) -> None:
    for row in content("planning.toml")["signal"]:
        with clock.freeze(city.days_ago(row["days_ago"])):
            enter_signal(
                Signal(
                    kind=row["kind"],
                    agency=city.agencies[row["agency"]],
                    competency=_of(row["competency"]),
                    words=row["words"],
                    source=row["source"],
                    happened_on=clock.today(),
                ),
                by=city.cast["wulan"],
            )


def _needs(city: City) -> None:
    year, cast = city.today.year + 1, city.cast
    dinkes, bkpsdm = city.agencies["dinkes"], city.agencies["bkpsdm"]
    with clock.freeze(city.days_ago(30)):
        mine = propose_need(
            cast["sari"],
            _of("ai-data-pribadi"),
            year=year,
            by=cast["sari"],
            words="Rekap pegawai sering saya olah sendiri; saya ragu data mana yang boleh dipakai.",
        )
        gather_needs(dinkes, year=year, by=cast["budi"])
        gather_needs(bkpsdm, year=year, by=cast["wulan"])
    waiting = Need.objects.filter(year=year, agency__path__startswith=dinkes.path)
    theirs = waiting.exclude(person=cast["budi"]).order_by("-points", "pk")
    with clock.freeze(city.days_ago(18)):
        confirm_needs([mine], by=cast["bayu"])
        left = [need for need in theirs if need.person.supervisor_id != cast["bayu"].pk]
        confirm_needs(left[: len(left) * 3 // 4], by=cast["budi"])
    with clock.freeze(city.days_ago(12)):
        analysis = submit_analysis(dinkes, year=year, by=cast["budi"])
        decide_analysis(
            analysis, accepted=True, words="Lengkap dan dapat direncanakan.", by=cast["wulan"]
        )
    theirs = Need.objects.filter(year=year, agency__path__startswith=bkpsdm.path)
    with clock.freeze(city.days_ago(4)):
        confirm_needs(list(theirs.exclude(person=cast["wulan"])[:12]), by=cast["dewi"])
        if theirs.counted().exists():
            submit_analysis(bkpsdm, year=year, by=cast["wulan"])


def _plans(city: City, programmes: dict[str, Programme]) -> None:
    year, wulan = city.today.year, city.cast["wulan"]
    directions = {
        0: "Mendahulukan layanan kepegawaian dan kecakapan AI dasar.",
        1: "Setiap kegiatan menjawab kebutuhan yang sudah dibenarkan atasan.",
    }
    for at, words in directions.items():
        with clock.freeze(city.days_ago(180 if at == 0 else 25)):
            plan = write_plan(
                YearPlan(year=year + at, words=words, ceiling=150_000_000 * (at + 1)), by=wulan
            )
            items = [
                _item(city, plan, row, programmes)
                for row in content("planning.toml")["item"]
                if row["year"] == at
            ]
        if at == 0:
            _enforce(city, plan, items)
        else:
            with clock.freeze(city.days_ago(8)):
                terms = Terms(month=3, unit_cost=225_000, fund="APBD, BKPSDM")
                take_into_plan(plan, _of("ai-data-pribadi"), None, terms=terms, by=wulan)


def _item(
    city: City, plan: YearPlan, row: dict[str, object], programmes: dict[str, Programme]
) -> tuple[PlanItem, dict[str, object]]:
    said = {
        key: row[key] for key in ("title", "form", "participants", "month", "unit_cost", "fund")
    }
    item = PlanItem(
        plan=plan,
        programme=programmes[str(row["programme"])],
        agency=city.agencies.get(str(row.get("agency", ""))),
        jp=Decimal(str(row["jp"])),
        **said,
    )
    return write_item(item, by=city.cast["wulan"]), row


def _enforce(city: City, plan: YearPlan, items: list[tuple[PlanItem, dict[str, object]]]) -> None:
    wulan = city.cast["wulan"]
    with clock.freeze(city.days_ago(175)):
        submit_plan(plan, by=wulan)
    with clock.freeze(city.days_ago(170)):
        approve_plan(plan, by=city.cast["dewi"])
    with clock.freeze(city.days_ago(169)):
        enforce_plan(plan, by=wulan)
    with clock.freeze(city.days_ago(30)):
        for item, row in items:
            for said in row.get("links", []):  # type: ignore[attr-defined]
                thing = _thing(said)
                if thing:
                    link_item(item, thing, by=wulan)
            for amount, words in row.get("spent", []):  # type: ignore[attr-defined]
                spend(item, amount=amount, words=words, spent_on=clock.today(), by=wulan)


def _thing(said: str) -> Course | TrainingClass | None:
    kind, _colon, key = said.partition(":")
    if kind == "course":
        return Course.objects.filter(slug=key).first()
    return TrainingClass.objects.filter(title__contains="LAGA TARUNG").first()


def _development(city: City) -> None:
    year, sari, bayu = city.today.year + 1, city.cast["sari"], city.cast["bayu"]
    with clock.freeze(city.days_ago(9)):
        for person in (sari, bayu):
            plan = plan_of(person, year)
            goals_from_needs(plan)
            for goal in plan.goals.all()[:2]:
                words = f"Belajar berpasangan: {goal.competency.name}"
                write_action(
                    Action(goal=goal, kind="mentoring", words=words[:200], due_on=goal.due_on)
                )
            plan.refresh_from_db()
            if plan.action_count:
                send_plan(plan, by=person)
    with clock.freeze(city.days_ago(6)):
        agree(plan_of(bayu, year), agreed=True, words="Sepakat.", by=city.cast["budi"])
