"""A browser that asks for an icon by its old name gets the city's logo."""

from django.test import SimpleTestCase


class IconTests(SimpleTestCase):
    def test_it_leads_to_the_logo(self) -> None:
        answer = self.client.get("/favicon.ico")
        self.assertEqual(answer.status_code, 302)
        self.assertTrue(answer.headers["Location"].endswith(".svg"))
