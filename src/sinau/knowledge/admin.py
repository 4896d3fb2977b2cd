"""What the keepers of the system see of knowledge: to look, not to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest

from sinau.knowledge.models import Article, Document, Regulation

if TYPE_CHECKING:
    _Admin = admin.ModelAdmin[Any]
else:
    _Admin = admin.ModelAdmin


class _Looking(_Admin):
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Article)
class ArticleAdmin(_Looking):
    list_display = ["title", "status", "agency", "owner", "review_due"]
    search_fields = ["title", "slug"]


@admin.register(Regulation)
class RegulationAdmin(_Looking):
    list_display = ["short_title", "title", "status", "agency"]
    search_fields = ["short_title", "title"]


@admin.register(Document)
class DocumentAdmin(_Looking):
    list_display = ["name", "size", "agency", "uploaded_by", "uploaded_at"]
    search_fields = ["name", "sha256"]
