"""The list of everything somebody may see, for Excel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from sinau.knowledge.models import Article, Regulation
from sinau.people.models import Person

HEADINGS: Sequence[object] = (
    *(_("Jenis"), _("Judul"), _("Keadaan"), _("Perangkat daerah"), _("Untuk siapa")),
    *(_("Pemilik"), _("Terakhir berubah"), _("Diverifikasi"), _("Diperiksa lagi")),
    *(_("Dasar hukum"), _("Sektor"), _("Membantu"), _("Tidak membantu"), _("Asal"), _("Alamat")),
)


def rows_of(person: Person) -> Iterator[Sequence[Any]]:
    """One row for each article and regulation this person may see."""
    articles = (
        Article.objects.visible_to(person)
        .living()
        .open_ones()
        .select_related("agency", "owner")
        .order_by("title", "pk")
    )
    for article in articles.iterator():
        yield (
            article.get_kind_display(),
            article.title,
            article.get_status_display(),
            article.agency.name,
            article.get_audience_display(),
            article.owner.name,
            article.updated_at,
            article.verified_at,
            article.review_due,
            "; ".join(article.legal_basis),
            ", ".join(article.sectors),
            article.helpful_count,
            article.unhelpful_count,
            article.source_url,
            f"{settings.PUBLIC_URL}{article.get_absolute_url()}",
        )
    regulations = Regulation.objects.visible_to(person).select_related("agency", "owner")
    for regulation in regulations.order_by("-year", "short_title", "pk").iterator():
        yield (
            regulation.kind,
            f"{regulation.short_title}: {regulation.title}",
            regulation.get_status_display(),
            regulation.agency.name,
            regulation.get_audience_display(),
            regulation.owner.name,
            regulation.updated_at,
            *("", "", "", "", "", ""),
            regulation.issuer,
            f"{settings.PUBLIC_URL}{regulation.get_absolute_url()}",
        )
