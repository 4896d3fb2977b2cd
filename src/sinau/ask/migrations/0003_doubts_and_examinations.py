"""Doubts about kept answers; and earlier examinations forget quotes of which nobody knows the source."""

import django.db.models.deletion
import sinau.search.sources
from django.db import migrations, models


def forget_quotes(apps, schema_editor):
    """Rows of before name no source, so nobody could tell who may read them; the figures stay."""
    apps.get_model("ask", "TrialOutcome").objects.exclude(shown=[]).update(shown=[])


class Migration(migrations.Migration):

    dependencies = [
        ('ask', '0002_the_queue_and_the_model'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerDoubt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(db_collation='C', max_length=120)),
                ('reason', models.CharField(max_length=300)),
                ('raised_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='doubts', to='ask.question')),
            ],
            options={
                'ordering': ['-raised_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('question', 'source'), name='one_open_doubt_of_a_source')],
            },
            bases=(sinau.search.sources.Sourced, models.Model),
        ),
        migrations.RunPython(forget_quotes, migrations.RunPython.noop),
    ]
