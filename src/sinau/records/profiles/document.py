"""The profile as the document that is published (xAPI Profiles 1.0, Structure)."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.conf import settings

from sinau.records.profiles import words
from sinau.records.profiles.words import PROFILE, VERSION_ID

Json = dict[str, Any]
CONTEXT = "https://w3id.org/xapi/profiles/context"
CONFORMS_TO = "https://w3id.org/xapi/profiles#1.0"

INCLUDED = "included"


@cache
def document() -> Json:
    """The whole profile; what it says of its words is in Indonesian and English."""
    return {
        "@context": CONTEXT,
        "id": PROFILE,
        "type": "Profile",
        "conformsTo": CONFORMS_TO,
        "prefLabel": _said("Profil Sinau", "Sinau profile"),
        "definition": _said(
            "Apa yang terjadi di ekosistem belajar aparatur: kursus, kelas, kuis, pengetahuan, "
            "komunitas, dan buku JP.",
            "What happens in a civil service learning ecosystem: courses, classes, quizzes, "
            "knowledge, communities and the ledger of learning hours.",
        ),
        "versions": _versions(),
        "author": {"type": "Organization", "name": "Sinau", "url": f"{settings.PUBLIC_URL}/"},
        "concepts": _concepts(),
        "templates": _templates(),
        "patterns": _patterns(),
    }


def _versions() -> list[Json]:
    made: list[Json] = []
    for name, at in words.VERSIONS:
        version: Json = {"id": f"{PROFILE}/{name}", "generatedAtTime": at}
        if made:
            version["wasRevisionOf"] = [made[-1]["id"]]
        made.append(version)
    return made[::-1]


def _said(indonesian: str, english: str) -> Json:
    return {"id": indonesian, "en": english}


# ── Concepts ────────────────────────────────────────────────────────────────


def _concepts() -> list[Json]:
    return [
        _concept(
            words.VERIFIED["id"],
            "Verb",
            _said("memverifikasi", "verified"),
            _said(
                "Kurator menyatakan isi benar dan berlaku sampai tanggal periksa berikutnya.",
                "A curator confirms that content is true and current until its next review.",
            ),
            broadMatch=[f"{words.STREAMS}approve"],
        ),
        _concept(
            words.CREDITED["id"],
            "Verb",
            _said("memperoleh JP", "was credited hours"),
            _said(
                "Buku JP mencatat jam pelajaran untuk belajar yang sudah dibuktikan.",
                "The ledger recorded learning hours for learning that was evidenced.",
            ),
            broadMatch=[words.EARNED["id"]],
        ),
        _type(words.CLASS, "kelas", "class", "Bimtek atau pelatihan dengan sesi dan daftar hadir.",
              "Training with sessions and a list of attendance.", broadMatch=[words.COURSE]),
        _type(words.CERTIFICATE, "sertifikat", "certificate",
              "Sertifikat yang keasliannya dapat diperiksa siapa saja.",
              "A certificate that anybody can check."),
        _type(words.LEDGER_ENTRY, "catatan JP", "ledger entry",
              "Satu baris pada buku JP seseorang.", "One row of a person's ledger of hours."),
        _type(words.PRIVATE_QUESTION, "pertanyaan pribadi", "private question",
              "Pertanyaan kepada Tanya; kata-katanya milik penanya dan tidak ikut dalam pernyataan.",
              "A question to the answer desk; its words are the asker's own and not in the statement.",
              broadMatch=[words.QUESTION]),
        _type(words.REPLY, "balasan", "reply", "Balasan pada percakapan sebuah komunitas.",
              "A reply in a conversation of a community."),
        _extension(words.JP, "ResultExtension", "JP", "learning hours",
                   "Jam pelajaran menurut aturan yang berlaku.",
                   "Learning hours by the rules in force.", '{"type":"number","minimum":0}'),
        _extension(words.FORM, "ContextExtension", "bentuk belajar", "form of learning",
                   "Bentuk pengembangan kompetensi menurut aturan JP.",
                   "The form of learning as the rules of hours name it.", '{"type":"string"}'),
        _extension(words.ORGANISER, "ContextExtension", "penyelenggara", "organiser",
                   "Siapa yang menyelenggarakan.", "Who held it.", '{"type":"string"}'),
        _extension(words.EVIDENCE, "ContextExtension", "nomor bukti", "evidence",
                   "Nama bukti pada buku JP; satu bukti dihitung satu kali.",
                   "The name of the evidence in the ledger; one evidence counts once.",
                   '{"type":"string"}'),
    ]  # fmt: skip


def _concept(iri: str, kind: str, label: Json, definition: Json, **more: Any) -> Json:
    return {
        "id": iri,
        "type": kind,
        "inScheme": VERSION_ID,
        "prefLabel": label,
        "definition": definition,
        **more,
    }


def _type(iri: str, label: str, english: str, told: str, told_en: str, **more: Any) -> Json:
    return _concept(iri, "ActivityType", _said(label, english), _said(told, told_en), **more)


def _extension(
    iri: str, kind: str, label: str, english: str, told: str, told_en: str, schema: str
) -> Json:
    return _concept(iri, kind, _said(label, english), _said(told, told_en), inlineSchema=schema)


# ── Templates ───────────────────────────────────────────────────────────────


def _rule(location: str, **asks: Any) -> Json:
    return {"location": location, **asks}


def _extension_at(place: str, iri: str) -> str:
    return f"$.{place}.extensions['{iri}']"


def _template(
    name: str, verb: Json, kind: str, label: tuple[str, str], *rules: Json, **more: Any
) -> Json:
    """Verb and type of the object tell it apart; who and when is asked of every statement."""
    asked = [
        _rule("$.actor.account", presence=INCLUDED),
        _rule("$.timestamp", presence=INCLUDED),
        _rule("$.context.contextActivities.category[*].id", any=[VERSION_ID]),
        *rules,
    ]
    return {
        "id": f"{PROFILE}/templat/{name}",
        "type": "StatementTemplate",
        "inScheme": VERSION_ID,
        "prefLabel": _said(*label),
        "definition": _said(
            f"Satu pernyataan tiap kali ini terjadi: {label[0]}.",
            f"One statement each time this happens: {label[1]}.",
        ),
        "allowedSolo": True,
        "verb": verb["id"],
        "objectActivityType": kind,
        "rules": asked,
        **more,
    }


def _templates() -> list[Json]:
    named = _rule("$.object.definition.name", presence=INCLUDED)
    # The name of what is for one agency only is left out.
    may_be_named = _rule("$.object.definition.name", presence="recommended")
    nameless = _rule("$.object.definition.name", presence="excluded")
    done = _rule("$.result.completion", presence=INCLUDED, all=[True])
    lasted = _rule("$.result.duration", presence=INCLUDED)
    form = _rule(_extension_at("context", words.FORM), presence=INCLUDED)
    scored = _rule("$.result.score.scaled", presence=INCLUDED)
    tried = _rule("$.context.registration", presence=INCLUDED)
    in_course = {"contextParentActivityType": [words.COURSE], "allowedSolo": False}
    in_class = {"contextParentActivityType": [words.CLASS]}
    won = _rule("$.result.success", presence=INCLUDED, all=[True])
    lost = _rule("$.result.success", presence=INCLUDED, all=[False])
    jp = _rule(_extension_at("result", words.JP), presence=INCLUDED)
    evidence = _rule(_extension_at("context", words.EVIDENCE), presence=INCLUDED)
    return [
        _template("kursus-selesai", words.COMPLETED, words.COURSE,
                  ("kursus selesai", "course completed"), named, done, lasted, form),
        _template("kelas-selesai", words.COMPLETED, words.CLASS,
                  ("kelas selesai", "class completed"), named, done, lasted, form),
        _template("terdaftar", words.REGISTERED, words.CLASS,
                  ("terdaftar pada kelas", "registered for a class"), named),
        _template("hadir", words.ATTENDED, words.MEETING,
                  ("hadir pada sesi", "attended a session"), named, **in_class),
        _template("kuis-dikerjakan", words.ATTEMPTED, words.ASSESSMENT,
                  ("kuis dikerjakan", "quiz attempted"), named, scored, tried, **in_course),
        _template("kuis-lulus", words.PASSED, words.ASSESSMENT,
                  ("kuis lulus", "quiz passed"), named, scored, tried, won, **in_course),
        _template("kuis-belum-lulus", words.FAILED, words.ASSESSMENT,
                  ("kuis belum lulus", "quiz failed"), named, scored, tried, lost, **in_course),
        _template("sertifikat", words.EARNED, words.CERTIFICATE,
                  ("memperoleh sertifikat", "certificate earned"), named),
        _template("jp", words.CREDITED, words.LEDGER_ENTRY,
                  ("memperoleh JP", "hours credited"), named, jp, evidence),
        _template("artikel-ditulis", words.AUTHORED, words.ARTICLE,
                  ("artikel ditulis", "article drafted"), may_be_named),
        _template("artikel-diperbarui", words.UPDATED, words.ARTICLE,
                  ("artikel diperbarui", "article revised"), may_be_named),
        _template("artikel-diverifikasi", words.VERIFIED, words.ARTICLE,
                  ("artikel diverifikasi", "article verified"), may_be_named),
        _template("bertanya", words.ASKED, words.QUESTION,
                  ("bertanya di komunitas", "asked in a community"), may_be_named),
        _template("bertanya-pribadi", words.ASKED, words.PRIVATE_QUESTION,
                  ("bertanya kepada Tanya", "asked the answer desk"), nameless),
        _template("menjawab", words.ANSWERED, words.QUESTION,
                  ("menjawab pertanyaan", "answered a question"), may_be_named),
        _template("berbagi", words.SHARED, words.DISCUSSION,
                  ("memulai percakapan", "conversation started"), may_be_named),
        _template("menanggapi", words.COMMENTED, words.DISCUSSION,
                  ("menanggapi percakapan", "reply in a conversation"), may_be_named),
        _template("jawaban-diterima", words.ACCEPTED, words.REPLY,
                  ("jawaban diterima", "answer accepted"),
                  contextParentActivityType=[words.QUESTION]),
        _template("bergabung", words.JOINED, words.GROUP,
                  ("bergabung dengan komunitas", "joined a community"), may_be_named),
    ]  # fmt: skip


def _patterns() -> list[Json]:
    templates = f"{PROFILE}/templat/"
    marked = f"{PROFILE}/pola/kuis-dinilai"
    return [
        {
            "id": f"{PROFILE}/pola/percobaan-kuis",
            "type": "Pattern",
            "primary": True,
            "inScheme": VERSION_ID,
            "prefLabel": _said("percobaan kuis", "quiz attempt"),
            "definition": _said(
                "Setiap percobaan memakai registration sendiri: dikerjakan, lalu lulus atau belum lulus.",
                "Each attempt has a registration of its own: attempted, then passed or failed.",
            ),
            "sequence": [f"{templates}kuis-dikerjakan", marked],
        },
        {
            "id": marked,
            "type": "Pattern",
            "inScheme": VERSION_ID,
            "alternates": [f"{templates}kuis-lulus", f"{templates}kuis-belum-lulus"],
        },
    ]
