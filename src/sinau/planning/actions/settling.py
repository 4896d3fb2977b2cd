"""Keep what each person's position needs, for one person or for ten thousand in two statements."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction

# A row for the job title goes before the row for its kind.
_NEEDED = """
    with needed as (
        select distinct on (p.id, r.competency_id)
               p.id as person_id, r.competency_id, r.level
          from people_person p
          join planning_requirement r
            on r.replaced_at is null and r.job_kind = p.job_kind
           and (r.job_title = '' or lower(r.job_title) = lower(p.job_title))
          join planning_competency c on c.id = r.competency_id and c.retired_at is null
         where p.left_on is null and p.is_active and (%(all)s or p.id = any(%(people)s))
         order by p.id, r.competency_id, (r.job_title <> '') desc
    )
"""
_KEEP = "".join(
    (
        _NEEDED,
        """
    insert into planning_standing (person_id, competency_id, required, level, source, assessed_at)
    select person_id, competency_id, level, null, '', null from needed where level > 0
    on conflict (person_id, competency_id) do update set required = excluded.required
     where planning_standing.required <> excluded.required
""",
    )
)
_CLEAR = "".join(
    (
        _NEEDED,
        """
    update planning_standing s set required = 0
     where s.required > 0 and (%(all)s or s.person_id = any(%(people)s))
       and not exists (select 1 from needed n where n.person_id = s.person_id
                        and n.competency_id = s.competency_id and n.level > 0)
""",
    )
)


def settle(people: Iterable[int] | None = None) -> None:
    """What these people's positions need is kept as it is today; everybody's when none are named."""
    said: dict[str, Any] = {"all": people is None, "people": list(people or [])}
    with transaction.atomic(), connection.cursor() as rows:
        rows.execute(_CLEAR, said)
        rows.execute(_KEEP, said)
