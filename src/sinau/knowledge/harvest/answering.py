"""The answers to harvesters, as XML (sections 3.2 and 4)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Q, QuerySet
from django.urls import reverse
from lxml import etree

from sinau.kernel.clock import now
from sinau.knowledge.harvest.asking import PREFIXES, Asked, ProtocolError, token_of
from sinau.knowledge.harvest.describing import SCHEMAS, described
from sinau.knowledge.models import ArticleKind, Offered
from sinau.people.models import Agency

OAI = "http://www.openarchives.org/OAI/2.0/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
_IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
PER_ANSWER = 100
_STANDS = dt.timedelta(hours=24)
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def base_url() -> str:
    """Where harvesters ask."""
    return f"{settings.PUBLIC_URL}{reverse('knowledge:oai')}"


def namespace() -> str:
    """The domain our identifiers belong to; one is made up where the house has none."""
    host = urlsplit(settings.PUBLIC_URL).hostname or "localhost"
    whole = r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+"
    return host if re.fullmatch(whole, host) else "sinau.localhost"


def identifier_of(offered: Offered) -> str:
    """What harvesters call it, forever."""
    return f"oai:{namespace()}:{offered.name}"


def stamp(moment: dt.datetime) -> str:
    """A moment in the granularity of this house."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def answer(asked: Asked) -> bytes:
    """The whole answer; an error of the protocol is raised."""
    root = _root(asked)
    method = {
        "Identify": _identify,
        "ListMetadataFormats": _formats,
        "ListSets": _sets,
        "ListIdentifiers": _list,
        "ListRecords": _list,
        "GetRecord": _record,
    }[asked.verb]
    method(_sub(root, asked.verb), asked)
    return _bytes(root)


def refusal(error: ProtocolError, asked: Asked | None, arguments: dict[str, str]) -> bytes:
    """The answer that says what is wrong; badVerb and badArgument repeat no arguments (3.6)."""
    root = _root(None if error.code in ("badVerb", "badArgument") else asked, arguments, error.code)
    _sub(root, "error", error.words, code=error.code)
    return _bytes(root)


