"""The web app manifest, so that a phone can keep Sinau on its first screen."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from sinau.ui.brand import current


@require_safe
@cache_control(public=True, max_age=86_400)
def show(request: HttpRequest) -> JsonResponse:
    """Name, colours and icon of this city's Sinau."""
    brand = current()
    return JsonResponse(
        {
            "name": f"{brand.product} – {brand.city}",
            "short_name": brand.product,
            "lang": "id",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": brand.theme_color_light,
            "theme_color": brand.theme_color_light,
            "icons": [{"src": static(brand.logo), "sizes": "any", "type": "image/svg+xml"}],
        },
        content_type="application/manifest+json",
    )


@require_safe
@cache_control(public=True, max_age=86_400)
def icon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this name when a file has no page around it; the city's logo answers."""
    return redirect(static(current().logo))
