"""Two systems outside that send what the people of the demo city learn there."""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sinau.demo.city import City
from sinau.demo.stored import backdate
from sinau.kernel import clock
from sinau.people.models import Person
from sinau.records.callers import Caller, caller_for
from sinau.records.clients import create_client
from sinau.records.identities import recognise
from sinau.records.models import Client, Refusal, Scope
from sinau.records.storing import store
from sinau.records.xapi.reading import read_statements
from sinau.records.xapi.versions import Version

ADL = "http://adlnet.gov/expapi/"
MOODLE = "https://moodle.bpsdm.example"
H5P = "https://h5p.diskominfosan.example"
LIBRARY = "http://h5p.org/libraries/H5P.InteractiveVideo-1.26"
DAYS = 36

# Names, minutes and least score; plausible and made up.
COURSES = (
    ("Dasar Keamanan Informasi bagi ASN", 270, 70),
    ("Menulis Naskah Dinas yang Terbaca", 180, 75),
    ("Pelayanan Publik yang Ramah Disabilitas", 225, 70),
    ("Statistik Dasar untuk Perencana", 360, 65),
)
VIDEOS = (
    ("Mengenali surel tipuan", 9),
    ("Memakai tanda tangan elektronik", 12),
    ("Menjawab keluhan di loket", 7),
)
Said = tuple[datetime, dict[str, Any]]


def seed(city: City) -> None:
    """A Moodle and an H5P site are connected, and their statements of the last weeks have come."""
    dice = random.Random(101)  # noqa: S311
    moodle = _connect(
        city,
        "Moodle BPSDM provinsi (contoh)",
        "Dikelola BPSDM provinsi; kursus daring untuk semua kota",
        [Scope.STATEMENTS_WRITE],
        days=58,
    )
    h5p = _connect(
        city,
        "Video interaktif Diskominfosan (contoh)",
        "Situs H5P; penanggung jawab Agung Wibowo",
        [Scope.STATEMENTS_WRITE, Scope.STATEMENTS_READ_MINE, Scope.STATE],
        days=41,
        origins=[H5P],
    )
    learners = _learners(city)
    _send(list(_courses(city, dice, learners)), caller_for(moodle))
    _send(list(_videos(city, dice, learners)), caller_for(h5p))
    _refusals(city, h5p)
    Client.objects.update(last_used_at=clock.now() - timedelta(minutes=20))


def _connect(
    city: City,
    name: str,
    note: str,
    scopes: list[Scope],
    *,
    days: int,
    origins: list[str] | None = None,
) -> Client:
    with clock.freeze(city.days_ago(days, hour=10)):
        return create_client(name, scopes, city.cast["wulan"], note=note, origins=origins or [])[0]


def _learners(city: City) -> list[tuple[Person | None, dict[str, Any]]]:
    """The cast by their office address, some colleagues by an account that an officer named, a guest."""
    learners: list[tuple[Person | None, dict[str, Any]]] = [
        (city.cast[key], {"mbox": f"mailto:{city.cast[key].email}", "name": city.cast[key].name})
        for key in ("sari", "bayu", "ratna", "joko")
    ]
    with clock.freeze(city.days_ago(40, hour=14)):
        for number, code in enumerate(("dinkes", "bkpsdm", "dishub", "diskominfosan")):
            person = city.person(code, turn=3)
            account = {"homePage": MOODLE, "name": f"peserta-{1042 + 7 * number}"}
            recognise(f"account:{MOODLE}|{account['name']}", person, by=city.cast["wulan"])
            learners.append((person, {"account": account, "name": person.name}))
    guest = {"account": {"homePage": MOODLE, "name": "peserta-2210"}, "name": "Peserta tamu"}
    return [*learners, (None, guest)]


