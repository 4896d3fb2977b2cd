"""The verbs, activity types and extensions that our statements use, each with its address.

Where a known vocabulary has the word, that is used; what it lacks is a concept of our own profile,
whose address is a page of this house.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

PROFILE = f"{settings.PUBLIC_URL}/rekam/profil/sinau"
# A new version when a template asks for more or for something else; old statements keep the old one.
VERSIONS = (("v1", "2026-11-25T00:00:00Z"),)
VERSION_ID = f"{PROFILE}/{VERSIONS[-1][0]}"

ADL = "http://adlnet.gov/expapi/verbs/"
STREAMS = "http://activitystrea.ms/schema/1.0/"
TINCAN = "http://id.tincanapi.com/"


def verb(iri: str, indonesian: str, english: str) -> dict[str, Any]:
    """A verb as it stands in a statement."""
    return {"id": iri, "display": {"id-ID": indonesian, "en-US": english}}


COMPLETED = verb(f"{ADL}completed", "menyelesaikan", "completed")
REGISTERED = verb(f"{ADL}registered", "terdaftar pada", "registered")
ATTENDED = verb(f"{ADL}attended", "menghadiri", "attended")
ATTEMPTED = verb(f"{ADL}attempted", "mengerjakan", "attempted")
PASSED = verb(f"{ADL}passed", "lulus", "passed")
FAILED = verb(f"{ADL}failed", "belum lulus", "failed")
ASKED = verb(f"{ADL}asked", "menanyakan", "asked")
ANSWERED = verb(f"{ADL}answered", "menjawab", "answered")
COMMENTED = verb(f"{ADL}commented", "menanggapi", "commented")
SHARED = verb(f"{ADL}shared", "membagikan", "shared")
AUTHORED = verb(f"{STREAMS}author", "menulis", "authored")
UPDATED = verb(f"{STREAMS}update", "memperbarui", "updated")
ACCEPTED = verb(f"{STREAMS}accept", "menerima", "accepted")
JOINED = verb(f"{STREAMS}join", "bergabung dengan", "joined")
EARNED = verb(f"{TINCAN}verb/earned", "memperoleh", "earned")
VERIFIED = verb(f"{PROFILE}/verba/memverifikasi", "memverifikasi", "verified")
CREDITED = verb(f"{PROFILE}/verba/memperoleh-jp", "memperoleh JP untuk", "was credited hours for")

COURSE = "http://adlnet.gov/expapi/activities/course"
ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
MEETING = "http://adlnet.gov/expapi/activities/meeting"
ARTICLE = f"{STREAMS}article"
QUESTION = f"{STREAMS}question"
GROUP = f"{STREAMS}group"
DISCUSSION = f"{TINCAN}activitytype/discussion"
CLASS = f"{PROFILE}/jenis/kelas"
CERTIFICATE = f"{PROFILE}/jenis/sertifikat"
LEDGER_ENTRY = f"{PROFILE}/jenis/catatan-jp"
PRIVATE_QUESTION = f"{PROFILE}/jenis/pertanyaan-pribadi"
REPLY = f"{PROFILE}/jenis/balasan"

JP = f"{PROFILE}/ekstensi/jp"
FORM = f"{PROFILE}/ekstensi/bentuk"
ORGANISER = f"{PROFILE}/ekstensi/penyelenggara"
EVIDENCE = f"{PROFILE}/ekstensi/bukti"
