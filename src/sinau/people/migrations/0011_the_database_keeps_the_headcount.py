"""The number of people serving at each agency is kept by the database, whoever writes and how.

Statement triggers with transition tables: an import of thousands of rows recounts once.
"""

from django.db import migrations

FORWARD = """
create function people_recount(agencies bigint[]) returns void language plpgsql as $$
begin
    perform 1 from people_agency where id = any(agencies) order by id for no key update;
    update people_agency agency
       set headcount = counted.serving
      from (select a.id, count(p.id) as serving
              from people_agency a
              left join people_person p
                on p.agency_id = a.id and p.left_on is null and p.is_active
             where a.id = any(agencies)
             group by a.id) counted
     where agency.id = counted.id and agency.headcount <> counted.serving;
end $$;

create function people_headcount_changed() returns trigger language plpgsql as $$
declare agencies bigint[];
begin
    if tg_op = 'INSERT' then
        select array_agg(distinct agency_id) into agencies from incoming
         where agency_id is not null;
    elsif tg_op = 'DELETE' then
        select array_agg(distinct agency_id) into agencies from outgoing
         where agency_id is not null;
    else
        select array_agg(distinct agency_id) into agencies
          from (select unnest(array[o.agency_id, n.agency_id]) as agency_id
                  from outgoing o join incoming n on n.id = o.id
                 where (o.agency_id, o.left_on is null, o.is_active)
                       is distinct from (n.agency_id, n.left_on is null, n.is_active)) moved
         where agency_id is not null;
    end if;
    if agencies is not null then
        perform people_recount(agencies);
    end if;
    return null;
end $$;

create trigger people_headcount_insert after insert on people_person
    referencing new table as incoming for each statement execute function people_headcount_changed();
create trigger people_headcount_update after update on people_person
    referencing old table as outgoing new table as incoming
    for each statement execute function people_headcount_changed();
create trigger people_headcount_delete after delete on people_person
    referencing old table as outgoing for each statement execute function people_headcount_changed();

select people_recount(array(select id from people_agency));
"""

BACKWARD = """
drop trigger people_headcount_insert on people_person;
drop trigger people_headcount_update on people_person;
drop trigger people_headcount_delete on people_person;
drop function people_headcount_changed();
drop function people_recount(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0010_personal_data_imports_and_levels")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
