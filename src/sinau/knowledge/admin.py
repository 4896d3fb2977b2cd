"""What the keepers of the system see of knowledge: to look, not to change."""

from __future__ import annotations

from django.contrib import admin

from sinau.knowledge.models import Article, Document, Regulation
from sinau.ui.admin import LookOnly


@admin.register(Article)
class ArticleAdmin(LookOnly):
    list_display = ["title", "status", "agency", "owner", "review_due"]
    search_fields = ["title", "slug"]


@admin.register(Regulation)
class RegulationAdmin(LookOnly):
    list_display = ["short_title", "title", "status", "agency"]
    search_fields = ["short_title", "title"]


@admin.register(Document)
class DocumentAdmin(LookOnly):
    list_display = ["name", "size", "agency", "uploaded_by", "uploaded_at"]
    search_fields = ["name", "sha256"]
