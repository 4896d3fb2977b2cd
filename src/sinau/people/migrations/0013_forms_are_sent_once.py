from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0012_tokens")]

    operations = [
        migrations.CreateModel(
            name="SentForm",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                ("location", models.CharField(blank=True, max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["at"], name="sent_form_by_age")]},
        ),
    ]
