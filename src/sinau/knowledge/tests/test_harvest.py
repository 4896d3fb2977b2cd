"""OAI-PMH 2.0: six verbs, eight errors, and nothing that is not public."""

from __future__ import annotations

import datetime as dt
from typing import Any
from unittest import mock

from lxml import etree

from sinau.journal.testing import tell_everyone
from sinau.kernel import clock
from sinau.knowledge import actions
from sinau.knowledge.harvest import answering
from sinau.knowledge.models import Article, Offered
from sinau.knowledge.tests.stage import TEXT, KnowledgeTestCase
from sinau.people.models import Audience

NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "own": "urn:sinau:knowledge:1",
}
URL = "/pengetahuan/oai/"


class HarvestTestCase(KnowledgeTestCase):
    def public(self, nth: int = 1) -> Article:
        """A verified article anybody may read."""
        text = TEXT.__class__(**{**vars(TEXT), "title": f"Cara mengajukan cuti {nth}"})
        article = self.verified(text=text, audience=Audience.PUBLIC, sectors=["Kepegawaian & Cuti"])
        tell_everyone()
        return article

    def ask(self, method: str = "get", **said: str) -> Any:
        """The answer as a tree; it is always XML with an HTTP status of 200."""
        named = {name.rstrip("_"): value for name, value in said.items()}
        answer = getattr(self.client, method)(URL, named)
        self.assertEqual(answer.status_code, 200)
        self.assertEqual(answer["Content-Type"], "text/xml; charset=UTF-8")
        tree = etree.fromstring(answer.content)
        self.assertEqual(tree.tag, f"{{{NS['o']}}}OAI-PMH")
        self.assertEqual(
            [etree.QName(child).localname for child in tree][:2], ["responseDate", "request"]
        )
        return tree

    def error(self, tree: Any) -> str:
        """The code of the error."""
        found = tree.findall("o:error", NS)
        self.assertEqual(len(found), 1)
        return str(found[0].get("code"))

    def texts(self, tree: Any, path: str) -> list[str]:
        """The words of every element at a path."""
        return [element.text or "" for element in tree.iterfind(path, NS)]


