"""The database itself refuses to change or delete a row of the ledger."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("credit", "0001_first_ledger")]

    operations = [
        migrations.RunSQL(
            """
            create function credit_entry_is_append_only() returns trigger language plpgsql as $$
            begin
                raise exception 'entries of the JP ledger are never changed or deleted';
            end $$;
            create trigger credit_entry_is_append_only before update or delete on credit_entry
                for each row execute function credit_entry_is_append_only();
            """,
            "drop function credit_entry_is_append_only() cascade;",
        )
    ]
