"""How the demo city keeps watch over its risks: people, context, boxes, quarters, incidents."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sinau.demo.city import City, content
from sinau.demo.risk import AGREED, reviewer
from sinau.innovation.models import Idea
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.risk.actions import review_risk
from sinau.risk.actions.contexts import Line, Setting, name_steward, write_context
from sinau.risk.actions.incidents import (
    Inquiry,
    NoticeText,
    Report,
    close_incident,
    report_incident,
    send_notice,
    triage_incident,
    write_notice,
)
from sinau.risk.actions.monitoring import Seen, monitor_risk, quarter_of, sign_form
from sinau.risk.actions.taxonomies import (
    Causes,
    classify_risk,
    confirm_exclusion,
    exclude_box,
    finish_list,
    match_naming,
    name_risk,
)
from sinau.risk.models import Basis, Found, LineKind, Part, Receiver, Register, Risk, Verdict
from sinau.risk.papers.forms import compose

# What the city's officer saw of the city's risks, this quarter.
SEEN = {
    "AI-023": "Empat perangkat daerah sudah menempel daftar alat; dua laporan hampir terjadi.",
    "AI-024": "Dua layanan berganti pemilik dengan serah terima tertulis.",
}
# The risk that waits for its review, so that there is one to look at.
WAITING = "AI-025"


def seed(city: City) -> None:
    """Stewards and context of the city's register, boxes of all risks, a quarter, six incidents."""
    said = content("watching.toml")
    register = Register.objects.get(source="", title="Risiko AI kota")
    _staff(city, register)
    _context(city, register, said["context"])
    _boxes(city, said)
    _quarter(city, register)
    _sign(city, register)
    _lists(city, register, said["naming"])
    for row in sorted(said["incident"], key=lambda row: -row["hours_ago"]):
        _incident(city, register, row)


def _staff(city: City, register: Register) -> None:
    begun = city.today - timedelta(days=170)
    with clock.freeze(city.days_ago(170)):
        for part, key in (
            (Part.OWNER, "dewi"),
            (Part.COORDINATOR, "agung"),
            (Part.MANAGER, "wulan"),
        ):
            name_steward(register, part, city.cast[key], valid_from=begun, by=reviewer(city))


def _context(city: City, register: Register, said: dict[str, Any]) -> None:
    scale = register.framework.scale
    with clock.freeze(city.days_ago(168)):
        write_context(
            register,
            Setting(
                duties=said["duties"],
                functions=said["functions"],
                scope=said["scope"],
                period_from=date(city.today.year, 1, 1),
                period_to=date(city.today.year, 12, 31),
                structure=said["structure"],
                basis=Basis.CHANCE,
                categories=scale.categories,
                areas=scale.areas,
                service_kinds=(),
                review_months=6,
                lines=tuple(
                    Line(kind=LineKind(kind), text=text, detail=detail, target=target)
                    for kind, text, detail, target in said["lines"]
                ),
            ),
            by=city.cast["agung"],
        )


def _boxes(city: City, said: dict[str, Any]) -> None:
    risks = {
        risk.code: risk
        for risk in Risk.objects.filter(code__in=said["boxes"]).select_related(
            "register", "identified_by"
        )
    }
    with clock.freeze(city.days_ago(15)):
        for code, (box, entity, intent, timing) in said["boxes"].items():
            risk = risks[code]
            causes = Causes(entity=entity, intent=intent, timing=timing)
            classify_risk(risk, box, causes, by=risk.identified_by)
    ideas = {idea.slug: idea for idea in Idea.objects.select_related("register", "owner")}
    for slug, reasons in said["reasons"].items():
        idea = ideas[slug]
        if idea.register is None:
            continue
        other = city.cast["wulan" if slug == "tanya-sinau" else "agung"]
        for box, reason in reasons.items():
            with clock.freeze(city.days_ago(14)):
                stated = exclude_box(idea.register, box, reason=reason, by=idea.owner)
            # The last one of the second idea still waits for the other agency.
            if slug == "tanya-sinau" or box != "7.5":
                with clock.freeze(city.days_ago(12)):
                    confirm_exclusion(stated, by=other)


def _quarter(city: City, register: Register) -> None:
    """What was seen, and that the reviewer agrees to it as it stands now."""
    for risk in register.risks.exclude(code=WAITING).select_related(
        "register__framework", "register__keeper", "standing", "inherent", "residual"
    ):
        standing = risk.residual or risk.standing
        assert standing is not None
        with clock.freeze(city.days_ago(20)):
            year, quarter = quarter_of(clock.today())
            seen = Seen(
                year=year,
                quarter=quarter,
                likelihood=standing.likelihood,
                impact=standing.impact,
                description=SEEN[risk.code],
                recommendation="Lanjutkan; periksa lagi triwulan depan.",
            )
            monitor_risk(risk, seen, by=city.cast["wulan"])
        with clock.freeze(city.days_ago(18)):
            review_risk(risk, Verdict.AGREED, note=AGREED, by=reviewer(city))


def _sign(city: City, register: Register) -> None:
    with clock.freeze(city.days_ago(10)):
        year, quarter = quarter_of(clock.today())
        for number in ("1.0", "2.0"):
            form = compose(register, number, year=year, quarter=quarter)
            sign_form(register, number, form.fingerprint, by=city.cast["dewi"])


def _lists(city: City, register: Register, lists: list[dict[str, Any]]) -> None:
    risks = {risk.code: risk for risk in register.risks.all()}
    with clock.freeze(city.days_ago(30)):
        for one in lists:
            person = city.cast[one["agency"]]
            namings = {text: name_risk(register, text, by=person) for text in one["texts"]}
            finish_list(register, by=person)
            for text, code in one["texts"].items():
                if code:
                    match_naming(namings[text], risks[code], by=register.keeper)


def _incident(city: City, register: Register, row: dict[str, Any]) -> None:
    """Told, and mostly looked into by those of the register, who learn from it."""
    risk = (
        Risk.objects.select_related("register__keeper").filter(code=row["code"]).first()
        if "code" in row
        else None
    )
    happened = city.days_ago(0, hour=8) - timedelta(hours=row["hours_ago"])
    about = risk.register if risk else register if row.get("unnamed") else None
    with clock.freeze(happened + timedelta(hours=1)):
        incident = report_incident(
            Report(
                what=row["what"],
                happened_at=happened,
                service=row["service"],
                near_miss=row["near_miss"],
                personal_data=row.get("personal_data", False),
                hides_name=row.get("hides_name", False),
                found=Found(row["found"]),
            ),
            by=city.person(row["reporter"]),
            register=about,
        )
    if about is None:
        return
    handler: Person = about.keeper
    with clock.freeze(happened + timedelta(hours=3)):
        triage_incident(
            incident,
            Inquiry(
                register=about,
                risk=risk,
                is_unnamed=row.get("unnamed", False),
                near_miss=row["near_miss"],
                personal_data=row.get("personal_data", False),
                harm=row["harm"],
                people_harmed=row.get("people_harmed"),
                hours_lost=Decimal(row["hours_lost"]) if "hours_lost" in row else None,
                cause=row["cause"],
                failed_controls=tuple(row.get("failed", ())),
            ),
            by=handler,
        )
    if "notice" in row:
        with clock.freeze(happened + timedelta(hours=26)):
            notice = incident.notices.get(receiver=Receiver.SUBJECT)
            write_notice(notice, NoticeText(**row["notice"]))
            send_notice(notice, channel="Surat kepada tiga orang", by=handler)
    if "lesson" in row:
        with clock.freeze(happened + timedelta(hours=76)):
            close_incident(incident, lesson=row["lesson"], by=handler)