def _courses(
    city: City, dice: random.Random, learners: list[tuple[Person | None, dict[str, Any]]]
) -> Iterator[Said]:
    """Each begins a course, does its quiz some days later, and mostly completes it."""
    for turn, (_person, actor) in enumerate(learners):
        for name, minutes, least in dice.sample(COURSES, 2 if turn % 3 else 1):
            registration = str(uuid.UUID(int=dice.getrandbits(128), version=4))
            context = {"registration": registration, "platform": "Moodle"}
            course = _activity(
                f"{MOODLE}/course/{COURSES.index((name, minutes, least)) + 11}", "course", name
            )
            begun = _moment(city, dice.randint(5, DAYS), dice)
            quizzed = begun + timedelta(days=dice.randint(1, 4), minutes=dice.randint(5, 200))
            score = dice.randint(least - 12, 98)
            passed = score >= least
            quiz = _activity(f"{course['id']}/kuis", "assessment", f"Kuis {name}")
            part = {**context, "contextActivities": {"parent": [course]}}
            yield begun, _said(actor, "initialized", course, context=context)
            result = {"score": {"raw": score, "max": 100, "scaled": score / 100}, "success": passed}
            verb = "passed" if passed else "failed"
            yield quizzed, _said(actor, verb, quiz, result=result, context=part)
            if passed:
                ended = quizzed + timedelta(minutes=dice.randint(4, 90))
                result = {"completion": True, "duration": f"PT{minutes}M", **result}
                yield ended, _said(actor, "completed", course, result=result, context=context)


def _videos(
    city: City, dice: random.Random, learners: list[tuple[Person | None, dict[str, Any]]]
) -> Iterator[Said]:
    """Short interactive videos, watched between two meetings."""
    for _turn in range(18):
        _person, actor = dice.choice(learners[:4])
        name, minutes = dice.choice(VIDEOS)
        video = _activity(f"{H5P}/v/{VIDEOS.index((name, minutes)) + 1}", "media", name)
        at = _moment(city, dice.randint(0, DAYS - 8), dice)
        is_right = dice.random() > 0.3
        question = _activity(f"{video['id']}#tanya-1", "cmi.interaction", "Apa langkah pertama?")
        parent = {"contextActivities": {"parent": [video]}}
        answer = {"success": is_right, "response": dice.choice("abcd"), "duration": "PT18S"}
        yield at, _said(actor, "answered", question, result=answer, context=parent)
        result = {"completion": True, "duration": f"PT{minutes}M{dice.randint(1, 59)}S"}
        context = {"contextActivities": {"category": [{"id": LIBRARY}]}}
        yield (
            at + timedelta(minutes=minutes),
            _said(actor, "completed", video, result=result, context=context),
        )


def _activity(iri: str, kind: str, name: str) -> dict[str, Any]:
    return {"id": iri, "definition": {"name": {"id": name}, "type": f"{ADL}activities/{kind}"}}


def _said(actor: dict[str, Any], verb: str, thing: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"actor": actor, "verb": {"id": f"{ADL}verbs/{verb}"}, "object": thing, **more}


def _moment(city: City, days: int, dice: random.Random) -> datetime:
    at = city.days_ago(days, hour=dice.randint(8, 15), minute=dice.randint(0, 59))
    return min(at, clock.now() - timedelta(minutes=dice.randint(25, 55)))


def _send(said: list[Said], caller: Caller) -> None:
    """The statements are stored, as if each had come when it happened."""
    said = sorted(said, key=lambda one: one[0])
    newest = clock.now() - timedelta(minutes=2)
    moments = [
        min(at, newest - timedelta(seconds=len(said) - n)) for n, (at, _one) in enumerate(said)
    ]
    body = json.dumps(
        [{**one, "timestamp": at.isoformat()} for at, (_at, one) in zip(moments, said, strict=True)]
    )
    statements, _was_array = read_statements(body.encode(), Version.V1)
    ids = store(statements, caller=caller, version=Version.V1)
    backdate(ids, [at + timedelta(seconds=1, microseconds=n) for n, at in enumerate(moments)])


def _refusals(city: City, client: Client) -> None:
    """What the H5P site did wrong while it was being connected."""
    wrong = (
        (
            40,
            10,
            401,
            "Kunci ini tidak dikenal atau sudah tidak berlaku; periksa kunci dan rahasianya.",
            "",
        ),
        (
            40,
            10,
            400,
            "Alamat surel ditulis sebagai mailto:nama@instansi; tambahkan mailto: di depannya.",
            "actor.mbox",
        ),
        (
            39,
            9,
            400,
            "Verb memerlukan IRI lengkap; tulis misalnya http://adlnet.gov/expapi/verbs/completed.",
            "verb.id",
        ),
    )
    Refusal.objects.bulk_create(
        Refusal(
            at=city.days_ago(days, hour=hour, minute=12),
            client=client if status == 400 else None,
            method="POST",
            path="/xapi/statements",
            status=status,
            sentence=sentence,
            field=field,
            times=2,
        )
        for days, hour, status, sentence, field in wrong
    )
