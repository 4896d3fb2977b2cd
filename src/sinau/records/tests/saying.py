"""Statements for tests of the specification, and what is asked of them."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from sinau.records.xapi.checked import Checked
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

JSON = dict[str, Any]
BOTH = (Version.V1, Version.V2)
BASE = "https://belajar.contoh.go.id"
VOIDED = "http://adlnet.gov/expapi/verbs/voided"
UUID = "6f0c1f86-9a70-4f0e-9d2b-5b7f8d0a4e11"
OTHER_UUID = "0b7c9a52-13de-4f7c-8e55-b2a1d8c0f3a7"


def agent(who: str = "sari", /, **more: Any) -> JSON:
    return {"mbox": f"mailto:{who}@contoh.go.id", **more}


def group(*members: JSON, **more: Any) -> JSON:
    return {"objectType": "Group", **({"member": list(members)} if members else {}), **more}


def activity(path: str = "kursus/1", /, **definition: Any) -> JSON:
    made: JSON = {"id": f"{BASE}/{path}"}
    return {**made, "definition": definition} if definition else made


def reference(id: str = OTHER_UUID) -> JSON:
    return {"objectType": "StatementRef", "id": id}


def attachment(**more: Any) -> JSON:
    return {
        "usageType": f"{BASE}/lampiran/sertifikat",
        "display": {"id": "Sertifikat"},
        "contentType": "application/pdf",
        "length": 11,
        "sha2": "a" * 64,
        "fileUrl": f"{BASE}/berkas.pdf",
        **more,
    }


def statement(**more: Any) -> JSON:
    """The smallest one, and whatever is added."""
    return {
        "actor": agent(),
        "verb": {"id": f"{BASE}/kata/menyelesaikan"},
        "object": activity(),
        **more,
    }


def sub(**more: Any) -> JSON:
    return {"objectType": "SubStatement", **statement(**more)}


def everything(version: Version) -> JSON:
    """A statement that uses every property its version knows."""
    context: JSON = {
        "registration": UUID,
        "instructor": agent("wulan", name="Wulan"),
        "team": group(agent("budi"), account={"homePage": BASE, "name": "tim-1"}),
        "contextActivities": {
            "parent": [activity("kursus/1", name={"id": "Kursus"})],
            "grouping": [activity("program/1")],
            "category": [activity("kategori/1")],
            "other": [activity("lain/1"), activity("lain/2")],
        },
        "revision": "2026.1",
        "platform": "Moodle",
        "language": "id-ID",
        "statement": reference(),
        "extensions": {f"{BASE}/ext/a": {"b": [1, None, {"c": "\u2713"}]}},
    }
    if version is Version.V2:
        types = [f"{BASE}/jenis/pelatih"]
        context["contextAgents"] = [
            {"objectType": "contextAgent", "agent": agent("ratna"), "relevantTypes": types}
        ]
        context["contextGroups"] = [
            {"objectType": "contextGroup", "group": group(agent("bayu")), "relevantTypes": types}
        ]
    return statement(
        id=UUID,
        actor=agent(objectType="Agent", name="Sari"),
        verb={"id": f"{BASE}/kata/menyelesaikan", "display": {"id": "menyelesaikan", "en": "did"}},
        object={
            "objectType": "Activity",
            **activity(
                "soal/1",
                name={"id": "Soal 1"},
                description={"id": "Pilih satu"},
                type="http://adlnet.gov/expapi/activities/cmi.interaction",
                moreInfo=f"{BASE}/soal/1/tentang",
                interactionType="choice",
                correctResponsesPattern=["a[,]b"],
                choices=[{"id": "a", "description": {"id": "A"}}, {"id": "b"}],
                extensions={f"{BASE}/ext/bobot": 2.5},
            ),
        },
        result={
            "score": {"scaled": 0.5, "raw": 50, "min": 0, "max": 100},
            "success": True,
            "completion": False,
            "response": "a",
            "duration": "PT1H30M0.5S",
            "extensions": {f"{BASE}/ext/kosong": None},
        },
        context=context,
        timestamp="2026-11-25T09:00:00.123456+07:00",
        stored="2026-11-25T02:00:01Z",
        authority=agent("sistem"),
        version="1.0.0" if version is Version.V1 else "2.0.0",
        attachments=[attachment(description={"id": "Bukti"})],
    )


def encoded(said: Any) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def read(said: Any, version: Version = Version.V1) -> Checked:
    body = said if isinstance(said, bytes) else encoded(said)
    return read_statement(body, version)


def accepts(said: Any, *versions: Version) -> None:
    for version in versions or BOTH:
        read(said, version)


def refuses(said: Any, field: str, *versions: Version) -> Invalid:
    """Each version refuses it, and says which field, in a sentence, with a section."""
    for version in versions or BOTH:
        with pytest.raises(Invalid) as caught:
            read(said, version)
        assert caught.value.field == field, (caught.value.field, str(caught.value))
        assert caught.value.section
        assert str(caught.value).endswith("."), str(caught.value)
    return caught.value


def put(said: JSON, path: str, value: Any) -> JSON:
    """A copy with another value at a path such as "context.team.name"."""
    made = copy.deepcopy(said)
    here: Any = made
    *way, last = path.split(".")
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here[step]
    here[int(last) if isinstance(here, list) else last] = value
    return made


def without(said: JSON, path: str) -> JSON:
    """A copy that lacks what stands at a path."""
    made = copy.deepcopy(said)
    here: Any = made
    *way, last = path.split(".")
    for step in way:
        here = here[int(step)] if isinstance(here, list) else here[step]
    del here[int(last) if isinstance(here, list) else last]
    return made
