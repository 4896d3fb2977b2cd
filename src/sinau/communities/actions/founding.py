"""Opening communities: one for each agency by itself, and those about a subject by somebody."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.text import slugify

from sinau.communities.actions.belonging import appoint_lead
from sinau.communities.events import CommunityEdited, CommunityOpened
from sinau.communities.models import Community
from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.people.models import Agency, AgencyKind, Audience, Person

# Agencies large enough to talk among themselves; people of a village office, a school or a unit
# find themselves in the community of the agency above theirs.
KINDS_WITH_A_COMMUNITY = (
    AgencyKind.SECRETARIAT,
    AgencyKind.DEPARTMENT,
    AgencyKind.BOARD,
    AgencyKind.DIVISION,
    AgencyKind.INSPECTORATE,
    AgencyKind.DISTRICT,
    AgencyKind.CLINIC,
    AgencyKind.HOSPITAL,
)


@transaction.atomic
def found_community(
    *,
    name: str,
    purpose: str,
    agency: Agency,
    audience: str,
    by: Person | None,
    lead: Person | None = None,
    slug: str = "",
) -> Community:
    """A community about a subject exists, led by `lead`; one of the same slug is given back."""
    slug = slug or slugify(name)[:80]
    community, is_new = Community.objects.get_or_create(
        slug=slug,
        defaults={
            "name": name,
            "purpose": purpose,
            "agency": agency,
            "audience": audience,
            "founded_by": by,
            "founded_at": now(),
        },
    )
    if is_new:
        announce(CommunityOpened(**_data(community)), by=by)
    if lead is not None:
        appoint_lead(community, person=lead, by=by)
    return community


@transaction.atomic
def edit_community(community: Community, *, name: str, purpose: str, by: Person) -> Community:
    """The community has this name and purpose; the same ones change nothing."""
    if (name, purpose) != (community.name, community.purpose):
        community.name, community.purpose = name, purpose
        community.save(update_fields=["name", "purpose"])
        announce(CommunityEdited(**_data(community)), by=by)
    return community


@transaction.atomic
def open_agency_communities() -> int:
    """Every open agency has its own community under its name of today; gives the number of new ones.

    The community of an agency that went into another one moves there, so that its people can
    still read what they wrote. A second time changes nothing.
    """
    _follow_the_agencies()
    missing = Agency.objects.open_now().filter(kind__in=KINDS_WITH_A_COMMUNITY, community=None)
    opened = Community.objects.bulk_create(
        [
            Community(
                slug=f"pd-{agency.code}",
                name=_home_name(agency),
                purpose=_home_purpose(agency),
                agency=agency,
                audience=Audience.AGENCY,
                home_of=agency,
                founded_at=now(),
            )
            for agency in missing
        ]
    )
    for community in opened:
        announce(CommunityOpened(**_data(community)), by=None)
    return len(opened)


def _follow_the_agencies() -> None:
    """Communities of renamed agencies take the new name, those of merged ones the new home."""
    for community in Community.objects.exclude(home_of=None).select_related("home_of", "agency"):
        agency = community.home_of
        assert agency is not None
        home = agency
        while home.merged_into is not None:
            home = home.merged_into
        name = _home_name(agency)
        if (community.name, community.agency_id) == (name, home.pk):
            continue
        community.name, community.agency = name, home
        community.save(update_fields=["name", "agency"])
        announce(CommunityEdited(**_data(community)), by=None)


def _home_name(agency: Agency) -> str:
    return f"Komunitas {agency.short_name}"


def _home_purpose(agency: Agency) -> str:
    return (
        f"Tempat pegawai {agency.name} bertanya, berbagi cara kerja, "
        "dan menyimpan jawaban yang baik."
    )


def _data(community: Community) -> dict[str, Any]:
    return {
        "community_id": community.pk,
        "name": community.name,
        "agency_id": community.agency_id,
        "audience": community.audience,
    }
