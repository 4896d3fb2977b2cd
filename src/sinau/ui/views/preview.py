"""What a Markdown text will look like, for the tab beside the box."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sinau.ui import markdown

LONGEST = 200_000


@require_POST
def show(request: HttpRequest) -> HttpResponse:
    """Answer with the text as HTML; nothing is kept."""
    text = request.POST.get("text", "")
    if len(text) > LONGEST:
        return HttpResponse(_("Naskah ini terlalu panjang untuk pratinjau."), status=413)
    if not text.strip():
        return HttpResponse(_("Belum ada naskah untuk ditampilkan."))
    return HttpResponse(markdown.render(text, prefix="pratinjau-"))
