# A function instead of one long statement: PostgreSQL plans its short parts once a session, which
# halves what a single statement costs it.

from django.db import migrations

KEEP = """
-- A statement that does not say when it happened, happened when it was stored, to the microsecond
-- (1.0.3 Data 2.4.7; 2.0 4.2.4).
create function records_dated(said jsonb, happened timestamptz, stored timestamptz)
returns jsonb language sql stable as $$
    select case when happened is not null then said else said || jsonb_build_object('timestamp',
        to_char(stored at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end
$$;

create function records_keep(
    data jsonb, ids uuid[], timestamps timestamptz[], actors bigint[], verbs bigint[],
    objects bigint[], registrations uuid[], authority bigint, link_keys bigint[],
    link_numbers int[], only_plain boolean, out fresh int, out awaited boolean
) language plpgsql as $$
declare
    at timestamptz := records_moment();
    news uuid[];
begin
    -- Sorted: two calls with the same ids wait for each other instead of deadlocking.
    with kept as (
        insert into records_statement_id (id, stored)
        select i.id, at + i.n * interval '1 microsecond'
        from unnest(ids) with ordinality i (id, n) order by i.id
        on conflict do nothing returning id
    )
    select array_agg(id) into news from kept;
    fresh := coalesce(cardinality(news), 0);
    awaited := exists (select 1 from records_reference where target = any (ids));
    if only_plain and (awaited or fresh <> cardinality(ids)) then
        -- Undoes this call: the caller does it again in a transaction, with what that takes.
        raise exception 'not plain' using errcode = 'RK001';
    end if;
    if fresh = 0 then
        return;
    elsif cardinality(ids) = 1 then
        insert into records_statement
            (stored, id, timestamp, actor, verb, object, registration, authority, data)
        values (at + interval '1 microsecond', ids[1],
            coalesce(timestamps[1], at + interval '1 microsecond'), actors[1], verbs[1],
            objects[1], registrations[1], authority,
            records_dated(data -> 0, timestamps[1], at + interval '1 microsecond'));
        insert into records_link (key, stored, id)
        select key, at + interval '1 microsecond', ids[1] from unnest(link_keys) key;
        return;
    end if;
    insert into records_statement
        (stored, id, timestamp, actor, verb, object, registration, authority, data)
    select at + i.n * interval '1 microsecond', i.id,
        coalesce(i.timestamp, at + i.n * interval '1 microsecond'), i.actor, i.verb, i.object,
        i.registration, authority,
        records_dated(i.data, i.timestamp, at + i.n * interval '1 microsecond')
    from rows from (
        jsonb_array_elements(data), unnest(ids), unnest(timestamps), unnest(actors),
        unnest(verbs), unnest(objects), unnest(registrations)
    ) with ordinality i (data, id, timestamp, actor, verb, object, registration, n)
    where fresh = cardinality(ids) or i.id = any (news);
    insert into records_link (key, stored, id)
    select l.key, at + l.n * interval '1 microsecond', ids[l.n]
    from unnest(link_keys, link_numbers) l (key, n)
    where fresh = cardinality(ids) or ids[l.n] = any (news);
end $$;
"""

DROP = """
drop function records_dated(jsonb, timestamptz, timestamptz);
drop function records_keep(
    jsonb, uuid[], timestamptz[], bigint[], bigint[], bigint[], uuid[], bigint, bigint[], int[],
    boolean
);
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0002_documents")]

    operations = [migrations.RunSQL(KEEP, DROP)]
