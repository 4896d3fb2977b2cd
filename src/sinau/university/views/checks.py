"""A check inside a lesson: answered in place."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sinau.kernel.later import read_later
from sinau.people.access import PersonRequest, signed_in
from sinau.university.actions import answer_check
from sinau.university.lessons.checking import Said
from sinau.university.models import Block
from sinau.university.showing import show_check
from sinau.university.views.lessons import language_versions, sent_later, shown_lesson


@signed_in
@require_POST
def create(request: PersonRequest, slug: str, position: int) -> HttpResponse:
    """Keep the answer and show what it is worth; for htmx only the check itself."""
    lesson = shown_lesson(request, slug, position)
    block = get_object_or_404(
        Block.objects.filter(version__in=language_versions(lesson), kind="check"),
        key=request.POST.get("blok", ""),
        version__language=request.POST.get("bahasa", "id"),
    )
    said = Said.from_form(request.POST.getlist("picked"), request.POST.get("text", ""))
    later = read_later(request.POST)
    answer, merged = answer_check(block, request.user, said, later=later)
    if later:
        return sent_later(merged=merged)
    if request.headers.get("HX-Request"):
        context = {"check": show_check(block, answer), "check_url": request.path}
        return render(request, "university/parts/check.html", context)
    query = f"?bahasa={block.version.language}" if block.version.language != "id" else ""
    return redirect(f"{lesson.get_absolute_url()}{query}#periksa-{block.key}")