class VerbTests(HarvestTestCase):
    def test_identify_says_what_this_house_is_in_the_order_of_the_schema(self) -> None:
        tree = self.ask(verb="Identify")
        names = [etree.QName(each).localname for each in tree.find("o:Identify", NS)]
        self.assertEqual(
            names,
            [
                *("repositoryName", "baseURL", "protocolVersion", "adminEmail"),
                *("earliestDatestamp", "deletedRecord", "granularity", "description"),
            ],
        )
        self.assertEqual(self.texts(tree, ".//o:deletedRecord"), ["persistent"])
        self.assertEqual(self.texts(tree, ".//o:granularity"), ["YYYY-MM-DDThh:mm:ssZ"])
        self.assertTrue(self.texts(tree, ".//o:baseURL")[0].endswith(URL))

    def test_formats_in_general_and_of_one_item(self) -> None:
        article = self.public()
        name = f"oai:{answering.namespace()}:artikel-{article.pk}"
        for said in ({}, {"identifier": name}):
            tree = self.ask(verb="ListMetadataFormats", **said)
            self.assertEqual(self.texts(tree, ".//o:metadataPrefix"), ["oai_dc", "sinau"])
        self.assertEqual(
            self.error(self.ask(verb="ListMetadataFormats", identifier="oai:x:1")), "idDoesNotExist"
        )

    def test_sets_by_kind_agency_and_topic(self) -> None:
        self.public()
        tree = self.ask(verb="ListSets")
        specs = self.texts(tree, ".//o:setSpec")
        self.assertIn("jenis:article", specs)
        self.assertIn("unit:dinkes", specs)
        self.assertIn("topik:kepegawaian-cuti", specs)
        self.assertEqual(len(specs), len(self.texts(tree, ".//o:setName")))

    def test_a_record_as_dublin_core(self) -> None:
        article = self.public()
        name = f"oai:{answering.namespace()}:artikel-{article.pk}"
        tree = self.ask(verb="GetRecord", identifier=name, metadataPrefix="oai_dc")
        self.assertEqual(self.texts(tree, ".//dc:title"), ["Cara mengajukan cuti 1"])
        self.assertEqual(self.texts(tree, ".//dc:relation"), ["PP 11/2017 Pasal 312 ayat (2)"])
        self.assertEqual(self.texts(tree, ".//o:header/o:identifier"), [name])
        self.assertEqual(tree.find("o:request", NS).get("identifier"), name)

    def test_a_record_with_its_whole_text(self) -> None:
        self.public()
        tree = self.ask(verb="ListRecords", metadataPrefix="sinau")
        self.assertIn("## Cara mengajukan", self.texts(tree, ".//own:text")[0])
        schema = etree.XMLSchema(etree.fromstring(self.client.get(f"{URL}sinau.xsd").content))
        schema.assertValid(tree.find(".//own:knowledge", NS))

    def test_a_regulation_is_a_record_too(self) -> None:
        self.regulation(audience=Audience.PUBLIC)
        tell_everyone()
        tree = self.ask(verb="ListRecords", metadataPrefix="oai_dc", set="jenis:regulation")
        self.assertEqual(
            self.texts(tree, ".//dc:title"), ["PP 11/2017: Manajemen Pegawai Negeri Sipil"]
        )

    def test_a_form_that_is_posted_gets_the_same(self) -> None:
        self.public()
        self.assertEqual(
            self.texts(
                self.ask("post", verb="ListIdentifiers", metadataPrefix="oai_dc"), ".//o:setSpec"
            ),
            self.texts(self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc"), ".//o:setSpec"),
        )
        self.assertEqual(self.client.get("/pengetahuan/oai?verb=Identify").status_code, 200)

    def test_spans_of_time_hold_both_their_ends(self) -> None:
        with clock.freeze(dt.datetime(2026, 3, 4, 5, 6, 7, 890000, tzinfo=dt.UTC)):
            self.public()
        for since, until, count in (
            ("2026-03-04T05:06:07Z", "2026-03-04T05:06:07Z", 1),
            ("2026-03-04", "2026-03-04", 1),
            ("2026-03-05", None, 0),
            (None, "2026-03-04T05:06:06Z", 0),
        ):
            said = {"from": since, "until": until}
            given = {name: value for name, value in said.items() if value}
            tree = self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", **given)
            self.assertEqual(len(tree.findall(".//o:header", NS)), count, said)
            if not count:
                self.assertEqual(self.error(tree), "noRecordsMatch")


class ErrorTests(HarvestTestCase):
    def test_each_error_of_the_protocol(self) -> None:
        self.public()
        many = f"{URL}?verb=Identify&verb=Identify"
        self.assertEqual(self.error(etree.fromstring(self.client.get(many).content)), "badVerb")
        listed = {"verb": "ListRecords"}
        for code, said in (
            ("badVerb", {}),
            ("badVerb", {"verb": "identify"}),
            ("badArgument", listed),
            ("badArgument", {"verb": "Identify", "x": "1"}),
            ("badArgument", {**listed, "metadataPrefix": "oai_dc", "from": "kemarin"}),
            ("badArgument", {**listed, "metadataPrefix": "oai_dc", "from": "2026-02-30"}),
            (
                "badArgument",
                {**listed, "metadataPrefix": "oai_dc", "from": "2026-02-03", "until": "2026-02-02"},
            ),
            (
                "badArgument",
                {
                    **listed,
                    "metadataPrefix": "oai_dc",
                    "from": "2026-02-01",
                    "until": "2026-02-02T00:00:00Z",
                },
            ),
            ("badArgument", {**listed, "metadataPrefix": "oai_dc", "set": "a b"}),
            ("badArgument", {**listed, "metadataPrefix": "oai_dc", "resumptionToken": "x"}),
            ("badArgument", {"verb": "GetRecord", "metadataPrefix": "oai_dc"}),
            ("badResumptionToken", {**listed, "resumptionToken": "x"}),
            ("badResumptionToken", {"verb": "ListSets", "resumptionToken": "x"}),
            ("cannotDisseminateFormat", {**listed, "metadataPrefix": "marc"}),
            (
                "idDoesNotExist",
                {"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": "oai:x:y"},
            ),
            ("noRecordsMatch", {**listed, "metadataPrefix": "oai_dc", "set": "topik:tidak-ada"}),
        ):
            with self.subTest(code=code, **{name.title(): value for name, value in said.items()}):
                tree = self.ask(**said)
                self.assertEqual(self.error(tree), code)
                request = tree.find("o:request", NS)
                if code in ("badVerb", "badArgument"):
                    self.assertEqual(dict(request.attrib), {})
                else:
                    self.assertEqual(request.get("verb"), said["verb"])

    def test_signs_that_xml_does_not_know_are_left_out(self) -> None:
        article = self.public()
        Article.objects.filter(pk=article.pk).update(title="a\x0bb <c>")
        tree = self.ask(verb="ListRecords", metadataPrefix="oai_dc")
        self.assertEqual(self.texts(tree, ".//dc:title"), ["ab <c>"])
        self.assertEqual(self.error(self.ask(verb="\x01")), "badVerb")


class ListTests(HarvestTestCase):
    def test_a_long_list_comes_in_parts_and_ends_with_an_empty_token(self) -> None:
        for nth in range(5):
            self.public(nth)
        names: list[str] = []
        with mock.patch.object(answering, "PER_ANSWER", 2):
            tree = self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc", set="jenis:article")
            for part in range(3):
                names += self.texts(tree, ".//o:header/o:identifier")
                token = tree.find(".//o:resumptionToken", NS)
                self.assertEqual(
                    (token.get("cursor"), token.get("completeListSize")), (str(part * 2), "5")
                )
                if part == 2:
                    self.assertEqual(token.text, None)
                    break
                self.assertTrue(token.get("expirationDate"))
                tree = self.ask(verb="ListIdentifiers", resumptionToken=token.text)
        self.assertEqual(len(set(names)), 5)

    def test_a_token_of_another_verb_or_an_old_one_is_refused(self) -> None:
        self.public(1)
        self.public(2)
        with mock.patch.object(answering, "PER_ANSWER", 1):
            tree = self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
            token = self.texts(tree, ".//o:resumptionToken")[0]
            self.assertEqual(
                self.error(self.ask(verb="ListRecords", resumptionToken=token)),
                "badResumptionToken",
            )
            with mock.patch("django.core.signing.time.time", return_value=4_000_000_000):
                tree = self.ask(verb="ListIdentifiers", resumptionToken=token)
            self.assertEqual(self.error(tree), "badResumptionToken")

    def test_the_list_asks_the_same_number_of_questions_for_few_and_for_many(self) -> None:
        from sinau.ui.testing import queries_of

        self.public()
        url = f"{URL}?verb=ListRecords&metadataPrefix=oai_dc"
        few = queries_of(self.client, url)
        for nth in range(6):
            self.public(nth)
        self.assertEqual(queries_of(self.client, url), few)


class OpenTests(HarvestTestCase):
    def test_only_what_is_public_and_verified_is_offered(self) -> None:
        """P-KNO-85"""
        self.verified(audience=Audience.CITY)
        self.draft(audience=Audience.PUBLIC)
        self.regulation()
        tell_everyone()
        self.assertEqual(
            self.error(self.ask(verb="ListRecords", metadataPrefix="oai_dc")), "noRecordsMatch"
        )
        self.assertNotIn(
            "topik:kepegawaian-cuti", self.texts(self.ask(verb="ListSets"), ".//o:setSpec")
        )

    def test_what_is_closed_is_told_as_deleted_at_once_and_ever_after(self) -> None:
        """P-KNO-86"""
        article = self.public()
        before = Offered.objects.get().changed_at
        actions.rehouse_article(
            article,
            kind=article.kind,
            agency=article.agency,
            audience=Audience.AGENCY,
            owner=article.owner,
            review_months=12,
            by=self.ratna,
        )
        # Nobody was told yet, and still it is closed.
        for said in (
            {"verb": "ListRecords"},
            {"verb": "GetRecord", "identifier": self.name(article)},
        ):
            tree = self.ask(metadataPrefix="oai_dc", **said)
            self.assertEqual(tree.find(".//o:header", NS).get("status"), "deleted")
            self.assertIsNone(tree.find(".//o:metadata", NS))
            self.assertNotIn(b"Cara mengajukan", etree.tostring(tree))
        self.assertEqual(
            self.error(self.ask(verb="ListMetadataFormats", identifier=self.name(article))),
            "noMetadataFormats",
        )
        tell_everyone()
        self.assertGreater(Offered.objects.get().changed_at, before)

    def name(self, article: Article) -> str:
        return f"oai:{answering.namespace()}:artikel-{article.pk}"

    def test_withdrawn_ones_are_deleted_too(self) -> None:
        article = self.public()
        actions.retire_article(article, reason="usang", by=self.ratna)
        tell_everyone()
        tree = self.ask(verb="ListIdentifiers", metadataPrefix="oai_dc")
        self.assertEqual(tree.find(".//o:header", NS).get("status"), "deleted")
