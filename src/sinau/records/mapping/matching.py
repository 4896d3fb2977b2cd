"""Does a statement fit a rule, and what learning does it give? Pure functions over plain JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from sinau.records.mapping.rules import Minutes, Repeats, Rule

WIB = timezone(timedelta(hours=7), "WIB")
VERBS = "http://adlnet.gov/expapi/verbs/"
COMPLETED = f"{VERBS}completed"
PASSED = f"{VERBS}passed"
LAUNCHED = f"{VERBS}launched"
MOVE_ON = "https://w3id.org/xapi/cmi5/context/extensions/moveon"
_MOST_JP = Decimal(999)

Json = Mapping[str, Any]


class Miss(StrEnum):
    """Why a statement does not fit a rule, the first reason found."""

    VERB = "verb"
    NOT_AN_ACTIVITY = "not-an-activity"
    GROUP = "group"
    TYPE = "type"
    CATEGORY = "category"
    CLIENT = "client"
    PART = "part"
    COMPLETION = "completion"
    SUCCESS = "success"
    SCORE = "score"
    MOVE_ON = "move-on"
    LENGTH = "length"


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """The learning that a statement speaks of, before anybody asks whose it is."""

    activity: str
    # What makes two statements speak of the same learning: registration, or the year.
    occasion: str
    title: str
    organiser: str
    form: str
    started_on: date
    ended_on: date
    minutes: int
    stated_jp: Decimal | None


def miss(
    statement: Json, rule: Rule, *, client: str = "", others: Iterable[Json] = ()
) -> Miss | None:
    """The first reason why the statement does not fit; None when it does.

    `others` are the statements of the same registration, where the rule needs them.
    """
    if statement["verb"]["id"] not in rule.verbs:
        return Miss.VERB
    thing = statement["object"]
    if thing.get("objectType", "Activity") != "Activity":
        return Miss.NOT_AN_ACTIVITY
    if statement["actor"].get("objectType") == "Group":
        return Miss.GROUP
    if rule.activity_types and thing.get("definition", {}).get("type") not in rule.activity_types:
        return Miss.TYPE
    if rule.categories and not _has_category(statement, rule.categories):
        return Miss.CATEGORY
    if rule.clients and client not in rule.clients:
        return Miss.CLIENT
    if rule.whole_only and related(statement, "parent"):
        return Miss.PART
    return _result_miss(statement, rule, others)


def _result_miss(statement: Json, rule: Rule, others: Iterable[Json]) -> Miss | None:
    result = statement.get("result", {})
    if rule.needs_completion and result.get("completion") is not True:
        return Miss.COMPLETION
    if rule.needs_success and result.get("success") is not True:
        return Miss.SUCCESS
    if rule.min_score is not None:
        score = scaled_score(result)
        if score is None or score < rule.min_score:
            return Miss.SCORE
    others = list(others)
    if rule.follows_move_on and not _moved_on(statement, others):
        return Miss.MOVE_ON
    if rule.needs_length and not _minutes(statement, rule, others):
        return Miss.LENGTH if _stated_jp(statement, rule.jp_extension) is None else None
    return None


def _has_category(statement: Json, wanted: tuple[str, ...]) -> bool:
    said = related(statement, "category")
    return any(
        one == want or (want.endswith("*") and one.startswith(want[:-1]))
        for one in said
        for want in wanted
    )


def related(statement: Json, kind: str) -> list[str]:
    """The ids of context activities of one kind; a single one may stand without a list (1.0.3)."""
    said = statement.get("context", {}).get("contextActivities", {}).get(kind, [])
    activities = said if isinstance(said, list) else [said]
    return [str(activity.get("id", "")) for activity in activities]


def scaled_score(result: Json) -> float | None:
    """The score between -1 and 1, computed from raw, min and max where it is not said."""
    score = result.get("score", {})
    if "scaled" in score:
        return float(score["scaled"])
    raw, least, most = score.get("raw"), score.get("min", 0), score.get("max")
    if raw is None or most is None or most <= least:
        return None
    return float((raw - least) / (most - least))


def _moved_on(statement: Json, others: list[Json]) -> bool:
    """Whether what the launch asked for is reached (cmi5, 10.2.4); without a launch either will do."""
    activity = statement["object"]["id"]
    same = [one for one in [*others, statement] if one["object"].get("id") == activity]
    verbs = {one["verb"]["id"] for one in same}
    asked = next(
        (
            one.get("context", {}).get("extensions", {}).get(MOVE_ON)
            for one in same
            if one["verb"]["id"] == LAUNCHED
        ),
        "CompletedOrPassed",
    )
    needs = {
        "Passed": {PASSED},
        "Completed": {COMPLETED},
        "CompletedAndPassed": {PASSED, COMPLETED},
    }
    return needs.get(str(asked), set()) <= verbs


def learnt(
    statement: Json, rule: Rule, *, client_name: str = "", others: Iterable[Json] = ()
) -> Learnt:
    """The learning of a statement that fits the rule."""
    ended = datetime.fromisoformat(statement["timestamp"].replace("Z", "+00:00"))
    if ended.tzinfo is None:
        ended = ended.replace(tzinfo=UTC)
    minutes = _minutes(statement, rule, others)
    context = statement.get("context", {})
    day = ended.astimezone(WIB).date()
    occasion = str(context.get("registration", "")).lower()
    if rule.repeats == Repeats.YEARLY:
        occasion = f"{occasion} {day.year}".strip()
    return Learnt(
        activity=statement["object"]["id"],
        occasion=occasion,
        title=title_of(statement["object"]),
        organiser=(rule.organiser or context.get("platform") or client_name)[:200],
        form=rule.form,
        started_on=(ended - timedelta(minutes=minutes)).astimezone(WIB).date(),
        ended_on=day,
        minutes=minutes,
        stated_jp=_stated_jp(statement, rule.jp_extension),
    )


def title_of(activity: Json) -> str:
    """The name of an activity: in Indonesian, in English, in any language, or its address."""
    names = activity.get("definition", {}).get("name", {})
    for language in ("id", "id-ID", "en", "en-US", "en-GB"):
        if names.get(language):
            return str(names[language])[:300]
    return str(next(iter(names.values()), "") or activity["id"])[:300]


def _minutes(statement: Json, rule: Rule, others: Iterable[Json]) -> int:
    if rule.minutes_from == Minutes.FIXED:
        return rule.minutes
    if rule.minutes_from == Minutes.REGISTRATION:
        longest: dict[str, int] = {}
        for one in [*others, statement]:
            activity = str(one["object"].get("id", ""))
            longest[activity] = max(longest.get(activity, 0), _lasted(one, rule))
        return sum(longest.values()) or rule.minutes
    return _lasted(statement, rule) or rule.minutes


def _lasted(statement: Json, rule: Rule) -> int:
    minutes = minutes_of(str(statement.get("result", {}).get("duration", "")))
    return min(minutes, rule.most_minutes) if rule.most_minutes else minutes


_DURATION = re.compile(
    r"P(?:(?P<weeks>[\d.]+)W|(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?)"
)
# Years and months of learning are nobody's hours; they are read so that nothing fails on them.
_IN_MINUTES: dict[str, int | Decimal] = {
    "weeks": 10_080,
    "years": 525_600,
    "months": 43_200,
    "days": 1_440,
    "hours": 60,
    "minutes": 1,
    "seconds": Decimal(1) / 60,
}
_MOST_MINUTES = 100_000


def minutes_of(duration: str) -> int:
    """Whole minutes of an ISO 8601 duration, half of one counting as one; 0 when it is none."""
    found = _DURATION.fullmatch(duration.strip().replace(",", "."))
    if found is None:
        return 0
    try:
        total = sum(
            (
                Decimal(number) * _IN_MINUTES[unit]
                for unit, number in found.groupdict().items()
                if number
            ),
            Decimal(0),
        )
    except InvalidOperation:
        return 0
    return min(int(total + Decimal("0.5")), _MOST_MINUTES)


def _stated_jp(statement: Json, extension: str) -> Decimal | None:
    if not extension:
        return None
    places = (
        statement.get("result", {}).get("extensions", {}),
        statement.get("context", {}).get("extensions", {}),
        statement["object"].get("definition", {}).get("extensions", {}),
    )
    said = next((place[extension] for place in places if extension in place), None)
    if isinstance(said, bool) or not isinstance(said, int | float | str):
        return None
    try:
        jp = Decimal(str(said).replace(",", "."))
    except InvalidOperation:
        return None
    return jp.quantize(Decimal("0.01")) if jp.is_finite() and 0 < jp <= _MOST_JP else None