def _bytes(root: Any) -> bytes:
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _root(asked: Asked | None, arguments: dict[str, str] | None = None, code: str = "") -> Any:
    root = etree.Element(f"{{{OAI}}}OAI-PMH", nsmap={None: OAI, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI} {OAI}OAI-PMH.xsd")
    _sub(root, "responseDate", stamp(now()))
    said: dict[str, str] = {}
    if asked is not None:
        said = {"verb": asked.verb, **asked.arguments}
    elif arguments and code not in ("badVerb", "badArgument"):
        said = arguments
    request = _sub(root, "request", base_url())
    for name, value in said.items():
        request.set(name, _legal(value))
    return root


def _sub(parent: Any, name: str, words: str | None = None, **attributes: str) -> Any:
    element = etree.SubElement(parent, f"{{{OAI}}}{name}", **attributes)
    if words is not None:
        element.text = _legal(words)
    return element


def _legal(words: str) -> str:
    """XML knows no control signs."""
    return _ILLEGAL.sub("", words)


# ── Identify, formats, sets ─────────────────────────────────────────────────


def _identify(holder: Any, asked: Asked) -> None:
    first = Offered.objects.order_by("changed_at").values_list("changed_at", flat=True).first()
    _sub(holder, "repositoryName", f"Sinau {settings.CITY_NAME}")
    _sub(holder, "baseURL", base_url())
    _sub(holder, "protocolVersion", "2.0")
    _sub(holder, "adminEmail", _mail())
    _sub(holder, "earliestDatestamp", stamp(first or now()))
    _sub(holder, "deletedRecord", "persistent")
    _sub(holder, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    about = _sub(holder, "description")
    scheme = etree.SubElement(about, f"{{{_IDENTIFIER}}}oai-identifier", nsmap={None: _IDENTIFIER})
    scheme.set(f"{{{XSI}}}schemaLocation", f"{_IDENTIFIER} {_IDENTIFIER}.xsd")
    for name, words in (
        ("scheme", "oai"),
        ("repositoryIdentifier", namespace()),
        ("delimiter", ":"),
        ("sampleIdentifier", f"oai:{namespace()}:artikel-1"),
    ):
        etree.SubElement(scheme, f"{{{_IDENTIFIER}}}{name}").text = words


def _mail() -> str:
    """Whom harvesters write to."""
    found = re.search(r"[^\s<>]+@[^\s<>]+", str(settings.DEFAULT_FROM_EMAIL))
    return found[0] if found else f"admin@{namespace()}"


def _formats(holder: Any, asked: Asked) -> None:
    if asked.identifier:
        offered = _find(asked.identifier)
        if not _is_public(offered):
            raise ProtocolError("noMetadataFormats", "The item is deleted; no format is left.")
    for prefix in PREFIXES:
        element = _sub(holder, "metadataFormat")
        schema, uri = SCHEMAS[prefix]
        _sub(element, "metadataPrefix", prefix)
        _sub(
            element, "schema", schema if schema.startswith("http") else settings.PUBLIC_URL + schema
        )
        _sub(element, "metadataNamespace", uri)


def _sets(holder: Any, asked: Asked) -> None:
    if asked.after is not None:
        raise ProtocolError("badResumptionToken", "The list of sets is told at once.")
    used: dict[str, str] = {"jenis": "Jenis", "unit": "Perangkat daerah", "topik": "Topik"}
    rows = Offered.objects.standing().filter(is_public=True)
    for sets, sectors in rows.values_list("sets", "article__sectors"):
        for spec in sets:
            used.setdefault(spec, _set_name(spec, sectors or []))
    agencies = {f"unit:{a.code.lower()}": a.name for a in Agency.objects.only("code", "name")}
    for spec in sorted(used):
        element = _sub(holder, "set")
        _sub(element, "setSpec", spec)
        _sub(element, "setName", agencies.get(spec, used[spec]))


def _set_name(spec: str, sectors: list[str]) -> str:
    sort, _colon, word = spec.partition(":")
    if sort == "jenis":
        return (
            "Peraturan" if word == "regulation" else str(dict(ArticleKind.choices).get(word, word))
        )
    if sort == "topik":
        return word.replace("-", " ").capitalize()
    return word


# ── Records ─────────────────────────────────────────────────────────────────


def _rows() -> QuerySet[Offered]:
    return Offered.objects.standing().select_related(
        "article__agency", "article__owner", "article__verified_revision", "regulation__agency"
    )


def _list(holder: Any, asked: Asked) -> None:
    rows = Offered.objects.standing()
    if asked.since is not None:
        rows = rows.filter(changed_at__gte=asked.since)
    if asked.before is not None:
        rows = rows.filter(changed_at__lt=asked.before)
    if asked.spec:
        rows = rows.filter(_in_set(asked.spec))
    total = rows.count()
    part = rows
    if asked.after is not None:
        at, pk = asked.after
        part = rows.filter(Q(changed_at__gt=at) | Q(changed_at=at, pk__gt=pk))
    pks = list(part.order_by("changed_at", "pk").values_list("pk", flat=True)[: PER_ANSWER + 1])
    if not pks:
        if asked.after is None:
            raise ProtocolError("noRecordsMatch", "Nothing is offered for these arguments.")
        raise ProtocolError("badResumptionToken", "Nothing is left of this list.")
    found = list(_rows().filter(pk__in=pks[:PER_ANSWER]).order_by("changed_at", "pk"))
    for offered in found:
        if asked.verb == "ListIdentifiers":
            _header(holder, offered)
        else:
            _whole(holder, offered, asked.prefix)
    _go_on(holder, asked, found[-1], told=len(found), total=total, more=len(pks) > PER_ANSWER)


def _in_set(spec: str) -> Q:
    """A set holds what its parts hold (section 2.6)."""
    if spec in ("jenis", "unit"):
        return Q()
    if spec == "topik":
        return Q(sets__icontains='"topik:')
    return Q(sets__contains=[spec])


def _go_on(holder: Any, asked: Asked, last: Offered, *, told: int, total: int, more: bool) -> None:
    """Section 3.5: a token while there is more; an empty one closes a list that came in parts."""
    if not more and asked.after is None:
        return
    cursor = asked.cursor
    words = token_of(asked, (last.changed_at, last.pk), cursor + told) if more else ""
    element = _sub(
        holder,
        "resumptionToken",
        words,
        completeListSize=str(max(total, cursor + told)),
        cursor=str(cursor),
    )
    if more:
        element.set("expirationDate", stamp(now() + _STANDS))


def _record(holder: Any, asked: Asked) -> None:
    _whole(holder, _find(asked.identifier), asked.prefix)


def _find(identifier: str) -> Offered:
    start = f"oai:{namespace()}:"
    offered = None
    if identifier.startswith(start):
        offered = _rows().filter(name=identifier.removeprefix(start)).first()
    if offered is None:
        raise ProtocolError("idDoesNotExist", "No item of this house has this identifier.")
    return offered


def _is_public(offered: Offered) -> bool:
    return bool(getattr(offered, "is_public", False))


def _header(holder: Any, offered: Offered) -> None:
    header = _sub(holder, "header")
    if not _is_public(offered):
        header.set("status", "deleted")
    _sub(header, "identifier", identifier_of(offered))
    _sub(header, "datestamp", stamp(offered.changed_at))
    for spec in offered.sets:
        _sub(header, "setSpec", spec)


def _whole(holder: Any, offered: Offered, prefix: str) -> None:
    record = _sub(holder, "record")
    _header(record, offered)
    if _is_public(offered):
        _sub(record, "metadata").append(described(offered, prefix))
