"""Who a session belongs to, with agency and roles, in one question to the database."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from sinau.kernel.asking import prepared
from sinau.kernel.clock import today
from sinau.people.models import Agency, Grant, Person


class HouseBackend(ModelBackend):
    """Signs in by number and password; every page asks it who is reading."""

    def get_user(self, user_id: Any) -> Person | None:
        """The person of this session, who may have been kept out since; with `agency` and `roles`.

        Asked on every page, so this one statement is written by hand: made by the ORM it would be
        three, and each costs more to compose than to answer.
        """
        with prepared() as cursor:
            cursor.execute(_statement(), {"person": user_id, "today": today()})
            row = cursor.fetchone()
        if row is None:
            return None
        people = _columns(Person)
        agencies = _columns(Agency)
        person = Person.from_db(connection.alias, people, row[: len(people)])
        of_agency = row[len(people) : len(people) + len(agencies)]
        if person.agency_id is not None:
            person.agency = Agency.from_db(connection.alias, agencies, of_agency)
        if person.is_active:
            person.roles = [(role, path) for role, path in _list(row[-1])]
        return person if self.user_can_authenticate(person) else None


@cache
def _columns(model: type[Person | Agency]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def _list(value: Any) -> list[list[str]]:
    found: list[list[str]] = json.loads(value) if isinstance(value, str) else value or []
    return found


@cache
def _statement() -> str:
    of_person = ", ".join(f'p."{f.column}"' for f in Person._meta.concrete_fields)
    of_agency = ", ".join(f'a."{f.column}"' for f in Agency._meta.concrete_fields)
    # The same grants as `GrantQuerySet.valid_on`, in the same order.
    return f"""
        select {of_person}, {of_agency},
            (select json_agg(json_build_array(g.role, over_agency.path)
                             order by g.role, over_agency.path)
             from {Grant._meta.db_table} g
             join {Agency._meta.db_table} over_agency on over_agency.id = g.agency_id
             where g.person_id = p.id and g.revoked_at is null
               and g.valid_from <= %(today)s
               and (g.valid_to is null or g.valid_to >= %(today)s))
        from {Person._meta.db_table} p
        left join {Agency._meta.db_table} a on a.id = p.agency_id
        where p.id = %(person)s
    """  # noqa: S608  names of our own tables
