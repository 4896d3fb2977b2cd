"""The database itself refuses to change or delete an entry."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first_entries")]

    operations = [
        migrations.RunSQL(
            """
            create function journal_entry_is_append_only() returns trigger language plpgsql as $$
            begin
                raise exception 'journal entries are never changed or deleted';
            end $$;
            create trigger journal_entry_is_append_only before update or delete on journal_entry
                for each row execute function journal_entry_is_append_only();
            """,
            "drop function journal_entry_is_append_only() cascade;",
        )
    ]
