"""How I want to see the pages: theme, size of letters, language."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sinau.ui.look import ONE_YEAR, TEXT_COOKIE, TEXT_SIZES, THEME_COOKIE, THEMES


def _back(request: HttpRequest, fallback: str) -> str:
    wanted = request.POST.get("next", "")
    fits = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if fits else fallback


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Show the choices; a post keeps the ones sent along and goes back to where one was."""
    if request.method == "GET":
        return render(request, "ui/pages/appearance.html")
    response = redirect(_back(request, request.path))
    chosen = (
        (THEME_COOKIE, request.POST.get("theme", ""), THEMES),
        (TEXT_COOKIE, request.POST.get("text", ""), TEXT_SIZES),
    )
    for cookie, value, known in chosen:
        if value in known:
            response.set_cookie(
                cookie, value, max_age=ONE_YEAR, samesite="Lax", secure=request.is_secure()
            )
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=ONE_YEAR,
            samesite="Lax",
            secure=request.is_secure(),
        )
        with override(language):
            messages.success(request, _("Tampilan disimpan."))
    elif "next" not in request.POST:
        messages.success(request, _("Tampilan disimpan."))
    return response
