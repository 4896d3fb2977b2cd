"""The search for programs: REST and the Model Context Protocol, by contract and by the caller's rights."""

from __future__ import annotations

import json
from typing import Any

from sinau.ask.actions import set_public
from sinau.ask.models import Question
from sinau.people.models import Audience, Person
from sinau.people.tokens.actions import issue_token, revoke_token
from sinau.search.mcp.messages import MODERN
from sinau.search.strangers import MOST_A_MINUTE
from sinau.search.tests.test_pages import PageTestCase

META = {
    "io.modelcontextprotocol/protocolVersion": MODERN,
    "io.modelcontextprotocol/clientInfo": {"name": "uji", "version": "1"},
    "io.modelcontextprotocol/clientCapabilities": {},
}


class ProgramTestCase(PageTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.secrets: dict[int, str] = {}

    def bearer(self, person: Person | None) -> dict[str, str]:
        if person is None:
            return {}
        if person.pk not in self.secrets:
            _token, secret = issue_token(person, by=person, name="uji", scopes=["search:read"])
            self.secrets[person.pk] = secret
        return {"Authorization": f"Bearer {self.secrets[person.pk]}"}

    def get(self, person: Person | None, query: str) -> Any:
        response = self.client.get(f"/api/v1/search?{query}", headers=self.bearer(person))
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def send(self, said: Any, person: Person | None = None, /, **headers: str) -> Any:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        return self.client.post(
            "/mcp",
            body,
            content_type="application/json",
            headers={**self.bearer(person), **headers},
        )

    def modern(
        self, method: str, person: Person | None = None, name: str = "", **params: Any
    ) -> Any:
        headers = {"MCP-Protocol-Version": MODERN, "Mcp-Method": method}
        if name:
            headers["Mcp-Name"], params["name"] = name, name
        said = {"jsonrpc": "2.0", "id": 1, "method": method, "params": {**params, "_meta": META}}
        return self.send(said, person, **headers)

    def use(self, person: Person | None, name: str, **given: Any) -> Any:
        response = self.modern("tools/call", person, name, arguments=given)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()["result"]


class RestTests(ProgramTestCase):
    def test_it_finds_as_the_page_does(self) -> None:
        found = self.get(self.wulan, "q=bekerja+cuti")
        first = found["items"][0]
        self.assertEqual(first["source"], "tests.note:1")
        self.assertEqual(first["citation"], "Cuti tahunan, bagian 1")
        self.assertTrue(first["url"].endswith("/catatan/1/#bagian-1"))
        self.assertIn("bekerja", first["highlights"])
        self.assertEqual(
            found["facets"]["kind"][0], {"value": "article", "label": "Artikel", "count": 1}
        )

    def test_it_narrows_and_pages(self) -> None:
        found = self.get(self.wulan, "q=cuti&kind=course")
        self.assertEqual([one["kind"] for one in found["items"]], ["course"])
        self.assertEqual(self.get(self.wulan, "q=cuti&limit=1&offset=1")["count"], 2)
        self.assertEqual(
            self.get(self.wulan, "q=cuti+tahuann")["corrections"], {"tahuann": "tahunan"}
        )

    def test_what_cannot_be_asked_is_said(self) -> None:
        for query in ("", "q=", "q=cuti&kind=x", "q=cuti&limit=999", "q=cuti&since=kemarin"):
            response = self.client.get(f"/api/v1/search?{query}", headers=self.bearer(self.wulan))
            self.assertEqual(response.status_code, 422, query)

    def test_a_token_without_the_scope_is_refused(self) -> None:
        """P-SEA-12"""
        _token, secret = issue_token(
            self.wulan, by=self.wulan, name="lain", scopes=["courses:read"]
        )
        bearer = {"Authorization": f"Bearer {secret}"}
        response = self.client.get("/api/v1/search?q=cuti", headers=bearer)
        self.assertEqual(response.status_code, 403)

    def test_without_a_token_only_what_is_public(self) -> None:
        """P-SEA-13"""
        self.notes.write(
            "Cuti umum", "Cuti bagi umum.", agency=self.bkpsdm, audience="public", pk=41
        )
        self.assertEqual(len(self.get(self.wulan, "q=cuti")["items"]), 3)
        self.assertEqual(self.get(None, "q=cuti")["items"], [])
        self.notes.open_to_strangers()
        self.assertEqual(
            [one["source"] for one in self.get(None, "q=cuti")["items"]], ["tests.note:41"]
        )
        self.notes.change("tests.note:41", audience=Audience.CITY, indexed=False)
        self.assertEqual(self.get(None, "q=cuti")["items"], [])

    def test_strangers_may_not_ask_without_end(self) -> None:
        for _turn in range(MOST_A_MINUTE):
            self.client.get("/api/v1/search?q=cuti")
        response = self.client.get("/api/v1/search?q=cuti")
        self.assertEqual(response.status_code, 429)
        self.assertIn("Retry-After", response.headers)
        self.assertEqual(self.send({"jsonrpc": "2.0", "id": 1, "method": "ping"}).status_code, 429)
        self.get(self.wulan, "q=cuti")


class ContractTests(ProgramTestCase):
    def test_the_server_says_what_it_speaks(self) -> None:
        said = self.modern("server/discover").json()["result"]
        self.assertEqual(said["resultType"], "complete")
        self.assertIn(MODERN, said["supportedVersions"])
        self.assertIn("tools", said["capabilities"])

    def test_clients_of_before_begin_with_initialize(self) -> None:
        for wanted, given in (("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")):
            said = {"jsonrpc": "2.0", "id": "a", "method": "initialize"}
            answer = self.send({**said, "params": {"protocolVersion": wanted}}).json()
            self.assertEqual(answer["result"]["protocolVersion"], given)
            self.assertEqual(answer["id"], "a")
        told = self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        self.assertEqual((told.status_code, told.content), (202, b""))
        listed = self.send(
            {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
            None,
            **{"MCP-Protocol-Version": "2025-06-18"},
        )
        self.assertEqual(listed.status_code, 200)
        self.assertNotIn("resultType", listed.json()["result"])
        self.assertEqual(
            self.send({"jsonrpc": "2.0", "id": 3, "method": "ping"}).json()["result"], {}
        )

    def test_tools_are_listed_in_one_order_with_their_schemas(self) -> None:
        listed = self.modern("tools/list", self.wulan).json()["result"]
        self.assertEqual(
            [tool["name"] for tool in listed["tools"]], ["ask", "open_source", "search"]
        )
        for tool in listed["tools"]:
            self.assertEqual(tool["inputSchema"]["type"], "object")
            self.assertTrue(tool["annotations"]["readOnlyHint"])
        self.assertEqual(listed["cacheScope"], "private")
        names = [tool["name"] for tool in self.modern("tools/list").json()["result"]["tools"]]
        self.assertEqual(names, ["ask", "open_source", "search"])

    def test_a_call_gives_the_same_as_text_and_as_values(self) -> None:
        result = self.use(self.wulan, "search", query="bekerja cuti")
        self.assertFalse(result["isError"])
        self.assertEqual(json.loads(result["content"][0]["text"]), result["structuredContent"])
        source = result["structuredContent"]["items"][0]["source"]
        opened = self.use(self.wulan, "open_source", source=source)["structuredContent"]
        self.assertIn("dua belas hari", opened["text"])
        self.assertEqual(opened["places"][0]["citation"], "Cuti tahunan, bagian 1")
        self.assertIsNone(opened["next_offset"])

    def test_the_desk_answers_or_says_that_it_does_not_know(self) -> None:
        said = self.use(self.wulan, "ask", question="berapa hari cuti tahunan PNS")
        self.assertIn("is_answer", said["structuredContent"])
        said = self.use(self.wulan, "ask", question="resep gudeg manis")
        self.assertFalse(said["structuredContent"]["is_answer"])

    def test_answers_are_as_the_schemas_say_and_lead_to_their_pages(self) -> None:
        types = {"string": str, "integer": int, "boolean": bool, "array": list, "object": dict}
        tools = self.modern("tools/list", self.wulan).json()["result"]["tools"]
        schemas = {tool["name"]: tool["outputSchema"] for tool in tools}
        for name, given in (
            ("search", {"query": "bekerja cuti"}),
            ("open_source", {"source": "tests.note:1"}),
            ("ask", {"question": "berapa hari cuti tahunan PNS"}),
        ):
            result = self.use(self.wulan, name, **given)
            said = result["structuredContent"]
            self.assertLessEqual(set(schemas[name]["required"]), set(said), name)
            for key, rule in schemas[name]["properties"].items():
                if isinstance(rule["type"], str):
                    self.assertIsInstance(said[key], types[rule["type"]], (name, key))
            links = [one for one in result["content"] if one["type"] == "resource_link"]
            rows = said.get("items", said.get("quotes", []))
            self.assertEqual([one["uri"] for one in links], [row["url"] for row in rows])

    def test_the_oldest_clients_get_no_links(self) -> None:
        params = {"name": "search", "arguments": {"query": "cuti"}}
        said = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}
        result = self.send(said, self.wulan).json()["result"]
        self.assertEqual([one["type"] for one in result["content"]], ["text"])

    def test_the_desk_answers_strangers_only_when_open_and_from_what_is_public(self) -> None:
        """P-ASK-12: by this door as on the page."""
        question = "Berapa hari cuti tahunan PNS?"
        self.notes.open_to_strangers()
        shut = self.use(None, "ask", question=question)
        self.assertTrue(shut["isError"])
        set_public(is_open=True, a_minute=3, by=self.agung)
        said = self.use(None, "ask", question=question)["structuredContent"]
        self.assertEqual((said["is_answer"], said["quotes"], said["near"]), (False, [], []))
        self.notes.change("tests.note:1", audience=Audience.PUBLIC)
        said = self.use(None, "ask", question=question)["structuredContent"]
        self.assertEqual(said["quotes"][0]["source"], "tests.note:1")
        self.notes.change("tests.note:1", audience=Audience.CITY, indexed=False)
        said = self.use(None, "ask", question=question)["structuredContent"]
        self.assertEqual((said["is_answer"], said["near"]), (False, []))
        self.assertTrue(self.use(None, "ask", question=question)["isError"])
        self.assertFalse(Question.objects.exists())

    def test_what_is_wrong_with_arguments_is_told_to_the_model(self) -> None:
        for given in (
            {},
            {"query": 3},
            {"query": "x" * 500},
            {"query": "a", "limit": 99},
            {"q": "a"},
        ):
            result = self.use(self.wulan, "search", **given)
            self.assertTrue(result["isError"], given)

    def test_headers_must_agree_with_the_body(self) -> None:
        said = {"jsonrpc": "2.0", "id": 7, "method": "tools/list", "params": {"_meta": META}}
        good = {"MCP-Protocol-Version": MODERN, "Mcp-Method": "tools/list"}
        self.assertEqual(self.send(said, None, **good).status_code, 200)
        for bad in (
            {**good, "Mcp-Method": "tools/call"},
            {"MCP-Protocol-Version": MODERN},
            {**good, "MCP-Protocol-Version": "2025-11-25"},
            {"Mcp-Method": "tools/list"},
        ):
            response = self.send(said, None, **bad)
            self.assertEqual(response.status_code, 400, bad)
            error = response.json()
            self.assertEqual((error["error"]["code"], error["id"]), (-32020, 7), bad)

    def test_other_trouble_has_its_own_code(self) -> None:
        head = {"MCP-Protocol-Version": MODERN, "Mcp-Method": "x/y"}
        unknown = {"jsonrpc": "2.0", "id": 1, "method": "x/y", "params": {"_meta": META}}
        future = {"io.modelcontextprotocol/protocolVersion": "2030-01-01"}
        for said, headers, status, code in (
            (b"{", {}, 400, -32700),
            ([], {}, 400, -32600),
            ({"id": 1}, {}, 400, -32600),
            ({"jsonrpc": "2.0", "id": None, "method": "ping"}, {}, 400, -32600),
            ({"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}, {}, 400, -32602),
            (unknown, head, 404, -32601),
            ({**unknown, "params": {"_meta": future}}, head, 400, -32022),
        ):
            response = self.send(said, None, **headers)
            self.assertEqual(response.status_code, status, said)
            self.assertEqual(response.json()["error"]["code"], code, said)
        deep = b"[" * 60_000
        self.assertEqual(self.send(deep).json()["error"]["code"], -32700)

    def test_pages_of_other_sites_and_other_verbs_are_kept_out(self) -> None:
        """P-SEA-14"""
        said = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        self.assertEqual(self.send(said, Origin="https://jahat.example").status_code, 403)
        self.assertEqual(self.send(said, Origin="null").status_code, 403)
        self.assertEqual(self.send(said, Origin="http://localhost:8000").status_code, 200)
        self.assertEqual(self.client.get("/mcp").status_code, 405)
        self.assertEqual(self.client.delete("/mcp").status_code, 405)
        self.assertEqual(self.send(b"x" * 70_000).status_code, 413)
        plain = self.client.post("/mcp", b"{}", content_type="text/plain")
        self.assertEqual(plain.status_code, 415)

    def test_a_cookie_opens_nothing_and_a_dead_token_neither(self) -> None:
        """P-SEA-15"""
        self.client.force_login(self.sari)
        self.assertEqual(self.use(None, "search", query="cuti")["structuredContent"]["items"], [])
        token, secret = issue_token(self.sari, by=self.sari, name="uji", scopes=["search:read"])
        revoke_token(token, by=self.sari)
        said = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
        response = self.send(said, Authorization=f"Bearer {secret}")
        self.assertEqual(response.status_code, 401)
        self.assertIn("WWW-Authenticate", response.headers)
