"""Django's `migrate`, made quick for a house of two hundred and fifty tables.

Django draws every model that is related to a changed one anew after each step. Nearly all of our
models are related to a person, so an empty database took a minute to fill. A step needs nothing but
the model it changes, unless other tables hold the key it changes: those run as Django wrote them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.postgres.operations import CreateExtension
from django.core.management.commands import migrate
from django.db.migrations import operations
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

ALONE = (
    operations.CreateModel,
    operations.DeleteModel,
    operations.AddField,
    operations.RemoveField,
    operations.AddIndex,
    operations.RemoveIndex,
    operations.AddConstraint,
    operations.RemoveConstraint,
    operations.AlterUniqueTogether,
    operations.AlterModelOptions,
    operations.RunPython,
    operations.RunSQL,
    CreateExtension,
)


class Command(migrate.Command):
    """The same words and the same tables as Django's own command."""

    def handle(self, *args: Any, **options: Any) -> None:
        # Django's command takes the executor by this name and offers no other way to choose one.
        usual = migrate.MigrationExecutor  # type: ignore[attr-defined]
        migrate.MigrationExecutor = QuickExecutor  # type: ignore[attr-defined]
        try:
            super().handle(*args, **options)
        finally:
            migrate.MigrationExecutor = usual  # type: ignore[attr-defined]


class QuickExecutor(MigrationExecutor):
    """Draws only what a migration changes; before any other kind all is drawn anew."""

    def apply_migration(
        self, state: ProjectState, migration: Migration, *args: Any, **options: Any
    ) -> ProjectState:
        if all(map(_stands_alone, migration.operations)):
            with _drawing_only_the_changed(state):
                return super().apply_migration(state, migration, *args, **options)
        state.clear_delayed_apps_cache()
        return super().apply_migration(state, migration, *args, **options)


def _stands_alone(step: Operation) -> bool:
    """Whether no table but the one it names is changed by it."""
    if isinstance(step, operations.SeparateDatabaseAndState):
        return all(map(_stands_alone, [*step.database_operations, *step.state_operations]))
    if isinstance(step, operations.AlterField):
        # Others may hold a key of this field, and change with it.
        return not (step.field.primary_key or step.field.unique)
    return isinstance(step, ALONE)


@contextmanager
def _drawing_only_the_changed(state: ProjectState) -> Iterator[None]:
    """While the block runs this one state looks for no models related to a changed one."""

    def changed(app: str, model: str, delay: bool = False) -> set[Any]:
        # Makes RunPython and the next other migration draw all models anew.
        state.is_delayed = True
        return {(app, model)}

    state._find_reload_model = changed  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del state._find_reload_model  # type: ignore[attr-defined]
