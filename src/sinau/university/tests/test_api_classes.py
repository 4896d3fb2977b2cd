"""What programs do with classes: register somebody, read who is in them."""

from __future__ import annotations

from sinau.people.tests.test_use_token import TokenTestCase
from sinau.university.testing import open_a_class

ALL = ("courses:read", "classes:read", "classes:write")


class ClassApiTests(TokenTestCase):
    def setUp(self) -> None:
        self.training_class = open_a_class(self.bkpsdm, self.wulan, quota=1)
        self.officer = self.secret_of(self.wulan, *ALL)
        self.outsider = self.secret_of(self.joko, *ALL)
        self.learner = self.secret_of(self.sari, *ALL)
        self.path = f"/api/v1/classes/{self.training_class.pk}"

    def test_registering_is_idempotent_and_says_who_waits(self) -> None:
        path = f"{self.path}/registrations"
        first = self.send(self.learner, path, {})
        self.assertEqual((first.status_code, first.json()["state"]), (201, "seated"))
        again = self.send(self.learner, path, {})
        self.assertEqual((again.status_code, again.json()["id"]), (200, first.json()["id"]))
        other = self.send(self.officer, path, {"person": self.bayu.nip})
        self.assertEqual((other.status_code, other.json()["state"]), (201, "waiting"))

    def test_others_are_registered_and_read_by_officers_over_the_class_alone(self) -> None:
        """P-UNI-69: a token registers its own person; others, and the list, are for officers over the class."""
        self.send(self.learner, f"{self.path}/registrations", {})
        said = {"person": self.bayu.nip}
        for secret in (self.outsider, self.learner):
            self.problem(self.send(secret, f"{self.path}/registrations", said), 404)
            self.problem(self.ask(secret, f"{self.path}/participants"), 404)
        rows = self.ask(self.officer, f"{self.path}/participants").json()
        self.assertEqual([row["person"] for row in rows["items"]], [self.sari.nip])
