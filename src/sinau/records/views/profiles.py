"""The published profile of our statements: as JSON-LD for programs, as a page for people."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from sinau.records.profiles.document import document
from sinau.records.profiles.words import PROFILE, VERSIONS

# What each collection of the document is called in the address of its members.
_PARTS = {"verba", "jenis", "ekstensi", "templat", "pola"}


def _wants_json(request: HttpRequest) -> bool:
    if request.GET.get("format") == "jsonld":
        return True
    return request.get_preferred_type(
        ["text/html", "application/ld+json", "application/json"]
    ) not in ("text/html", None)


@require_safe
@vary_on_headers("Accept", "Accept-Language", "Cookie")
def show(request: HttpRequest, version: str = "") -> HttpResponse:
    """The whole profile; the address of a version gives that version, of which there is one yet."""
    if version and version not in dict(VERSIONS):
        raise Http404
    if _wants_json(request):
        response = JsonResponse(document(), json_dumps_params={"ensure_ascii": False, "indent": 2})
        response["Content-Type"] = "application/ld+json"
        response["Access-Control-Allow-Origin"] = "*"
        return response
    return render(request, "records/profile.html", _context(request))


def _context(request: HttpRequest) -> dict[str, Any]:
    said = document()
    language = "en" if getattr(request, "LANGUAGE_CODE", "id").startswith("en") else "id"

    def words(one: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": one["id"],
            "anchor": one["id"].removeprefix(PROFILE).strip("/").replace("/", "-"),
            # Below the address of the profile, which stands on top of the page.
            "short": _short(one["id"]),
            "type": one["type"],
            "label": one.get("prefLabel", {}).get(language, one["id"].rpartition("/")[2]),
            "definition": one.get("definition", {}).get(language, ""),
            "lines": [
                (_("Alamat"), _short(one["id"])),
                (_("Kata kerja"), _short(one.get("verb", ""))),
                (_("Jenis kegiatan"), _short(one.get("objectActivityType", ""))),
                *((_short(rule["location"]), _asked(rule)) for rule in one.get("rules", [])),
            ],
        }

    return {
        "profile": words(said),
        "version": said["versions"][0],
        "concepts": [words(one) for one in said["concepts"]],
        "templates": [words(one) for one in said["templates"]],
        "patterns": [words(one) for one in said["patterns"] if one.get("primary")],
        "json_url": f"{request.path}?format=jsonld",
    }


def _asked(rule: dict[str, Any]) -> str:
    """What a rule of a template asks, in the specification's own words."""
    said = [str(rule["presence"])] if "presence" in rule else []
    said += [f"{way}: {rule[way]}" for way in ("any", "all", "none") if way in rule]
    return _short(", ".join(said))


def _short(text: str) -> str:
    return text.replace(PROFILE, "…")


@require_safe
def part(request: HttpRequest, kind: str, name: str) -> HttpResponse:
    """The address of a verb, type, extension, template or pattern leads to its place in the profile."""
    wanted = f"{PROFILE}/{kind}/{name}"
    said = document()
    known = {one["id"] for key in ("concepts", "templates", "patterns") for one in said[key]}
    if kind not in _PARTS or wanted not in known:
        raise Http404
    address = reverse("records:profile")
    query = "?format=jsonld" if _wants_json(request) else ""
    response = redirect(f"{address}{query}#{kind}-{name}")
    # What is asked for is a thing of the world, what is answered describes it.
    response.status_code = 303
    return response
