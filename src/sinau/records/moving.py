"""Statements out to a file and in from one: a line each, memory flat, going on where it stopped.

Attachments lie beside the file in a folder of its name with ".attachments" behind, each under the
hash that its statement names.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from django.db import transaction
from django.db.models import Q

from sinau.kernel.clock import now
from sinau.records import attachments, finding
from sinau.records.callers import Caller, caller_for, import_caller
from sinau.records.models import Client, ImportRun, RefusedLine, Statement
from sinau.records.storing import CannotVoid, Conflict, Rejected, house_caller, store
from sinau.records.xapi.agents import identifier
from sinau.records.xapi.checked import Checked
from sinau.records.xapi.reading import read_statement
from sinau.records.xapi.trouble import Invalid
from sinau.records.xapi.versions import Version

# Statements of one transaction.
BATCH = 200
# A line longer than this is no statement but an accident.
LONGEST_LINE = 8 * 1024 * 1024
_SAMPLE = 1024 * 1024

Progress = Callable[[int, int], None]
Numbered = tuple[int, Checked]


def export_to(path: Path, *, since: datetime | None = None) -> int:
    """The statements stored after `since` stand in the file, in order; gives how many.

    An export that was interrupted has left a ".part"; it is begun anew, because only a whole file
    gets the name.
    """
    through = finding.consistent_through()
    part = path.with_name(f"{path.name}.part")
    count = 0
    with _opened(part, path, "wb") as file:
        for row in _rows(since, through):
            file.write(finding.text_of(row.stored, _text(row)) + b"\n")
            count += 1
            _take_attachments(row, path)
    part.replace(path)
    return count


def _text(row: Statement) -> str:
    return json.dumps(row.data, ensure_ascii=False, separators=(",", ":"))


def _rows(since: datetime | None, through: datetime) -> Iterator[Statement]:
    """In chunks by place, so that no transaction stays open while a slow disk writes."""
    rows = Statement.objects.filter(stored__lte=through).order_by("stored", "id")
    place = Q(stored__gt=since) if since else Q()
    while chunk := list(rows.filter(place)[:1000]):
        yield from chunk
        last = chunk[-1]
        place = Q(stored__gt=last.stored) | Q(stored=last.stored, id__gt=last.id)


def _opened(path: Path, named: Path, mode: str) -> BinaryIO:
    if named.suffix == ".gz":
        return cast(BinaryIO, gzip.open(path, mode))
    return cast(BinaryIO, path.open(mode))


def _folder(path: Path) -> Path:
    return path.with_name(f"{path.name}.attachments")


def _take_attachments(row: Statement, path: Path) -> None:
    for described in _described(row.data):
        content = attachments.read(described)
        if content is not None:
            target = _folder(path) / described
            target.parent.mkdir(exist_ok=True)
            if not target.exists():
                target.write_bytes(content)


def _described(data: dict[str, object]) -> list[str]:
    """The hashes of attachments, also of a sub-statement's."""
    said = list(cast(list[dict[str, str]], data.get("attachments", [])))
    inner = data.get("object")
    if isinstance(inner, dict):
        said += inner.get("attachments", [])
    return [one["sha2"] for one in said if str(one.get("sha2", "")).isalnum()]


def import_from(path: Path, *, told: Progress | None = None) -> ImportRun:
    """The statements of the file are in the store with their ids, and refused lines are named.

    Each batch and the progress row are one transaction: stopped at any moment, the next call goes
    on behind the last batch. A file that was read to its end is not read again.
    """
    run, _is_new = ImportRun.objects.get_or_create(
        fingerprint=_fingerprint(path), defaults={"name": path.name[:200], "started_at": now()}
    )
    if run.finished_at is not None:
        return run
    with _opened(path, path, "rb") as file:
        # In a packed file too: it is unpacked up to there, which still costs no memory.
        file.seek(run.offset)
        while lines := _some_lines(file):
            _import_batch(run, lines, path)
            if told is not None:
                told(run.kept, run.refused)
    run.finished_at = now()
    run.save(update_fields=["finished_at"])
    return run


def _fingerprint(path: Path) -> str:
    digest = hashlib.sha256(str(path.stat().st_size).encode())
    with path.open("rb") as file:
        digest.update(file.read(_SAMPLE))
        file.seek(max(0, path.stat().st_size - _SAMPLE), os.SEEK_SET)
        digest.update(file.read(_SAMPLE))
    return digest.hexdigest()


Line = tuple[bytes, int]


