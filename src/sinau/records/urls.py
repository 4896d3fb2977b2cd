"""Addresses of the record store."""

from sinau.records.urls_flow import urlpatterns as flow

app_name = "records"
urlpatterns = [*flow]
