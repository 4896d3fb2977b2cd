"""What statements teach: definitions of activities and names of agents, added up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sinau.records.keys import key_of
from sinau.records.rows import cursor
from sinau.records.xapi.checked import Checked, Stated

# What this process has already added; saying it again changes nothing.
_SEEN_AT_MOST = 50_000
_seen: set[tuple[str, bytes]] = set()
# The same, by the object that said it: readers remember the parts of statements, so that the same
# object comes again and again, and neither text need be hashed.
_seen_objects: dict[int, Stated] = {}
NAMES_AT_MOST = 20


def learn(statements: Sequence[Checked]) -> None:
    """Definitions and names that are new are in the tables; in the order of their keys."""
    definitions = _news(each.definitions for each in statements)
    names = _news(each.names for each in statements)
    if definitions:
        _add_definitions(definitions)
    if names:
        _add_names(names)
    if len(_seen) > _SEEN_AT_MOST:
        forget_seen()
    for news in (definitions, names):
        _seen.update((about, each) for about, said in news.items() for each in said)


def is_news(statement: Checked) -> bool:
    """Whether the statement says something that this process has not added yet."""
    for each in statement.definitions:
        if _seen_objects.get(id(each)) is not each and not _is_seen(each):
            return True
    for each in statement.names:
        if _seen_objects.get(id(each)) is not each and not _is_seen(each):
            return True
    return False


def _is_seen(said: Stated) -> bool:
    if (said.about, said.json) not in _seen:
        return False
    if len(_seen_objects) > _SEEN_AT_MOST:
        _seen_objects.clear()
    # Held, so that its number is nobody else's.
    _seen_objects[id(said)] = said
    return True


def forget_seen() -> None:
    """The next statement is looked at as if it were the first; for tests."""
    _seen.clear()
    _seen_objects.clear()


def _news(all_said: Iterable[tuple[Stated, ...]]) -> dict[str, list[bytes]]:
    news: dict[str, list[bytes]] = {}
    for said in all_said:
        for each in said:
            if (each.about, each.json) not in _seen:
                known = news.setdefault(each.about, [])
                if each.json not in known:
                    known.append(each.json)
    return news


def _add_definitions(news: dict[str, list[bytes]]) -> None:
    ordered = sorted(news, key=key_of)
    with cursor() as rows:
        rows.execute(
            """insert into records_activity (key, iri, definition, changed_at)
               select key, iri, '{}', clock_timestamp()
               from unnest(%s::bigint[], %s::text[]) as n (key, iri)
               on conflict do nothing""",
            ([key_of(iri) for iri in ordered], ordered),
        )
        known = rows.execute(
            """select iri, definition::text from records_activity
               where key = any(%s) order by key for no key update""",
            ([key_of(iri) for iri in ordered],),
        ).fetchall()
        for iri, text in known:
            before = json.loads(text)
            after = before
            for said in news.get(iri, ()):
                after = merged(after, json.loads(said))
            if after != before:
                rows.execute(
                    """update records_activity set definition = %s::jsonb,
                       changed_at = clock_timestamp() where key = %s""",
                    (json.dumps(after), key_of(iri)),
                )


def merged(known: dict[str, Any], said: dict[str, Any]) -> dict[str, Any]:
    """Both definitions in one: the newer wins, languages and extensions are added up."""
    result = {**known, **said}
    for part in ("name", "description", "extensions"):
        if part in known and part in said:
            result[part] = {**known[part], **said[part]}
    return result


def _add_names(news: dict[str, list[bytes]]) -> None:
    ordered = sorted(news, key=key_of)
    with cursor() as rows:
        rows.execute(
            """insert into records_agent (key, identifier, names, changed_at)
               select key, identifier, '{}', clock_timestamp()
               from unnest(%s::bigint[], %s::text[]) as n (key, identifier)
               on conflict do nothing""",
            ([key_of(each) for each in ordered], ordered),
        )
        known = rows.execute(
            """select identifier, names from records_agent
               where key = any(%s) order by key for no key update""",
            ([key_of(each) for each in ordered],),
        ).fetchall()
        for identifier, names in known:
            said = [json.loads(each) for each in news.get(identifier, ())]
            after = list(dict.fromkeys([*names, *said]))[-NAMES_AT_MOST:]
            if after != names:
                rows.execute(
                    """update records_agent set names = %s, changed_at = clock_timestamp()
                       where key = %s""",
                    (after, key_of(identifier)),
                )
