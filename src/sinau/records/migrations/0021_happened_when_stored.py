# A statement that does not say when it happened, happened when it was stored, to the microsecond
# (1.0.3 Data 2.4.7; 2.0 4.2.4): only this function knows that moment.

from django.db import migrations

KEEP = """
create or replace function records_keep(
    data jsonb, ids uuid[], timestamps timestamptz[], actors bigint[], verbs bigint[],
    objects bigint[], registrations uuid[], authority bigint, link_keys bigint[],
    link_numbers int[], out fresh int, out awaited boolean
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
    if fresh = 0 then
        return;
    elsif cardinality(ids) = 1 then
        insert into records_statement
            (stored, id, timestamp, actor, verb, object, registration, authority, data)
        values (at + interval '1 microsecond', ids[1], ONE_TIMESTAMP, actors[1], verbs[1],
            objects[1], registrations[1], authority, ONE_DATA);
        insert into records_link (key, stored, id)
        select key, at + interval '1 microsecond', ids[1] from unnest(link_keys) key;
        return;
    end if;
    insert into records_statement
        (stored, id, timestamp, actor, verb, object, registration, authority, data)
    select at + i.n * interval '1 microsecond', i.id, EACH_TIMESTAMP, i.actor, i.verb, i.object,
        i.registration, authority, EACH_DATA
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
DATED = """case when TIMESTAMP is not null then DATA else (DATA) || jsonb_build_object(
            'timestamp', to_char((STORED) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) end"""


def _dated(timestamp: str, data: str, stored: str) -> str:
    named = DATED.replace("TIMESTAMP", timestamp).replace("DATA", data)
    return named.replace("STORED", stored)


def _written(**words: str) -> str:
    text = KEEP
    for word, sql in words.items():
        text = text.replace(word, sql)
    return text


AFTER = _written(
    ONE_TIMESTAMP="coalesce(timestamps[1], at + interval '1 microsecond')",
    ONE_DATA=_dated("timestamps[1]", "data -> 0", "at + interval '1 microsecond'"),
    EACH_TIMESTAMP="coalesce(i.timestamp, at + i.n * interval '1 microsecond')",
    EACH_DATA=_dated("i.timestamp", "i.data", "at + i.n * interval '1 microsecond'"),
)
BEFORE = _written(
    ONE_TIMESTAMP="timestamps[1]",
    ONE_DATA="data -> 0",
    EACH_TIMESTAMP="i.timestamp",
    EACH_DATA="i.data",
)


class Migration(migrations.Migration):
    dependencies = [("records", "0020_following")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
