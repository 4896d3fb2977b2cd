"""The statements resource: put, post, one, many, and the page after.

1.0.3 Communication 2.1, Data 2.5; 2.0 4.1.6.1.
"""

from __future__ import annotations

import json
import uuid
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any
from unittest import mock

from sinau.records import finding
from sinau.records.models import Scope
from sinau.records.testing import (
    BAYU,
    COMPLETED,
    COURSE,
    SARI,
    VOIDED,
    DoorTestCase,
    Lrp,
    statement,
)

ATTENDED = "http://adlnet.gov/expapi/verbs/attended"


class StatementsTestCase(DoorTestCase):
    def found(self, lrp: Lrp, **query: Any) -> list[str]:
        """Ids of what matches."""
        answer = lrp.get("statements", query=query)
        self.assertEqual(answer.status_code, 200, answer.content)
        return [each["id"] for each in json.loads(answer.content)["statements"]]

    def one(self, lrp: Lrp, statement_id: str, **query: Any) -> dict[str, Any]:
        answer = lrp.get("statements", query={"statementId": statement_id, **query})
        self.assertEqual(answer.status_code, 200, answer.content)
        return dict(json.loads(answer.content))


class PutTests(StatementsTestCase):
    """1.0.3 Communication 2.1.1."""

    def test_it_keeps_the_statement_under_the_id_of_the_address(self) -> None:
        for lrp in self.both:
            made = str(uuid.uuid4())
            for said in (statement(id=None), statement(id=made), statement(id=made.upper())):
                answer = lrp.put("statements", said, query={"statementId": made})
                self.assertEqual((answer.status_code, answer.content), (204, b""))
                self.assertNotIn("Content-Type", answer)
                break
            self.assertEqual(self.one(lrp, made)["id"], made)

    def test_it_wants_one_statement_with_that_id(self) -> None:
        made = str(uuid.uuid4())
        for lrp in self.both:
            self.refused(lrp.put("statements", statement()), 400, "statementId")
            other = lrp.put("statements", statement(), query={"statementId": made})
            self.refused(other, 400, '"id"', "statementId")
            several = lrp.put("statements", [statement(id=made)], query={"statementId": made})
            self.refused(several, 400, "POST")
            for wrong in ("true", "bukan-uuid", made + "0"):
                answer = lrp.put("statements", statement(id=None), query={"statementId": wrong})
                self.refused(answer, 400, "statementId")
            case = lrp.put("statements", statement(id=made), query={"StatementId": made})
            self.refused(case, 400, "statementId")
            self.refused(lrp.get("statements", query={"statementId": made}), 404)

    def test_it_never_changes_what_is_there(self) -> None:
        """1.0.3 Communication 2.1.1.s2.b2, b3."""
        for lrp in self.both:
            said = statement()
            query = {"statementId": said["id"]}
            lrp.put("statements", said, query=query)
            self.assertEqual(lrp.put("statements", said, query=query).status_code, 204)
            other = said | {"verb": {"id": ATTENDED}}
            self.refused(lrp.put("statements", other, query=query), 409, said["id"])
            self.refused(lrp.post("statements", other), 409)
            self.assertEqual(self.one(lrp, said["id"])["verb"]["id"], COMPLETED)


