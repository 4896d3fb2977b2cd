"""Addresses of people."""

from sinau.people.accounts import urls as accounts

app_name = "people"
urlpatterns = [
    *accounts.urlpatterns,
]
