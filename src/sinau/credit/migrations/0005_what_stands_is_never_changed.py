"""Rows of the first release learn the year they count in; what is closed or merged stays as it is."""

from django.db import migrations

KEPT = ("credit_evidencealias", "credit_closing", "credit_closedtotal", "credit_acceptedfinding")


class Migration(migrations.Migration):
    dependencies = [("credit", "0004_one_event_by_two_doors")]

    operations = [
        migrations.RunSQL(
            # Their hash covers what it covered then (scheme 1), so the chain holds as before.
            """
            alter table credit_entry disable trigger credit_entry_is_append_only;
            update credit_entry e set
                counts_in = extract(year from e.earned_on),
                scheme = 1,
                emp_kind = p.emp_kind,
                stated_jp = case when e.basis = 'stated' and e.reverses_id is null
                    then e.jp + e.cut end,
                cap_rule_id = coalesce(
                    (select r.id from credit_ruleversion r
                        where r.form = e.form and r.effective_from <= e.earned_on
                            and (r.effective_to is null or r.effective_to >= e.earned_on)
                        order by r.in_use desc, r.effective_from desc, r.id desc limit 1),
                    e.rule_id)
                from people_person p where p.id = e.person_id;
            set constraints all immediate;
            alter table credit_entry enable trigger credit_entry_is_append_only;
            """,
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            """
            create function credit_row_is_never_changed() returns trigger language plpgsql as $$
            begin
                raise exception 'rows of % are never changed or deleted', tg_table_name;
            end $$;
            """
            + "".join(
                f"""
            create trigger credit_row_is_never_changed before update or delete on {table}
                for each row execute function credit_row_is_never_changed();
                """
                for table in KEPT
            ),
            "drop function credit_row_is_never_changed() cascade;",
        ),
    ]
