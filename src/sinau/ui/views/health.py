"""Whether this process can answer."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse


def show(request: HttpRequest) -> HttpResponse:
    """200 when the database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"status": "ok"})
