"""Checks one row as a whole, and the rows against each other. Used again for a cell put right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from sinau.people import nip as nips
from sinau.people.workbook.columns import COLUMNS
from sinau.people.workbook.meanings import STRUCTURAL, BadCell, meaning
from sinau.people.workbook.sentences import Problem
from sinau.people.workbook.shapes import Row, Value

_SEX = {"L": "laki-laki", "P": "perempuan"}


def check(number: int, cells: Mapping[str, str]) -> Row:
    """Read the cells of one row; what is wrong becomes a problem, the rest is a value."""
    row = Row(number, dict(cells))
    for key, text in cells.items():
        try:
            row.values[key] = meaning(COLUMNS[key], text)
        except BadCell as bad:
            row.problems.append(
                Problem(number, key, COLUMNS[key].label, text.strip(), bad.code, bad.params)
            )
    broken = {problem.key for problem in row.problems}
    for key in ("nip", "name"):
        if key not in broken and row.values.get(key) is None:
            _add(row, key, "required")
    _compare_with_nip(row)
    _settle_kinds(row)
    _order_dates(row)
    return row


def duplicates(rows: Iterable[Row]) -> None:
    """Give every row whose NIP stands in another row too a problem naming the others."""
    rows_of: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        row.problems = [problem for problem in row.problems if problem.code != "nip-twice"]
        number = row.values.get("nip")
        if isinstance(number, str):
            rows_of[number].append(row)
    for number, same in rows_of.items():
        if len(same) < 2:
            continue
        for row in same:
            others = [str(other.number) for other in same if other is not row]
            shown = ", ".join(others[:5]) + (", ..." if len(others) > 5 else "")
            row.problems.append(
                Problem(row.number, "nip", "NIP", number, "nip-twice", {"others": shown})
            )


def shown(value: Value) -> str:
    """A value as it would be typed into the cell."""
    if value is None:
        return ""
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else str(value)


def _add(row: Row, key: str, code: str, *, blocks: bool = True, **params: str) -> None:
    said = shown(row.values.get(key)) or row.cells.get(key, "").strip()
    row.problems.append(
        Problem(row.number, key, COLUMNS[key].label, said, code, params, blocks=blocks)
    )


def _compare_with_nip(row: Row) -> None:
    digits = row.values.get("nip")
    if not isinstance(digits, str):
        return
    nip = nips.parse(digits)
    values = row.values
    if values.get("birth_date") is None:
        values.setdefault("birth_date", nip.birth_date)
    elif values["birth_date"] != nip.birth_date:
        _add(row, "birth_date", "birth-date-nip", blocks=False, other=shown(nip.birth_date))
    if values.get("sex") is None:
        values.setdefault("sex", nip.sex)
    elif values["sex"] != nip.sex:
        _add(row, "sex", "sex-nip", blocks=False, other=_SEX[nip.sex])
    kind = values.get("emp_kind")
    if kind is not None and (kind == "PPPK") != (nip.kind == "PPPK"):
        _add(row, "emp_kind", "kind-nip", blocks=False, other=nip.kind)


def _settle_kinds(row: Row) -> None:
    values = row.values
    if values.get("status") == "CPNS" and values.get("emp_kind") in (None, "PNS"):
        values["emp_kind"] = "CPNS"
    elif values.get("emp_kind") is None and "emp_kind" not in {p.key for p in row.problems}:
        digits = values.get("nip")
        if isinstance(digits, str):
            values["emp_kind"] = nips.parse(digits).kind
    kind = values.get("emp_kind")
    for key in ("grade_first", "grade"):
        grade = values.get(key)
        if isinstance(grade, str) and kind and ("/" in grade) == (kind == "PPPK"):
            _add(row, key, "grade-kind", kind=str(kind))
    if values.get("job_kind") == STRUCTURAL:
        settled = _structural(values.get("echelon"), values.get("job_title"))
        if settled is None:
            _add(row, "job_kind", "job-kind-unclear")
        values["job_kind"] = settled
    email = values.get("private_email")
    if isinstance(email, str) and email.endswith(".go.id") and not values.get("email"):
        # An office address in the private column is the work contact, not personal data.
        values["email"], values["private_email"] = email, None


def _structural(echelon: Value, title: Value) -> str | None:
    if echelon in ("II", "III", "IV"):
        return {"II": "jpt", "III": "administrator", "IV": "pengawas"}[str(echelon)]
    word = str(title or "").lower()
    if re.match(r"(kepala sub|kepala seksi|kasubbag|kasi |lurah|sekretaris kelurahan)", word):
        return "pengawas"
    if re.match(
        r"(kepala bidang|kepala bagian|kabid|kabag|mantri|inspektur pembantu|sekretaris (dinas|badan|"
        r"inspektorat|satuan))",
        word,
    ):
        return "administrator"
    if re.match(
        r"(kepala (dinas|badan|satuan|pelaksana)|sekretaris (daerah|dewan|dprd)|asisten |staf ahli|"
        r"inspektur)",
        word,
    ):
        return "jpt"
    return None


def _order_dates(row: Row) -> None:
    values = row.values
    for later, earlier in (("pns_date", "cpns_date"), ("cpns_date", "birth_date")):
        first, second = values.get(earlier), values.get(later)
        if isinstance(first, date) and isinstance(second, date) and second < first:
            _add(row, later, "date-order", other=COLUMNS[earlier].label, earlier=shown(first))
