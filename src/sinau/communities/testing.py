"""The stage for tests of communities: an agency's own with a question in it, and a city-wide one."""

from sinau.communities.actions import (
    found_community,
    open_agency_communities,
    start_conversation,
)
from sinau.communities.models import Community, Conversation
from sinau.people.models import Audience, Person
from sinau.people.testing import CastTestCase


class CommunitiesTestCase(CastTestCase):
    """The health agency's own community with a question in it, and one for the whole city."""

    def setUp(self) -> None:
        open_agency_communities()
        self.home = Community.objects.select_related("agency").get(home_of=self.dinkes)
        self.city = found_community(
            name="AI untuk Layanan Publik",
            purpose="Berbagi percobaan dan kegagalan.",
            agency=self.agencies["kota"],
            audience=Audience.CITY,
            by=self.agung,
            lead=self.agung,
        )
        self.question = self.ask(self.home, self.sari, "Antrean menumpuk pukul tujuh")

    def ask(self, community: Community, by: Person, title: str) -> Conversation:
        return start_conversation(
            community=community, by=by, title=title, body="Mohon bantuan.", is_question=True
        )
