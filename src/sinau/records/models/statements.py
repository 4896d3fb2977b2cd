"""Statements as rows, and what they taught us about activities and agents.

The tables are made by hand in the first migration: statements and links are partitioned by the
month in which they were stored.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Statement(models.Model):
    """One statement for ever; `data` is all of it, the columns beside are what is looked for.

    Keys of agents, verbs and activities are 64-bit hashes of their text (`keys.key_of`), so that
    writing needs no look-up of numbers.
    """

    pk = models.CompositePrimaryKey("stored", "id")
    stored = models.DateTimeField()
    id = models.UUIDField()
    timestamp = models.DateTimeField()
    actor = models.BigIntegerField()
    verb = models.BigIntegerField()
    object = models.BigIntegerField()
    registration = models.UUIDField(null=True)
    authority = models.BigIntegerField()
    voided = models.BooleanField(default=False)
    data: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField()

    class Meta:
        managed = False
        db_table = "records_statement"
        verbose_name = _("pernyataan")
        verbose_name_plural = _("pernyataan")

    def __str__(self) -> str:
        return str(self.id)

    def get_absolute_url(self) -> str:
        return reverse("records:statement", args=[self.id])


class Activity(models.Model):
    """An activity and the definition that its statements added up to."""

    key = models.BigIntegerField(primary_key=True)
    iri = models.TextField()
    definition: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(default=dict)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kegiatan belajar")
        verbose_name_plural = _("kegiatan belajar")

    def __str__(self) -> str:
        return self.iri


class Agent(models.Model):
    """An agent by its identifier, with every name under which statements mentioned it."""

    key = models.BigIntegerField(primary_key=True)
    identifier = models.TextField()
    names = ArrayField(models.TextField(), default=list)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("pelaku")
        verbose_name_plural = _("pelaku")

    def __str__(self) -> str:
        return self.identifier
