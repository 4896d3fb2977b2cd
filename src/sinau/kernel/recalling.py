"""Compose a query once and ask it many times.

Composing SQL by the ORM costs several times more than asking PostgreSQL for a few rows, and a page
that is opened all day composes the same statements each time. `@recalled` keeps the statement:

    @recalled
    def drafts(person: Person, year: int) -> QuerySet[LeaveDraft]:
        return LeaveDraft.objects.filter(person=person, year=year)

    drafts(person=request.user, year=2026)      # a list of LeaveDraft

The function runs once for every group of people who are alike (`alike()`: for a person, agency and
roles), with marked values in the place of what is given, and at a marked moment of the clock. In the
statement it composes, the marks show where the values of each later call belong: arguments, the
primary key of a person, now and today. So a function may use its arguments only as they are, never
compute with them or decide by them; a mark that does not arrive in the statement is an error at the
first call. Lists cannot be given.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial, update_wrapper
from threading import Lock
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

from sinau.kernel import clock
from sinau.kernel.asking import prepared

Row = TypeVar("Row", bound=models.Model)
Filler = Callable[[dict[str, Any]], Any]

# A moment nobody means; what is computed from it lies within a few years of it.
_MARKED = dt.datetime(1607, 3, 5, 7, 11, 13, 171_923, tzinfo=dt.UTC)
_NEAR = dt.timedelta(days=3 * 366)
# Small enough for every column of numbers.
_FIRST_MARK = 31_977
_KEPT = 4096


class Astray(RuntimeError):
    """A recalled query computes with an argument or decides by it, so it cannot be kept."""


@dataclass(frozen=True)
class _Statement(Generic[Row]):
    sql: str
    fillers: tuple[Filler, ...]
    hydrate: Callable[[list[tuple[Any, ...]]], list[Row]]
    using: str

    def ask(self, given: dict[str, Any]) -> list[Row]:
        with prepared(self.using) as cursor:
            cursor.execute(self.sql, [fill(given) for fill in self.fillers])
            return self.hydrate(cursor.fetchall())


class Recalled(Generic[Row]):
    """A query kept as a statement for each kind of asker."""

    def __init__(self, compose: Callable[..., models.QuerySet[Row]]) -> None:
        self.compose = compose
        self._statements: dict[Hashable, _Statement[Row] | _Nothing[Row]] = {}
        self._lock = Lock()
        update_wrapper(self, compose)

    def __call__(self, **given: Any) -> list[Row]:
        """The rows for these values, as the function would give them."""
        key = tuple(_alike(value) for value in given.values())
        statement = self._statements.get(key)
        if statement is None:
            statement = self._keep(key, given)
        return statement.ask(given)

    def first(self, **given: Any) -> Row | None:
        """The first of the rows, if any; the function should ask for no more than one."""
        return next(iter(self(**given)), None)

    def _keep(self, key: Hashable, given: dict[str, Any]) -> _Statement[Row] | _Nothing[Row]:
        with self._lock:
            if len(self._statements) >= _KEPT:
                self._statements.clear()
            statement = _composed(self.compose, given)
            self._statements[key] = statement
            return statement


def recalled(compose: Callable[..., models.QuerySet[Row]]) -> Recalled[Row]:
    """Keep what this function composes; see the head of this module for what it may do."""
    return Recalled(compose)


def _alike(value: Any) -> tuple[type, Hashable]:
    """What decides which statement is composed: the type, and for people what makes them alike."""
    alike = getattr(value, "alike", None)
    return (type(value), alike() if alike else None)


class _Nothing(Generic[Row]):
    """For these people there is never a row, so nobody is asked."""

    def ask(self, given: dict[str, Any]) -> list[Row]:
        return []


def _composed(
    compose: Callable[..., models.QuerySet[Row]], given: dict[str, Any]
) -> _Statement[Row] | _Nothing[Row]:
    marks: dict[Any, Filler] = {}
    marked = {name: _mark(name, value, marks) for name, value in given.items()}
    with clock.freeze(_MARKED):
        rows = compose(**marked)
        compiler = rows.query.get_compiler(using=rows.db)
        try:
            sql, values = compiler.as_sql()
        except EmptyResultSet:
            return _Nothing()
    found: set[Any] = set()
    fillers = tuple(_filler(value, marks, found) for value in values)
    # Of a person the agency and roles may be all that counts.
    asked = {
        mark for mark, value in zip(marks, given.values(), strict=True) if _alike(value)[1] is None
    }
    if missing := asked - found:
        raise Astray(f"{compose.__qualname__}: {sorted(map(str, missing))} not in the statement")
    return _Statement(sql=sql, fillers=fillers, hydrate=_hydrator(rows, compiler), using=rows.db)


def _mark(name: str, value: Any, marks: dict[Any, Filler]) -> Any:
    number = _FIRST_MARK + len(marks)
    match value:
        case models.Model():
            marks[number] = lambda given: given[name].pk
            copied = copy.copy(value)
            copied.pk = number
            return copied
        case bool() | None:
            raise Astray(f"{name}: {value!r} would decide what is asked")
        case int():
            marks[number] = lambda given: given[name]
            return number
        case str():
            word = f"-{number}-"
            marks[word] = lambda given: given[name]
            return word
    raise Astray(f"{name}: a {type(value).__name__} cannot be marked")


def _filler(value: Any, marks: dict[Any, Filler], found: set[Any]) -> Filler:
    if isinstance(value, int | str) and value in marks:
        found.add(value)
        return marks[value]
    if isinstance(value, dt.datetime) and abs(value - _MARKED) < _NEAR:
        return partial(_later, value - _MARKED)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        away = value - _MARKED.astimezone(clock.WIB).date()
        if abs(away) < _NEAR:
            return partial(_on_the_day, away)
    return lambda _given: value


def _later(away: dt.timedelta, _given: dict[str, Any]) -> dt.datetime:
    return clock.now() + away


def _on_the_day(away: dt.timedelta, _given: dict[str, Any]) -> dt.date:
    return clock.today() + away


def _hydrator(
    rows: models.QuerySet[Row], compiler: SQLCompiler
) -> Callable[[list[tuple[Any, ...]]], list[Row]]:
    """What makes models of rows, as `ModelIterable` does, with everything looked up beforehand."""
    if rows._iterable_class is not ModelIterable:
        raise Astray("only models can be recalled, no values")
    using, info, select = rows.db, compiler.klass_info, compiler.select
    assert info is not None
    model, fields = info["model"], info["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [select[at][0].target.attname for at in fields]
    related = get_related_populators(info, select, using)  # type: ignore[call-arg]
    converters = compiler.get_converters([expression for expression, *_rest in select])
    annotated = list(compiler.annotation_col_map.items())

    def hydrate(found: list[tuple[Any, ...]]) -> list[Row]:
        made: list[Row] = []
        for row in compiler.apply_converters(found, converters) if converters else found:
            one = model.from_db(using, names, row[start:end])
            for populator in related:
                populator.populate(row, one)
            for name, at in annotated:
                setattr(one, name, row[at])
            made.append(one)
        return made

    return hydrate
