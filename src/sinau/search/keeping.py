"""Searches somebody keeps: saved, watched, looked at again each day, and forgotten."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.people.models import Person
from sinau.search.events import ResultsAppeared
from sinau.search.looking import Sight, look_for
from sinau.search.models import SavedSearch
from sinau.search.wishes import Wish, wish_of_query

MOST = 50
MOST_KNOWN = 500


class TooManySaved(Refused):
    """Somebody keeps as many searches as one can look through."""


class NothingToSave(Refused):
    """A search without words finds nothing that could be kept."""


@transaction.atomic
def save_search(wish: Wish, *, by: Person, watch: bool) -> SavedSearch:
    """The search is among the person's own; a second time only whether it is watched changes."""
    if not wish.words:
        raise NothingToSave(_("Tulis dulu yang dicari, lalu simpan pencariannya."))
    Person.objects.select_for_update(of=("self",)).get(pk=by.pk)
    saved = SavedSearch.objects.filter(person=by, query=wish.query[:1000]).first()
    if saved is None:
        if SavedSearch.objects.filter(person=by).count() >= MOST:
            raise TooManySaved(
                _("Anda sudah menyimpan %(most)s pencarian. Hapus yang tidak dipakai lagi.")
                % {"most": MOST}
            )
        saved = SavedSearch.objects.create(
            person=by, words=wish.words, query=wish.query[:1000], created_at=now()
        )
        see_results(saved, look_for(by, wish))
    return watch_search(saved, watch=watch)


@transaction.atomic
def watch_search(saved: SavedSearch, *, watch: bool) -> SavedSearch:
    """New results are told from now on, or not any more; a second time nothing changes."""
    if watch and saved.watched_since is None:
        saved.watched_since = now()
    elif not watch:
        saved.watched_since = None
    saved.save(update_fields=["watched_since"])
    return saved


@transaction.atomic
def forget_search(saved: SavedSearch) -> None:
    """The search is not kept any more; a second time nothing changes."""
    SavedSearch.objects.filter(pk=saved.pk).delete()


def see_results(saved: SavedSearch, sight: Sight) -> None:
    """What is found now is known; nothing of it is new any more."""
    saved.known = sources_of(sight)
    saved.fresh = 0
    saved.looked_at = now()
    saved.save(update_fields=["known", "fresh", "looked_at"])


@transaction.atomic
def look_again(saved: SavedSearch) -> int:
    """What came since is told to who watches, once a document; gives how many there are."""
    saved = (
        SavedSearch.objects.select_for_update(of=("self",))
        .select_related("person__agency")
        .get(pk=saved.pk)
    )
    person: Person = saved.person
    found = sources_of(look_for(person, wish_of_query(saved.query)))
    new = [source for source in found if source not in saved.known]
    saved.known = [*saved.known, *new][-MOST_KNOWN:]
    saved.looked_at = now()
    saved.fresh += len(new)
    saved.save(update_fields=["known", "fresh", "looked_at"])
    if new:
        announce(ResultsAppeared(saved_id=saved.pk, person_id=person.pk, number=len(new)), by=None)
    return len(new)


def look_at_watched() -> int:
    """Every watched search of somebody who serves is looked up; gives how many found something new."""
    watched = SavedSearch.objects.watched().filter(person__left_on=None, person__is_active=True)
    return sum(bool(look_again(saved)) for saved in watched.iterator(chunk_size=200))


def sources_of(sight: Sight) -> list[str]:
    """The documents one wishes for, by name."""
    return [sight.documents[key].source for key in sight.chosen][:MOST_KNOWN]
