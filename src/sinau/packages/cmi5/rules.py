"""What cmi5 asks of each statement of a unit (9, 10.2): judged one by one against its session."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sinau.packages.cmi5 import words

_UTC = re.compile(r"(Z|\+00(:?00)?)$", re.IGNORECASE)
_LANGUAGES = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*(,[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)*")
_DEFINED = {
    words.INITIALIZED,
    words.COMPLETED,
    words.PASSED,
    words.FAILED,
    words.TERMINATED,
}
_JUDGING = {words.COMPLETED, words.PASSED, words.FAILED}
_SUCCESS = {words.PASSED: True, words.FAILED: False}
_NO_DURATION = {
    words.TERMINATED: "9.5.4.1-1",
    words.COMPLETED: "9.5.4.1-2",
    words.PASSED: "9.5.4.1-3",
    words.FAILED: "9.5.4.1-4",
}

Json = Mapping[str, Any]


class Broken(Exception):
    """The statement breaks a requirement of cmi5; the sentence says which and how."""

    def __init__(self, requirement: str, sentence: str) -> None:
        super().__init__(sentence)
        self.requirement = requirement
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """Under which terms the unit was launched."""

    account: tuple[str, str]
    registration: str
    session_id: str
    activity_id: str
    template: Json
    mode: str = "Normal"
    mastery_score: Decimal | None = None


@dataclass(slots=True, kw_only=True)
class State:
    """What was said already, in this session and in the whole registration."""

    initialized: bool = False
    completed: bool = False
    passed: bool = False
    failed: bool = False
    terminated: bool = False
    completed_before: bool = False
    passed_before: bool = False

    def hear(self, verb: str) -> None:
        """A statement that cmi5 defines was accepted."""
        match verb:
            case words.INITIALIZED:
                self.initialized = True
            case words.COMPLETED:
                self.completed = True
            case words.PASSED:
                self.passed = True
            case words.FAILED:
                self.failed = True
            case words.TERMINATED:
                self.terminated = True


def judge(statement: Json, terms: Terms, state: State) -> str | None:
    """The verb when cmi5 defines the statement, None when it only allows it; else `Broken`."""
    verb = str(_record(statement.get("verb")).get("id", ""))
    context = _record(statement.get("context"))
    categories = _ids(context, "category")
    _check_frame(statement, verb, terms)
    _check_context(statement, context, terms)
    is_defined = words.CATEGORY_CMI5 in categories
    if is_defined and verb not in _DEFINED:
        raise Broken("9.3.0.0-1", "Kata kerja ini tidak boleh dipakai satuan dengan kategori cmi5.")
    if words.CATEGORY_MOVEON in categories and not (is_defined and verb in _JUDGING):
        raise Broken("9.6.2.2-2", "Kategori moveon hanya untuk Completed, Passed, dan Failed.")
    if state.terminated:
        raise Broken("9.3.0.0-5", "Sesi ini sudah diakhiri dengan Terminated.")
    if not state.initialized and verb != words.INITIALIZED:
        raise Broken("9.3.0.0-4", "Pernyataan pertama harus Initialized.")
    if not is_defined:
        if not state.initialized:
            raise Broken("9.6.2.1-1", "Initialized harus membawa kategori cmi5.")
        return None
    _check_defined(statement, verb, categories, context, terms)
    _check_order(statement, verb, terms, state)
    return verb


# ── Of every statement ──────────────────────────────────────────────────────


def _check_frame(statement: Json, verb: str, terms: Terms) -> None:
    if "id" not in statement:
        raise Broken("9.1.0.0-1", "Setiap pernyataan membawa id yang dibuat satuan.")
    if verb == words.VOIDED:
        raise Broken("6.3.0.0-1", "Satuan tidak boleh membatalkan pernyataan.")
    timestamp = statement.get("timestamp")
    if not timestamp:
        raise Broken("9.7.0.0-1", "Setiap pernyataan membawa timestamp.")
    if not _UTC.search(str(timestamp)):
        raise Broken("9.7.0.0-2", "Timestamp ditulis dalam UTC.")
    actor = _record(statement.get("actor"))
    if actor.get("objectType", "Agent") != "Agent":
        raise Broken("9.2.0.0-2", 'Pelaku harus berjenis "Agent".')
    account = actor.get("account")
    if not isinstance(account, dict):
        raise Broken("9.2.0.0-3", 'Pelaku harus dikenal dengan "account".')
    if (account.get("homePage"), account.get("name")) != terms.account:
        raise Broken("8.1.3.0-3", "Pelaku harus yang diberikan saat peluncuran.")


def _check_context(statement: Json, context: Json, terms: Terms) -> None:
    if not isinstance(statement.get("context"), dict):
        raise Broken("9.6.0.0-1", "Setiap pernyataan membawa context.")
    if str(context.get("registration", "")).lower() != terms.registration:
        raise Broken("9.6.1.0-1", "Registrasi harus yang diberikan saat peluncuran.")
    extensions = _record(context.get("extensions"))
    if extensions.get(words.SESSION_ID) != terms.session_id:
        raise Broken("9.6.3.1-4", "Setiap pernyataan membawa id sesinya.")
    for name, value in _record(terms.template.get("extensions")).items():
        if extensions.get(name) != value:
            raise Broken("10.2.1.0-6", f"Ekstensi {name} dari contextTemplate hilang.")
    for name in _record(terms.template.get("contextActivities")):
        if not _ids(terms.template, name) <= _ids(context, name):
            raise Broken("10.2.1.0-6", f"Isi {name} dari contextTemplate hilang.")


# ── Of those that cmi5 defines ──────────────────────────────────────────────


def _check_defined(
    statement: Json, verb: str, categories: frozenset[str], context: Json, terms: Terms
) -> None:
    about = _record(statement.get("object"))
    if about.get("objectType", "Activity") != "Activity" or about.get("id") != terms.activity_id:
        raise Broken("8.1.5.0-6", "Objek harus activityId yang diberikan saat peluncuran.")
    if terms.mode != "Normal" and verb in _JUDGING:
        requirement = "10.2.2.0-2" if terms.mode == "Browse" else "10.2.2.0-3"
        raise Broken(requirement, f"Dalam mode {terms.mode} hasil belajar tidak dicatat.")
    result = _record(statement.get("result"))
    _check_result(result, verb)
    if ("success" in result or "completion" in result) and (
        words.CATEGORY_MOVEON not in categories
    ):
        raise Broken("9.6.2.2-1", "Pernyataan hasil membawa kategori moveon.")
    _check_score(result, verb, context, terms)


def _check_result(result: Json, verb: str) -> None:
    if verb == words.COMPLETED:
        if result.get("completion") is not True:
            raise Broken("9.5.3.0-1", "Completed membawa completion: true.")
    elif "completion" in result:
        raise Broken("9.5.3.0-2", "Hanya Completed yang membawa completion.")
    if verb in _SUCCESS:
        if result.get("success") is not _SUCCESS[verb]:
            requirement = "9.5.2.0-1" if verb == words.PASSED else "9.5.2.0-2"
            raise Broken(requirement, "Passed membawa success: true, Failed success: false.")
    elif "success" in result:
        raise Broken("9.5.2.0-3", "Hanya Passed dan Failed yang membawa success.")
    if verb in _NO_DURATION and "duration" not in result:
        raise Broken(_NO_DURATION[verb], "Pernyataan ini membawa duration.")


def _check_score(result: Json, verb: str, context: Json, terms: Terms) -> None:
    if "score" not in result:
        return
    if verb not in _SUCCESS:
        raise Broken("9.5.1.0-2", "Hanya Passed dan Failed yang membawa score.")
    score = _record(result["score"])
    if "raw" in score and not {"min", "max"} <= score.keys():
        raise Broken("9.5.1.0-3", "Nilai raw disertai min dan max.")
    if terms.mastery_score is None:
        return
    said = _record(context.get("extensions")).get(words.MASTERY_SCORE)
    if _decimal(said) != terms.mastery_score:
        raise Broken("9.6.3.2-2", "Ekstensi masteryscore harus sama dengan yang diberikan.")
    scaled = _decimal(score.get("scaled"))
    if scaled is None:
        return
    if verb == words.PASSED and scaled < terms.mastery_score:
        raise Broken("9.3.4.0-2", "Passed memerlukan nilai paling sedikit masteryScore.")
    if verb == words.FAILED and scaled >= terms.mastery_score:
        raise Broken("9.3.5.0-2", "Failed memerlukan nilai di bawah masteryScore.")


def _check_order(statement: Json, verb: str, terms: Terms, state: State) -> None:
    said = {
        words.INITIALIZED: state.initialized,
        words.COMPLETED: state.completed,
        words.PASSED: state.passed,
        words.FAILED: state.failed,
    }
    if said.get(verb):
        raise Broken("9.3.0.0-2", "Pernyataan ini sudah dikirim dalam sesi ini.")
    if verb == words.COMPLETED and state.completed_before:
        raise Broken("9.3.0.0-6", "Completed hanya sekali dalam satu registrasi.")
    if verb == words.PASSED and state.passed_before:
        raise Broken("9.3.0.0-7", "Passed hanya sekali dalam satu registrasi.")
    if verb == words.PASSED and state.failed:
        raise Broken("9.3.0.0-3", "Passed tidak boleh menyusul Failed dalam satu sesi.")
    if verb == words.FAILED and (state.passed or state.passed_before):
        raise Broken("9.3.0.0-8", "Failed tidak boleh menyusul Passed.")


# ── Documents ───────────────────────────────────────────────────────────────


def check_preferences(said: Any) -> None:
    """The learner's preferences as the unit wants to write them (11)."""
    if not isinstance(said, dict) or not {"languagePreference", "audioPreference"} <= said.keys():
        raise Broken(
            "11.0.0.0-5", "Preferensi adalah objek dengan languagePreference dan audioPreference."
        )
    if not _LANGUAGES.fullmatch(str(said["languagePreference"])):
        raise Broken("11.1.0.0-1", "languagePreference adalah daftar tanda bahasa dengan koma.")
    if said["audioPreference"] not in ("on", "off"):
        raise Broken("11.2.0.0-1", 'audioPreference adalah "on" atau "off".')


def _record(value: Any) -> Json:
    return value if isinstance(value, dict) else {}


def _ids(context: Json, name: str) -> frozenset[str]:
    found = _record(context.get("contextActivities")).get(name, ())
    several = [found] if isinstance(found, dict) else found
    return frozenset(str(each.get("id", "")) for each in several if isinstance(each, dict))


def _decimal(value: Any) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    return Decimal(str(value))