def _some_lines(file: BinaryIO) -> list[Line]:
    """The next lines of one batch with their lengths; one that is too long is empty."""
    lines: list[Line] = []
    while len(lines) < BATCH:
        line = file.readline(LONGEST_LINE)
        if not line:
            break
        length, ends = len(line), line.endswith(b"\n")
        while not ends and (rest := file.readline(LONGEST_LINE)):
            length, ends = length + len(rest), rest.endswith(b"\n")
        lines.append((line if length <= LONGEST_LINE else b"", length))
    return lines


@transaction.atomic
def _import_batch(run: ImportRun, lines: list[Line], path: Path) -> None:
    _lock(run)
    read: list[Numbered] = []
    refused: dict[int, str] = {}
    seen: set[str] = set()
    for number, (line, length) in enumerate(lines, run.lines + 1):
        if length > LONGEST_LINE:
            refused[number] = "baris terlalu panjang"
        if not line.strip():
            continue
        try:
            checked = _read(line)
        except Invalid as wrong:
            refused[number] = f"{wrong.field}: {wrong.sentence}" if wrong.field else wrong.sentence
            continue
        if checked.id in seen:
            refused[number] = "id ini sudah ada pada baris sebelumnya"
            continue
        seen.add(checked.id or "")
        read.append((number, checked))
    kept = _keep(read, refused)
    for _number, checked in read:
        _bring_attachments(checked, path)
    RefusedLine.objects.bulk_create(
        RefusedLine(run=run, line=number, reason=why[:400]) for number, why in refused.items()
    )
    run.lines += len(lines)
    run.offset += sum(length for _line, length in lines)
    run.kept += kept
    run.refused += len(refused)
    run.save(update_fields=["lines", "offset", "kept", "refused"])


def _lock(run: ImportRun) -> None:
    """One import of a file at a time: another one would count lines twice."""
    there = ImportRun.objects.select_for_update().get(pk=run.pk)
    if there.offset != run.offset:
        raise RuntimeError("Berkas ini sedang diimpor oleh proses lain.")


def _read(line: bytes) -> Checked:
    """By the rules of the version that the statement itself says."""
    try:
        return read_statement(line, Version.V1)
    except Invalid as first:
        try:
            return read_statement(line, Version.V2)
        except Invalid:
            raise first from None


def _keep(read: list[Numbered], refused: dict[int, str]) -> int:
    """All of one sender at once, and one by one only where one of them is refused."""
    by_sender: dict[int, tuple[Caller, list[Numbered]]] = {}
    senders = _senders()
    for numbered in read:
        caller = _sender_of(numbered[1], senders)
        by_sender.setdefault(caller.authority_key, (caller, []))[1].append(numbered)
    return sum(_keep_of(caller, part, refused) for caller, part in by_sender.values())


def _senders() -> dict[str, Caller]:
    """Those whose authority stays theirs: Sinau itself, and the systems that are connected here."""
    callers = [house_caller(), *(caller_for(one) for one in Client.objects.all())]
    return {identifier(one.authority): one for one in callers}


def _sender_of(checked: Checked, senders: dict[str, Caller]) -> Caller:
    said = json.loads(checked.json).get("authority") or {}
    return senders.get(identifier(said) if "member" not in said else "", import_caller())


def _keep_of(caller: Caller, read: list[Numbered], refused: dict[int, str]) -> int:
    try:
        with transaction.atomic():
            store([one for _number, one in read], caller=caller, version=Version.V1)
        return len(read)
    except (Conflict, CannotVoid, Rejected):
        pass
    kept = 0
    for number, checked in read:
        try:
            with transaction.atomic():
                store([checked], caller=caller, version=Version.V1)
            kept += 1
        except Conflict:
            refused[number] = "id ini sudah ada dengan isi lain"
        except CannotVoid:
            refused[number] = "pernyataan pembatal tidak dapat dibatalkan"
        except Rejected as refusal:
            refused[number] = refusal.sentence
    return kept


def _bring_attachments(checked: Checked, path: Path) -> None:
    for one in checked.attachments:
        source = _folder(path) / one.sha2
        if one.sha2.isalnum() and source.is_file():
            content = source.read_bytes()
            # A file whose content is another one than its name says is not taken.
            if _is_hash_of(one.sha2, content):
                attachments.keep(one.sha2, content)


def _is_hash_of(sha2: str, content: bytes) -> bool:
    kind = {56: "sha224", 64: "sha256", 96: "sha384", 128: "sha512"}.get(len(sha2))
    return kind is not None and hashlib.new(kind, content).hexdigest() == sha2.lower()