class PostTests(StatementsTestCase):
    """1.0.3 Communication 2.1.2."""

    def test_it_answers_the_ids_in_order(self) -> None:
        for lrp in self.both:
            several = [statement(), statement(id=None), statement()]
            answer = lrp.post("statements", several)
            self.assertEqual(answer.status_code, 200)
            self.assertEqual(answer["Content-Type"], "application/json")
            ids = json.loads(answer.content)
            self.assertEqual((ids[0], ids[2]), (several[0]["id"], several[2]["id"]))
            uuid.UUID(ids[1])
            said = statement()
            self.assertEqual(json.loads(lrp.post("statements", said).content), [said["id"]])
            self.assertEqual(json.loads(lrp.post("statements", said).content), [said["id"]])

    def test_it_takes_none_at_all(self) -> None:
        for lrp in self.both:
            answer = lrp.post("statements", "[]")
            self.assertEqual((answer.status_code, answer.content), (200, b"[]"))

    def test_it_fills_in_what_the_store_knows(self) -> None:
        for lrp in self.both:
            said = statement(authority=BAYU, stored="2001-01-01T00:00:00Z")
            lrp.post("statements", said)
            kept = self.one(lrp, said["id"])
            self.assertEqual(kept["authority"]["account"]["name"], lrp.client.key)
            self.assertGreater(kept["stored"], "2026")
            self.assertTrue(kept["timestamp"])
            self.assertEqual(kept["version"][:4], lrp.version[:4])

    def test_without_a_timestamp_it_happened_when_it_was_stored(self) -> None:
        """1.0.3 Data 2.4.7; 2.0 4.2.4.2."""
        for lrp in self.both:
            one, batch = statement(), [statement(), statement(stored="2001-01-01T00:00:00Z")]
            for sent, said in ((one, [one]), (batch, batch)):
                self.assertEqual(lrp.post("statements", sent).status_code, 200)
                for each in said:
                    kept = self.one(lrp, each["id"])
                    self.assertEqual(kept["timestamp"], kept["stored"])

    def test_it_keeps_all_or_none(self) -> None:
        """1.0.3 Communication 3.2.s3.b9."""
        for lrp in self.both:
            good, bad = statement(), statement(verb={"id": "bukan iri"})
            self.refused(lrp.post("statements", [good, bad]), 400)
            self.refused(lrp.get("statements", query={"statementId": good["id"]}), 404)
            known = statement()
            lrp.post("statements", known)
            other = known | {"verb": {"id": ATTENDED}}
            self.refused(lrp.post("statements", [good, other]), 409)
            self.refused(lrp.get("statements", query={"statementId": good["id"]}), 404)

    def test_it_refuses_one_id_twice_in_a_batch(self) -> None:
        """1.0.3 Communication 2.1.2.s2.b6."""
        for lrp in self.both:
            said = statement()
            self.refused(lrp.post("statements", [said, said]), 400)
            self.refused(lrp.get("statements", query={"statementId": said["id"]}), 404)

    def test_it_takes_no_parameters(self) -> None:
        for lrp in self.both:
            said = statement()
            self.refused(lrp.post("statements", said, query={"statementId": said["id"]}), 400)

    def test_it_wants_json_in_utf8(self) -> None:
        """1.0.3 Communication 1.4, 1.5."""
        said = json.dumps(statement())
        for lrp in self.both:
            for kind in ("text/plain", "multipart/form-data; boundary=x", "application/xml", ""):
                answer = lrp.post("statements", said, content_type=kind)
                self.refused(answer, 400, "Content-Type")
            latin = lrp.post("statements", said, content_type="application/json; charset=latin-1")
            self.refused(latin, 400, "UTF-8")
            for body in ("", "{", "null", "1", '"x"', "[1]", "[[]]", b"\xff", "[" * 100_000):
                self.refused(lrp.post("statements", body), 400)
            fine = lrp.post("statements", said, content_type='Application/JSON; charset="UTF-8"')
            self.assertEqual(fine.status_code, 200)

    def test_it_gives_back_every_letter(self) -> None:
        name = "𝒢amelan ꦒꦩꦼꦭꦤ꧀ — réunion 🎓"
        verb = f"https://kata.example/{uuid.uuid4()}"
        for lrp in self.both:
            said = statement(verb={"id": verb, "display": {"jv": name}})
            lrp.post("statements", said)
            self.assertEqual(self.one(lrp, said["id"])["verb"]["display"], {"jv": name})
            self.assertIn(said["id"], self.found(lrp, verb=verb))

    def test_it_refuses_what_the_store_cannot_keep(self) -> None:
        for lrp in self.both:
            said = statement(result={"response": "a\0b"})
            self.refused(lrp.post("statements", said), 400, "0000")


