"""The quick way to the tables leads to the tables that the models describe."""

from __future__ import annotations

from django.apps import apps
from django.core.management import get_commands
from django.db import connection, models
from django.test import SimpleTestCase, TestCase

from sinau.kernel.management.commands.migrate import _stands_alone


class MigrateTests(TestCase):
    def test_every_table_has_the_columns_keys_and_rules_of_its_model(self) -> None:
        with connection.cursor() as cursor:
            for model in apps.get_models(include_auto_created=True):
                meta = model._meta
                if not meta.managed or meta.proxy or meta.app_label == "procrastinate":
                    continue
                with self.subTest(model=meta.label):
                    table = meta.db_table
                    described = connection.introspection.get_table_description(cursor, table)
                    rules = connection.introspection.get_constraints(cursor, table)
                    fields = [field for field in meta.local_fields if field.column]
                    # A column that is only spoken to in SQL stands in no model.
                    self.assertLessEqual(
                        {field.column for field in fields}, {column.name for column in described}
                    )
                    held = {
                        rule["columns"][0]: rule["foreign_key"]
                        for rule in rules.values()
                        if rule["foreign_key"]
                    }
                    for field in fields:
                        if isinstance(field, models.ForeignKey):
                            target = field.target_field
                            self.assertEqual(
                                held[field.column], (target.model._meta.db_table, target.column)
                            )
                    for named in (*meta.constraints, *meta.indexes):
                        self.assertIn(named.name, rules)


class StepTests(SimpleTestCase):
    def test_the_house_has_this_command_and_not_djangos(self) -> None:
        self.assertEqual(get_commands()["migrate"], "sinau.kernel")

    def test_only_a_key_that_others_may_hold_needs_all_models(self) -> None:
        from django.db.migrations import operations

        text, key = models.CharField(max_length=9), models.BigAutoField(primary_key=True)
        self.assertTrue(_stands_alone(operations.AlterField("Course", "title", text)))
        self.assertFalse(_stands_alone(operations.AlterField("Course", "id", key)))
        self.assertFalse(_stands_alone(operations.RenameModel("Course", "Kursus")))
        self.assertFalse(_stands_alone(operations.RenameField("Course", "title", "name")))
        both = operations.SeparateDatabaseAndState(state_operations=[operations.DeleteModel("A")])
        self.assertTrue(_stands_alone(both))
