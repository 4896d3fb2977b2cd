"""One thing as Dublin Core, or with its whole text."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from lxml import etree

from sinau.kernel.clock import WIB
from sinau.knowledge.models import Article, Offered, Regulation

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
OWN = "urn:sinau:knowledge:1"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
# prefix: (schema, namespace); a schema that begins with a slash is served by this house.
SCHEMAS = {
    "oai_dc": ("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC),
    "sinau": ("/pengetahuan/oai/sinau.xsd", OWN),
}
_ILLEGAL = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def described(offered: Offered, prefix: str) -> Any:
    """The metadata element of something that is open to all."""
    if offered.article is not None:
        said, text = _article(offered.article), offered.article.body
    else:
        assert offered.regulation is not None
        said, text = _regulation(offered.regulation), ""
    return _dublin_core(said) if prefix == "oai_dc" else _own(said, text)


def _article(article: Article) -> list[tuple[str, str]]:
    url = f"{settings.PUBLIC_URL}{article.get_absolute_url()}"
    day = (article.verified_at or article.updated_at).astimezone(WIB).date().isoformat()
    return [
        ("title", article.title),
        ("creator", article.agency.name),
        *[("subject", str(topic)) for topic in article.sectors],
        ("description", article.summary),
        ("publisher", f"Pemerintah {settings.CITY_NAME}"),
        ("date", day),
        ("type", "Text"),
        ("type", str(article.get_kind_display())),
        ("format", "text/html"),
        ("identifier", url),
        ("language", "id"),
        *[("relation", str(basis)) for basis in article.legal_basis],
    ]


def _regulation(regulation: Regulation) -> list[tuple[str, str]]:
    url = f"{settings.PUBLIC_URL}{regulation.get_absolute_url()}"
    return [
        ("title", f"{regulation.short_title}: {regulation.title}"),
        ("creator", regulation.issuer or regulation.agency.name),
        ("subject", regulation.kind),
        ("description", str(regulation.get_status_display())),
        ("publisher", f"Pemerintah {settings.CITY_NAME}"),
        ("date", str(regulation.year or regulation.published_at.astimezone(WIB).date())),
        ("type", "Text"),
        ("format", "text/html"),
        ("identifier", url),
        ("identifier", regulation.short_title),
        ("language", "id"),
    ]


def _dublin_core(said: list[tuple[str, str]]) -> Any:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} {SCHEMAS['oai_dc'][0]}")
    for name, words in said:
        if words:
            etree.SubElement(root, f"{{{DC}}}{name}").text = _ILLEGAL.sub("", words)
    return root


def _own(said: list[tuple[str, str]], text: str) -> Any:
    root = etree.Element(f"{{{OWN}}}knowledge", nsmap={None: OWN, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OWN} {settings.PUBLIC_URL}{SCHEMAS['sinau'][0]}")
    for name, words in said:
        if words:
            etree.SubElement(root, f"{{{OWN}}}field", name=name).text = _ILLEGAL.sub("", words)
    if text:
        body = etree.SubElement(root, f"{{{OWN}}}text", format="text/markdown")
        body.text = _ILLEGAL.sub("", text)
    return root


SCHEMA = f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{OWN}"
  xmlns="{OWN}" elementFormDefault="qualified">
  <xs:element name="knowledge">
    <xs:complexType>
      <xs:sequence>
        <xs:element name="field" minOccurs="1" maxOccurs="unbounded">
          <xs:complexType>
            <xs:simpleContent>
              <xs:extension base="xs:string"><xs:attribute name="name" type="xs:NCName" use="required"/></xs:extension>
            </xs:simpleContent>
          </xs:complexType>
        </xs:element>
        <xs:element name="text" minOccurs="0">
          <xs:complexType>
            <xs:simpleContent>
              <xs:extension base="xs:string"><xs:attribute name="format" type="xs:string" use="required"/></xs:extension>
            </xs:simpleContent>
          </xs:complexType>
        </xs:element>
      </xs:sequence>
    </xs:complexType>
  </xs:element>
</xs:schema>
"""