class OneTests(StatementsTestCase):
    """1.0.3 Communication 2.1.3, 2.1.4."""

    def test_it_is_dated_by_when_it_was_stored(self) -> None:
        """1.0.3 Communication 2.1.3.s2.b8."""
        for lrp in self.both:
            said = statement()
            lrp.post("statements", said)
            answer = lrp.get("statements", query={"statementId": said["id"].upper()})
            stored = datetime.fromisoformat(json.loads(answer.content)["stored"])
            dated = parsedate_to_datetime(answer["Last-Modified"])
            self.assertEqual(dated, stored.replace(microsecond=0))

    def test_a_page_is_dated_by_the_newest_on_it(self) -> None:
        """2.0 4.1.6.1."""
        for lrp in self.both:
            said = [statement() for _each in range(3)]
            lrp.post("statements", said)
            newest = datetime.fromisoformat(self.one(lrp, said[-1]["id"])["stored"])
            for more in ({}, {"ascending": "true"}, {"limit": "2"}, {"attachments": "true"}):
                answer = lrp.get("statements", query={"verb": COMPLETED, **more})
                dated = parsedate_to_datetime(answer["Last-Modified"])
                self.assertEqual(dated, newest.replace(microsecond=0))
            nothing = lrp.get("statements", query={"verb": "https://tidak.example/ada"})
            self.assertNotIn("Last-Modified", nothing)

    def test_a_voided_one_is_only_there_under_its_other_name(self) -> None:
        for lrp in self.both:
            said = statement()
            void = statement(
                verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": said["id"]}
            )
            lrp.post("statements", said)
            unvoided = lrp.get("statements", query={"voidedStatementId": said["id"]})
            self.refused(unvoided, 404)
            self.assertEqual(lrp.post("statements", void).status_code, 200)
            self.refused(lrp.get("statements", query={"statementId": said["id"]}), 404)
            voided = lrp.get("statements", query={"voidedStatementId": said["id"]})
            self.assertEqual(json.loads(voided.content)["id"], said["id"])
            found = self.found(lrp)
            self.assertIn(void["id"], found)
            self.assertNotIn(said["id"], found)
            again = statement(
                verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": void["id"]}
            )
            self.refused(lrp.post("statements", again), 400, again["id"])

    def test_it_goes_with_format_and_attachments_only(self) -> None:
        """1.0.3 Communication 2.1.3.s2.b1, b2."""
        said = statement()
        self.first.post("statements", said)
        others = {
            "agent": SARI,
            "verb": COMPLETED,
            "activity": COURSE,
            "registration": str(uuid.uuid4()),
            "related_activities": "true",
            "related_agents": "true",
            "since": "2026-01-01T00:00:00Z",
            "until": "2026-01-01T00:00:00Z",
            "limit": "1",
            "ascending": "true",
        }
        for lrp in self.both:
            for one in ("statementId", "voidedStatementId"):
                for name, value in others.items():
                    answer = lrp.get("statements", query={one: said["id"], name: value})
                    self.refused(answer, 400, name)
            both = {"statementId": said["id"], "voidedStatementId": said["id"]}
            self.refused(lrp.get("statements", query=both), 400)
            self.refused(lrp.get("statements", query={"statementId": "x"}), 400)
            for name, value in (("format", "ids"), ("attachments", "true")):
                answer = lrp.get("statements", query={"statementId": said["id"], name: value})
                self.assertEqual(answer.status_code, 200)


