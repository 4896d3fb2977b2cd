from django.db import migrations, models
from django.db.models import F


def keep_frozen_places(apps, schema_editor):
    """What was signed names its number as its place, and frozen credentials never change."""
    apps.get_model("university", "Certificate").objects.update(status_at=F("pk"))


class Migration(migrations.Migration):
    dependencies = [('university', '0008_doubts_about_what_cites')]

    operations = [
        migrations.CreateModel(
            name="CheckWindow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=64)),
                ("begins_at", models.DateTimeField()),
                ("used", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["begins_at"], name="check_window_by_age")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=["address", "begins_at"], name="a_window_per_address_and_quarter"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="certificate",
            name="status_at",
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.RunPython(keep_frozen_places, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="certificate",
            name="status_at",
            field=models.BigIntegerField(editable=False, unique=True),
        ),
    ]
