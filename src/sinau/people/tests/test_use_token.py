"""Programs come in with a token: what opens, what does not, and how a no is told."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sinau.journal.models import Entry
from sinau.kernel import clock
from sinau.kernel.api import PROBLEMS
from sinau.kernel.api.callers import Bearer
from sinau.kernel.api.mounting import api
from sinau.kernel.api.scopes import scopes
from sinau.people.accounts.sessions import CONFIRMED_AT
from sinau.people.events import TokenIssued, TokenRevoked
from sinau.people.models import AccessToken, AuditView, Person
from sinau.people.testing import CastTestCase
from sinau.people.tokens.actions import NobodyToActAs, digest_of, issue_token, revoke_token

ME = "/api/v1/me"
ENROLMENTS = "/api/v1/enrolments"


class TokenTestCase(CastTestCase):
    def secret_of(self, person: Person, *said: str, **more: Any) -> str:
        """A token of the person with these scopes."""
        return issue_token(person, by=person, name="Sambungan coba", scopes=said, **more)[1]

    def ask(self, secret: str, path: str = ME, **said: Any) -> Any:
        """What a program with this secret reads there."""
        return self.client.get(path, headers={"Authorization": f"Bearer {secret}"}, **said)

    def send(self, secret: str, path: str, body: Any, **said: Any) -> Any:
        """What a program that posts there is answered."""
        said.setdefault("content_type", "application/json")
        return self.client.post(path, body, headers={"Authorization": f"Bearer {secret}"}, **said)

    def problem(self, response: Any, status: int) -> dict[str, Any]:
        """The problem document, after looking that it is one."""
        self.assertEqual(response.status_code, status, response.content)
        self.assertEqual(response["Content-Type"], "application/problem+json")
        document: dict[str, Any] = response.json()
        self.assertEqual(document["status"], status)
        self.assertTrue(document["type"].startswith("urn:sinau:"))
        self.assertTrue(document["detail"])
        return document


class ComeInTests(TokenTestCase):
    def test_it_acts_as_its_person(self) -> None:
        """P-API-1"""
        said = self.ask(self.secret_of(self.joko, "courses:read")).json()
        self.assertEqual(said["nip"], self.joko.nip)
        self.assertEqual(said["scopes"], ["courses:read"])

    def test_no_session_opens_it(self) -> None:
        """P-API-2"""
        self.client.force_login(self.wulan)
        response = self.client.get(ME)
        self.problem(response, 401)
        self.assertTrue(response["WWW-Authenticate"].startswith("Bearer"))
        self.assertFalse(response.cookies)

    def test_a_cookie_beside_a_token_changes_nothing(self) -> None:
        """P-API-2"""
        self.client.force_login(self.wulan)
        self.assertEqual(self.ask(self.secret_of(self.joko)).json()["nip"], self.joko.nip)

    def test_only_the_digest_is_kept(self) -> None:
        """P-API-3"""
        secret = self.secret_of(self.wulan)
        self.assertRegex(secret, r"^sinau_[0-9a-f]{64}$")
        token = AccessToken.objects.get()
        self.assertEqual(token.secret_digest, digest_of(secret))
        self.assertNotIn(secret, str(AccessToken.objects.values()))
        self.assertNotIn(secret, str(list(Entry.objects.values_list("data"))))

    def test_revoked_expired_and_made_up_ones_open_nothing(self) -> None:
        """P-API-3"""
        at = clock.now()
        short = self.secret_of(self.wulan, expires_at=at + dt.timedelta(hours=1))
        revoked = self.secret_of(self.wulan)
        for secret in (short, revoked):
            self.assertEqual(self.ask(secret).status_code, 200)
        revoke_token(AccessToken.objects.get(secret_digest=digest_of(revoked)), by=self.wulan)
        for secret in (revoked, "sinau_" + "0" * 64, "", "x", "sinau_é", digest_of(short)):
            with self.subTest(secret):
                self.problem(self.ask(secret), 401)
        with clock.freeze(at + dt.timedelta(hours=2)):
            self.problem(self.ask(short), 401)

    def test_who_left_is_not_acted_for(self) -> None:
        """P-API-3"""
        secret = self.secret_of(self.sari)
        self.assertEqual(self.ask(secret).status_code, 200)
        Person.objects.filter(pk=self.sari.pk).update(left_on=clock.today())
        self.problem(self.ask(secret), 401)
        self.sari.refresh_from_db()
        with self.assertRaises(NobodyToActAs):
            self.secret_of(self.sari)

    def test_a_missing_scope_is_named(self) -> None:
        """P-API-4"""
        response = self.ask(self.secret_of(self.wulan, "enrolments:read"), "/api/v1/courses")
        self.assertEqual(self.problem(response, 403)["scope"], "courses:read")
        self.assertIn("insufficient_scope", response["WWW-Authenticate"])

    def test_it_is_counted_by_the_minute(self) -> None:
        secret = self.secret_of(self.wulan)
        AccessToken.objects.update(limit_per_minute=2)
        at = dt.datetime(2026, 11, 25, 3, 0, 20, tzinfo=dt.UTC)
        with clock.freeze(at):
            self.assertEqual([self.ask(secret).status_code for _ in range(2)], [200, 200])
            response = self.ask(secret)
            self.problem(response, 429)
            self.assertEqual(response["Retry-After"], "40")
        with clock.freeze(at + dt.timedelta(minutes=1)):
            self.assertEqual(self.ask(secret).status_code, 200)
        self.assertEqual(AccessToken.objects.get().last_used_at, at + dt.timedelta(minutes=1))

    def test_what_an_auditors_program_reads_is_kept(self) -> None:
        """P-API-5"""
        self.ask(self.secret_of(self.tri), "/api/v1/me")
        self.assertEqual(AuditView.objects.get().address, "/api/v1/me")


class ProblemTests(TokenTestCase):
    def setUp(self) -> None:
        self.secret = self.secret_of(self.wulan, "courses:read", "enrolments:write")

    def test_an_unknown_address_is_a_problem_document(self) -> None:
        for path in ("/api/v1/nothing", "/api/v1/", "/api/v2/me", "/api/v1/courses/none"):
            with self.subTest(path):
                self.problem(self.ask(self.secret, path), 404)

    def test_a_wrong_method_names_the_right_ones(self) -> None:
        response = self.client.delete(ME)
        self.problem(response, 405)
        self.assertEqual(response["Allow"], "GET")

    def test_each_wrong_field_is_named_with_its_cure(self) -> None:
        said = self.problem(self.send(self.secret, ENROLMENTS, {"person": "12"}), 422)
        self.assertEqual({each["field"] for each in said["errors"]}, {"course", "person"})
        self.assertIn("Wajib diisi.", [each["detail"] for each in said["errors"]])
        said = self.problem(self.ask(self.secret, "/api/v1/courses?limit=900"), 422)
        self.assertEqual(said["errors"][0]["place"], "query")
        self.assertIn("200", said["errors"][0]["detail"])

    def test_a_broken_body_is_400_and_another_kind_415(self) -> None:
        self.problem(self.send(self.secret, ENROLMENTS, "{"), 400)
        self.problem(self.send(self.secret, ENROLMENTS, "[" * 100_000), 400)
        self.problem(self.send(self.secret, ENROLMENTS, "a=b", content_type="text/plain"), 415)

    def test_a_large_body_is_refused_before_it_is_read(self) -> None:
        said = self.problem(self.send(self.secret, ENROLMENTS, "x" * 1_100_000), 413)
        self.assertEqual(said["limit"], 1024 * 1024)

    def test_text_that_no_row_can_hold_is_named(self) -> None:
        for text in ("a\\u0000b", "\\ud800"):
            body = f'{{"course": "{text}"}}'
            self.problem(self.send(self.secret, ENROLMENTS, body), 422)
        self.problem(self.ask(self.secret, "/api/v1/courses?q=a%00b"), 422)


class DocumentTests(TokenTestCase):
    def test_every_operation_declares_every_problem(self) -> None:
        for operation in api().operations():
            with self.subTest(operation.view_func.__name__):
                self.assertFalse(set(PROBLEMS) - set(operation.response_models))
                self.assertTrue(operation.auth_callbacks, "open to everybody")

    def test_operations_have_names_of_their_own(self) -> None:
        names = [api().get_openapi_operation_id(each) for each in api().operations()]
        self.assertEqual(len(names), len(set(names)))

    def test_the_document_is_there_and_names_scopes(self) -> None:
        document = self.client.get("/api/v1/openapi.json").json()
        self.assertEqual(document["openapi"], "3.1.0")
        courses = document["paths"]["/api/v1/courses"]["get"]
        self.assertEqual(courses["security"], [{"Bearer": ["courses:read"]}])
        self.assertIn("application/problem+json", courses["responses"]["409"]["content"])

    def test_every_scope_asked_for_is_known(self) -> None:
        guards = [guard for each in api().operations() for guard in each.auth_callbacks]
        asked = {guard.scope for guard in guards if isinstance(guard, Bearer)}
        self.assertEqual(asked - {""} - set(scopes()), set())

    def test_people_read_a_reference(self) -> None:
        self.client.force_login(self.joko)
        response = self.client.get(reverse("ui:reference"))
        self.assertContains(response, "enrolments:write")
        self.assertContains(response, "/courses/{slug}")


class KeepTokensTests(TokenTestCase):
    def confirmed(self, person: Person) -> None:
        """The person has just proved who they are."""
        self.client.force_login(person)
        session = self.client.session
        session[CONFIRMED_AT] = clock.now().isoformat()
        session.save()

    def test_the_secret_is_shown_once(self) -> None:
        """P-API-6"""
        self.confirmed(self.joko)
        said = {
            "name": "Sinkronisasi",
            "scopes": ["courses:read"],
            "last_day": clock.today() + dt.timedelta(days=30),
        }
        response = self.client.post(reverse("people:token_new"), said)
        token = AccessToken.objects.get()
        self.assertEqual((token.person, token.created_by), (self.joko, self.joko))
        secret = next(
            word
            for word in response.content.decode().replace("<", " ").replace(">", " ").split()
            if word.startswith("sinau_")
        )
        self.assertEqual(self.ask(secret).json()["nip"], self.joko.nip)
        for url in (token.get_absolute_url(), reverse("people:tokens")):
            self.assertNotContains(self.client.get(url), "sinau_")
        self.assertTrue(Entry.objects.of_kinds(TokenIssued.kind))

    def test_who_proved_nothing_lately_does_so_first(self) -> None:
        """P-API-6"""
        self.client.force_login(self.joko)
        response = self.client.get(reverse("people:token_new"))
        self.assertRedirects(response, f"{reverse('people:confirm')}?next=/akun/token/baru/")

    def test_an_employee_without_a_role_has_none(self) -> None:
        """P-API-6"""
        for url in (reverse("people:tokens"), reverse("people:token_new")):
            self.confirmed(self.joko)
            self.assertEqual(self.client.get(url).status_code, 200)
            self.confirmed(self.sari)
            self.assertEqual(self.client.get(url).status_code, 404)

    def test_nobody_sees_or_ends_the_token_of_another(self) -> None:
        """P-API-7"""
        self.secret_of(self.wulan)
        token = AccessToken.objects.get()
        self.client.force_login(self.wulan)
        self.assertContains(self.client.get(reverse("people:tokens")), "Sambungan coba")
        self.client.force_login(self.joko)
        self.assertNotContains(self.client.get(reverse("people:tokens")), "Sambungan coba")
        self.assertNotContains(
            self.client.get(reverse("people:tokens") + "?pemilik=semua"), "Sambungan coba"
        )
        for name in ("people:token", "people:token_removal"):
            self.assertEqual(self.client.get(reverse(name, args=[token.pk])).status_code, 404)
        self.client.post(reverse("people:token_removal", args=[token.pk]), {"reason": "x"})
        token.refresh_from_db()
        self.assertIsNone(token.revoked_at)

    def test_an_administrator_of_the_city_ends_any_with_a_reason(self) -> None:
        """P-API-8"""
        secret = self.secret_of(self.wulan)
        token = AccessToken.objects.get()
        self.client.force_login(self.agung)
        self.assertContains(
            self.client.get(reverse("people:tokens") + "?pemilik=semua"), "Sambungan coba"
        )
        url = reverse("people:token_removal", args=[token.pk])
        self.assertEqual(self.client.post(url, {"reason": ""}).status_code, 422)
        self.client.post(url, {"reason": "Bocor"})
        self.client.post(url, {"reason": "Lagi"})
        self.problem(self.ask(secret), 401)
        token.refresh_from_db()
        self.assertEqual((token.revoked_by, token.revoke_reason), (self.agung, "Bocor"))
        self.assertEqual(len(Entry.objects.of_kinds(TokenRevoked.kind)), 1)
        self.assertContains(self.client.get(token.get_absolute_url()), "Bocor")

    def test_the_list_asks_the_same_for_many(self) -> None:
        self.client.force_login(self.joko)
        self.secret_of(self.joko)
        with CaptureQueriesContext(connection) as few:
            self.client.get(reverse("people:tokens"))
        for _ in range(20):
            self.secret_of(self.joko)
        with self.assertNumQueries(len(few)):
            self.client.get(reverse("people:tokens"))


class CommandTests(TokenTestCase):
    def test_only_the_secret_is_printed(self) -> None:
        out = StringIO()
        said = ["--person", self.wulan.nip, "--scopes", "courses:read,enrolments:write"]
        call_command("create_token", *said, stdout=out)
        secret = out.getvalue().strip()
        self.assertEqual(self.ask(secret).json()["scopes"], ["courses:read", "enrolments:write"])

    def test_all_is_every_scope(self) -> None:
        out = StringIO()
        call_command("create_token", "--person", self.wulan.nip, "--scopes", "all", stdout=out)
        self.assertEqual(self.ask(out.getvalue().strip()).json()["scopes"], list(scopes()))

    def test_a_stranger_and_an_unknown_scope_are_named(self) -> None:
        for person, scope in (("0" * 18, "courses:read"), (self.wulan.nip, "moon:read")):
            with self.assertRaises(CommandError):
                call_command("create_token", "--person", person, "--scopes", scope)
        self.assertFalse(AccessToken.objects.exists())