class ManyTests(StatementsTestCase):
    """1.0.3 Communication 2.1.3; Data 2.5."""

    def test_it_finds_by_every_filter(self) -> None:
        registration = str(uuid.uuid4())
        other_course = f"{COURSE}/lain"
        sari = statement(context={"registration": registration, "instructor": BAYU})
        bayu = statement(actor=BAYU, verb={"id": ATTENDED}, object={"id": other_course})
        around = statement(
            actor=BAYU,
            verb={"id": ATTENDED},
            object={"id": f"{COURSE}/3"},
            context={"contextActivities": {"parent": [{"id": COURSE}]}},
        )
        self.first.post("statements", [sari, bayu, around])
        one, two, three = sari["id"], bayu["id"], around["id"]
        for lrp in self.both:
            for query, expected in (
                ({}, [three, two, one]),
                ({"ascending": "true"}, [one, two, three]),
                ({"agent": SARI}, [one]),
                ({"agent": {"mbox": SARI["mbox"]}}, [one]),
                ({"agent": BAYU}, [three, two]),
                ({"agent": BAYU, "related_agents": "true"}, [three, two, one]),
                ({"verb": ATTENDED}, [three, two]),
                ({"activity": COURSE}, [one]),
                ({"activity": COURSE, "related_activities": "true"}, [three, one]),
                ({"registration": registration.upper()}, [one]),
                ({"agent": BAYU, "verb": ATTENDED, "activity": other_course}, [two]),
                ({"verb": "https://kata.example/tak-ada"}, []),
                ({"limit": "2"}, [three, two]),
                ({"limit": "99999999999999999999"}, [three, two, one]),
                ({"until": "2001-01-01T00:00:00Z"}, []),
                ({"since": "2999-01-01T00:00:00Z"}, []),
                ({"since": "2001-01-01T00:00:00+07:00"}, [three, two, one]),
            ):
                self.assertEqual(self.found(lrp, **query), expected, query)

    def test_since_is_exclusive_and_until_inclusive(self) -> None:
        said = statement()
        self.first.post("statements", said)
        stored = self.one(self.first, said["id"])["stored"]
        self.assertEqual(self.found(self.first, since=stored), [])
        self.assertEqual(self.found(self.first, until=stored), [said["id"]])

    def test_it_refuses_parameters_that_make_no_sense(self) -> None:
        for lrp in self.both:
            for name, value in (
                ("agent", "x"),
                ("agent", "{}"),
                ("agent", json.dumps({"objectType": "Group", "member": [SARI]})),
                ("verb", "bukan iri"),
                ("activity", "bukan iri"),
                ("registration", "x"),
                ("related_agents", "1"),
                ("related_activities", "True"),
                ("ascending", "yes"),
                ("attachments", ""),
                ("since", "kemarin"),
                ("until", "2026-13-01T00:00:00Z"),
                ("limit", "-1"),
                ("limit", "1.5"),
                ("limit", "²"),
                ("format", "penuh"),
                ("apa", "x"),
                ("cursor", "x"),
            ):
                self.refused(lrp.get("statements", query={name: value}), 400, name)
            for name in ("Agent", "VERB", "Related_Agents", "Limit", "Format", "Ascending"):
                self.refused(lrp.get("statements", query={name: "x"}), 400, name)
            self.refused(lrp.get("statements?limit=1&limit=2"), 400, "limit")
            self.refused(lrp.get("statements?verb=%ff"), 400)
            self.refused(lrp.get("statements?" + "&".join(["verb=x"] * 100)), 400)

    def test_it_leads_through_all_pages(self) -> None:
        """1.0.3 Data 2.5.s2."""
        made = [statement(id=str(uuid.uuid4())) for _each in range(5)]
        self.first.post("statements", made)
        for lrp in self.both:
            for query in ({"limit": "2"}, {"limit": "2", "agent": SARI, "ascending": "true"}):
                ids: list[str] = []
                answer = lrp.get("statements", query=query)
                pages = 1
                while True:
                    page = json.loads(answer.content)
                    ids += [each["id"] for each in page["statements"]]
                    if not page["more"]:
                        break
                    self.assertTrue(page["more"].startswith("/xapi/statements/more?"))
                    self.assertLess(len(page["more"]), 2_000)
                    answer = lrp.get(page["more"].removeprefix("/xapi/"))
                    self.assertEqual(answer.status_code, 200)
                    self.assertIn("X-Experience-API-Consistent-Through", answer)
                    pages += 1
                self.assertEqual((pages, sorted(ids)), (3, sorted(each["id"] for each in made)))

    def test_the_next_page_is_like_the_first(self) -> None:
        made = [statement(), statement()]
        self.first.post("statements", made)
        first = self.first.get("statements", query={"limit": "1", "format": "ids"})
        more = json.loads(first.content)["more"].removeprefix("/xapi/")
        page = json.loads(self.first.get(more).content)
        self.assertEqual(page["statements"][0]["verb"], {"id": COMPLETED})
        self.assertEqual(page["more"], "")
        own = Lrp(Scope.STATEMENTS_READ_MINE)
        self.assertEqual(json.loads(own.get(more).content)["statements"], [])
        self.refused(Lrp(Scope.STATEMENTS_WRITE).get(more), 403)

    def test_the_next_page_waits_for_days_but_not_for_ever(self) -> None:
        self.first.post("statements", [statement(), statement()])
        first = self.first.get("statements", query={"limit": "1"})
        more = json.loads(first.content)["more"].removeprefix("/xapi/")
        made = datetime.now(UTC)
        for days, status in ((2, 200), (30, 400)):
            later = (made + timedelta(days=days)).timestamp()
            with mock.patch("django.core.signing.time.time", return_value=later):
                self.assertEqual(self.first.get(more).status_code, status)
        for wrong in ("statements/more", "statements/more?cursor=x", more[:-2]):
            self.refused(self.first.get(wrong), 400)

    def test_a_page_asks_the_database_as_often_for_many_as_for_few(self) -> None:
        def queries() -> int:
            finding.consistent_through()
            self.first.get("statements")
            with self.assertNumQueries(0):
                # psycopg's own cursor is not counted by Django; what is counted must stay none.
                self.first.get("statements")
            return len(self.found(self.first))

        self.first.post("statements", statement())
        self.assertEqual(queries(), 1)
        self.first.post("statements", [statement() for _each in range(30)])
        self.assertEqual(queries(), 31)


