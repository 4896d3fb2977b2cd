"""What a harvester asks for, or which error of the protocol it gets (section 3.6)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from django.core import signing
from django.http import QueryDict

SALT = "sinau.knowledge.harvest"
TOKEN_STANDS = 24 * 60 * 60
PREFIXES = ("oai_dc", "sinau")
# Section 4: (required, optional, whether a resumption token stands for all the others).
_VERBS: dict[str, tuple[set[str], set[str], bool]] = {
    "Identify": (set(), set(), False),
    "ListMetadataFormats": (set(), {"identifier"}, False),
    "ListSets": (set(), set(), True),
    "ListIdentifiers": ({"metadataPrefix"}, {"from", "until", "set"}, True),
    "ListRecords": ({"metadataPrefix"}, {"from", "until", "set"}, True),
    "GetRecord": ({"identifier", "metadataPrefix"}, set(), False),
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
_SPEC = re.compile(r"[A-Za-z0-9\-_.!~*'()]+(?::[A-Za-z0-9\-_.!~*'()]+)*")


class ProtocolError(Exception):
    """One of the eight errors of the protocol."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code)
        self.code = code
        self.words = words


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request that is understood."""

    verb: str
    # As they were given, to be said again in the answer.
    arguments: dict[str, str] = field(default_factory=dict)
    identifier: str = ""
    prefix: str = ""
    spec: str = ""
    since: dt.datetime | None = None
    # The first moment that is no longer wanted.
    before: dt.datetime | None = None
    # Where a list goes on: behind this datestamp and row, with so many already told.
    after: tuple[dt.datetime, int] | None = None
    cursor: int = 0


def understood(query: QueryDict) -> Asked:
    """The request, or the error it is answered with."""
    verbs = query.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise ProtocolError("badVerb", "The verb is missing, repeated or none of the six.")
    verb = verbs[0]
    required, optional, has_token = _VERBS[verb]
    names = set(query) - {"verb"}
    repeated = [name for name in names if len(query.getlist(name)) > 1]
    if repeated:
        raise ProtocolError("badArgument", f"Repeated: {', '.join(sorted(repeated))}.")
    arguments = {name: query.get(name, "") for name in names}
    if "resumptionToken" in names and has_token:
        if names != {"resumptionToken"}:
            raise ProtocolError("badArgument", "resumptionToken is an exclusive argument.")
        return _resumed(verb, arguments)
    if unknown := names - required - optional:
        raise ProtocolError("badArgument", f"Not known: {', '.join(sorted(unknown))}.")
    if missing := required - names:
        raise ProtocolError("badArgument", f"Missing: {', '.join(sorted(missing))}.")
    return _plain(verb, arguments)


def _plain(verb: str, said: dict[str, str]) -> Asked:
    since, before = _span(said.get("from"), said.get("until"))
    spec = said.get("set", "")
    if "set" in said and not _SPEC.fullmatch(spec):
        raise ProtocolError("badArgument", "The set is not written as a setSpec.")
    if "identifier" in said and not said["identifier"].strip():
        raise ProtocolError("badArgument", "The identifier is empty.")
    prefix = said.get("metadataPrefix", "")
    if "metadataPrefix" in said:
        if not re.fullmatch(r"[A-Za-z0-9\-_.!~*'()]+", prefix):
            raise ProtocolError("badArgument", "The metadataPrefix is not written as one.")
        if prefix not in PREFIXES:
            raise ProtocolError("cannotDisseminateFormat", "This format is not offered.")
    return Asked(
        verb=verb,
        arguments=said,
        identifier=said.get("identifier", ""),
        prefix=prefix,
        spec=spec,
        since=since,
        before=before,
    )


def _span(since: str | None, until: str | None) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Section 2.7.1: both ends belong to it, and both have the same granularity."""
    first, last = _moment(since), _moment(until)
    if since and until and len(since) != len(until):
        raise ProtocolError("badArgument", "from and until differ in granularity.")
    if first and last and first > last:
        raise ProtocolError("badArgument", "from is later than until.")
    if last is not None and until is not None:
        last += dt.timedelta(days=1) if _DAY.fullmatch(until) else dt.timedelta(seconds=1)
    return first, last


def _moment(said: str | None) -> dt.datetime | None:
    if said is None:
        return None
    try:
        if _DAY.fullmatch(said):
            return dt.datetime.strptime(said, "%Y-%m-%d").replace(tzinfo=dt.UTC)
        if _MOMENT.fullmatch(said):
            return dt.datetime.strptime(said, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise ProtocolError(
        "badArgument", "A date is not written as YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ."
    )


# ── Going on ────────────────────────────────────────────────────────────────


def token_of(asked: Asked, after: tuple[dt.datetime, int], cursor: int) -> str:
    """Where this list goes on; nothing is kept here, the token holds it all and is signed."""
    return signing.dumps(
        [
            asked.verb,
            asked.prefix,
            asked.spec,
            *[moment.isoformat() if moment else "" for moment in (asked.since, asked.before)],
            after[0].isoformat(),
            after[1],
            cursor,
        ],
        salt=SALT,
        compress=True,
    )


def _resumed(verb: str, arguments: dict[str, str]) -> Asked:
    bad = ProtocolError("badResumptionToken", "The token is not ours, or its time is over.")
    try:
        said = signing.loads(arguments["resumptionToken"], salt=SALT, max_age=TOKEN_STANDS)
        told, prefix, spec, since, before, at, pk, cursor = said
        asked = Asked(
            verb=verb,
            arguments=arguments,
            prefix=prefix,
            spec=spec,
            since=dt.datetime.fromisoformat(since) if since else None,
            before=dt.datetime.fromisoformat(before) if before else None,
            cursor=int(cursor),
        )
        after = (dt.datetime.fromisoformat(at), int(pk))
    except (signing.BadSignature, ValueError, TypeError) as trouble:
        raise bad from trouble
    if told != verb:
        raise bad
    return replace(asked, after=after)
