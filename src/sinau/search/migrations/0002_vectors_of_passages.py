from django.db import migrations, models
from pgvector.django import VectorExtension

CREATE = """
CREATE TABLE search_vector (
    passage integer NOT NULL, model smallint NOT NULL, part smallint NOT NULL, shelf integer NOT NULL,
    digest bytea NOT NULL, value halfvec NOT NULL, PRIMARY KEY (passage, model, part)
);
ALTER TABLE search_vector ALTER COLUMN value SET STORAGE PLAIN;
CREATE INDEX search_vector_shelf ON search_vector (shelf);
"""


class Migration(migrations.Migration):

    dependencies = [("search", "0001_an_index_of_passages")]

    operations = [
        VectorExtension(),
        migrations.CreateModel(
            name="Model",
            fields=[
                ("id", models.SmallAutoField(primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200, unique=True)),
                ("dimensions", models.PositiveSmallIntegerField()),
            ],
        ),
        # Any number of dimensions; the graph over those of a model is made when its vectors come.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Vector",
                    fields=[
                        ("pk", models.CompositePrimaryKey("passage", "model", "part", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("passage", models.IntegerField()),
                        ("model", models.SmallIntegerField()),
                        ("part", models.SmallIntegerField()),
                        ("shelf", models.IntegerField()),
                        ("digest", models.BinaryField()),
                    ],
                ),
            ],
            database_operations=[migrations.RunSQL(CREATE, "DROP TABLE search_vector")],
        ),
        migrations.CreateModel(
            name="Unembedded",
            fields=[("passage", models.IntegerField(primary_key=True, serialize=False))],
        ),
        migrations.CreateModel(
            name="EmbeddingRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model_name", models.CharField(max_length=200)),
                ("begun_at", models.DateTimeField()),
                ("moved_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                ("done", models.PositiveIntegerField(default=0)),
                ("left", models.PositiveIntegerField(default=0)),
                ("trouble", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddConstraint(
            model_name="embeddingrun",
            constraint=models.UniqueConstraint(condition=models.Q(("ended_at", None)), fields=("model_name",), name="one_embedding_run_at_a_time"),
        ),
    ]