class FormatTests(StatementsTestCase):
    """1.0.3 Communication 2.1.3.s1.table1.row12, s4."""

    def setUp(self) -> None:
        super().setUp()
        self.said = statement(
            object={
                "id": COURSE,
                "definition": {"name": {"id": "Tata naskah", "en": "Official letters"}},
            }
        )
        self.first.post("statements", self.said)

    def test_exact_is_as_it_came(self) -> None:
        for lrp in self.both:
            for query in ({}, {"format": "exact"}):
                kept = self.one(lrp, self.said["id"], **query)
                self.assertEqual({name: kept[name] for name in self.said}, self.said)

    def test_ids_is_no_more_than_needed(self) -> None:
        for lrp in self.both:
            kept = self.one(lrp, self.said["id"], format="ids")
            self.assertEqual(kept["verb"], {"id": COMPLETED})
            self.assertEqual(kept["actor"]["mbox"], SARI["mbox"])
            self.assertNotIn("name", kept["actor"])
            self.assertNotIn("definition", kept["object"])

    def test_canonical_is_in_the_language_that_is_asked_for(self) -> None:
        for lrp in self.both:
            for header, language in (("en", "en"), ("fr, id;q=0.5, en;q=0.1", "id")):
                answer = lrp.get(
                    "statements",
                    query={"statementId": self.said["id"], "format": "canonical"},
                    accept_language=header,
                )
                kept = json.loads(answer.content)
                self.assertEqual(list(kept["object"]["definition"]["name"]), [language])
                self.assertEqual(list(kept["verb"]["display"]), [language])
                self.assertEqual(kept["actor"], SARI)
            exact = lrp.get(
                "statements", query={"statementId": self.said["id"]}, accept_language="en"
            )
            self.assertEqual(len(json.loads(exact.content)["verb"]["display"]), 2)

    def test_canonical_knows_what_other_statements_said(self) -> None:
        other = statement(object={"id": COURSE})
        self.first.post("statements", other)
        for lrp in self.both:
            page = lrp.get("statements", query={"format": "canonical"}, accept_language="id")
            found = {each["id"]: each for each in json.loads(page.content)["statements"]}
            name = found[other["id"]]["object"]["definition"]["name"]
            self.assertEqual(name, {"id": "Tata naskah"})

    def test_canonical_asks_as_often_for_many_activities_as_for_one(self) -> None:
        for number in range(12):
            definition = {"name": {"id": f"Kursus {number}"}}
            about = {"id": f"{COURSE}/{number}", "definition": definition}
            self.first.post("statements", statement(object=about))
            with self.assertNumQueries(1):
                self.first.get("statements", query={"format": "canonical"})

    def test_numbers_leave_as_they_came(self) -> None:
        """1.0.3 Data 4.1: extensions hold anything; 2.3.1: a statement never changes."""
        for lrp in self.both:
            for number in ("1.50", "1e400", "1e5000", "-1.5E+400", "9" * 4_200, "1e-400", "0.1"):
                said = statement(
                    context={"contextActivities": {"parent": {"id": COURSE}}},
                    result={"extensions": {"https://kota.example/n": "NN"}},
                )
                body = json.dumps(said).replace('"NN"', number)
                for _again in range(2):
                    self.assertEqual(lrp.post("statements", body).status_code, 200, number)
                for shape in ("exact", "ids", "canonical"):
                    query = {"statementId": said["id"], "format": shape}
                    answer = lrp.get("statements", query=query)
                    self.assertEqual(answer.status_code, 200)
                    kept = json.loads(answer.content, parse_float=Decimal, parse_int=Decimal)
                    value = kept["result"]["extensions"]["https://kota.example/n"]
                    self.assertEqual(value, Decimal(number))
                self.assertEqual(
                    lrp.get("statements", query={"format": "canonical"}).status_code, 200
                )
