"""Take in whom other learning systems bring, and report back what was completed."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.actions.partners import as_uuid, key_of
from sinau.packages.events import PlatformLinked
from sinau.packages.house_key import house_key
from sinau.packages.lti import jwts, words
from sinau.packages.lti.arrivals import read_arrival, scores_url
from sinau.packages.lti.broken import Broken
from sinau.packages.models import Arrival, Platform, PlatformAccount, PlatformPlace
from sinau.people.models import Person
from sinau.records import sending
from sinau.university.models import Completion, Course

GOOD_FOR = timedelta(minutes=10)
TAKEN_WITHIN = timedelta(hours=1)
KEPT = timedelta(hours=2)
# Anybody may begin without signing in; so many begun and not ended are more than a city has people at once.
MOST_WAITING = 5_000
_COURSE = "/belajar/kursus/"


class LinkedElsewhere(Refused):
    """An account outside belongs to one person here, and a person to one account there."""


class NotReported(Exception):
    """The other system did not take the score now; the sentence says why."""


# ── coming ──────────────────────────────────────────────────────────────────


def begin_arrival(said: dict[str, str]) -> tuple[Arrival, str]:
    """Somebody is about to come; the address at which the system confirms who (Security 5.1.1.1)."""
    requirement = "LTI Security 1.0, 5.1.1.1"
    rows = Platform.objects.usable().filter(issuer=said.get("iss", ""))
    if client := said.get("client_id"):
        rows = rows.filter(client_id=client)
    found = list(rows[:2])
    if len(found) != 1:
        raise Broken(f"{requirement} (iss, client_id)", "Sistem asal tidak terdaftar di Sinau.")
    if not 0 < len(said.get("login_hint", "")) <= 2000:
        raise Broken(f"{requirement} (login_hint)", "Pembukaan harus menyebut orangnya.")
    course_path(said.get("target_link_uri", ""))
    Arrival.objects.filter(begun_at__lt=now() - KEPT).delete()
    if found[0].arrivals.filter(heard_at=None).count() >= MOST_WAITING:
        raise Broken(
            requirement, "Terlalu banyak pembukaan yang belum selesai; coba sebentar lagi."
        )
    arrival = Arrival.objects.create(platform=found[0], begun_at=now())
    asked = {
        "scope": "openid",
        "response_type": "id_token",
        "response_mode": "form_post",
        "prompt": "none",
        "client_id": found[0].client_id,
        "redirect_uri": f"{settings.PUBLIC_URL}/belajar/paket/lti/alat/buka",
        "login_hint": said["login_hint"],
        "state": str(arrival.state),
        "nonce": str(arrival.nonce),
    }
    if hint := said.get("lti_message_hint"):
        asked["lti_message_hint"] = hint[:5000]
    sign = "&" if "?" in found[0].auth_url else "?"
    return arrival, f"{found[0].auth_url}{sign}{urlencode(asked)}"


def course_path(target: str) -> str:
    """The slug of the course at this address of ours, or "" for our front door; no other is opened."""
    ours, there = urlsplit(settings.PUBLIC_URL), urlsplit(target)
    requirement = "LTI 1.3 Core, 5.3.4 (target_link_uri)"
    if (there.scheme, there.netloc) != (ours.scheme, ours.netloc):
        raise Broken(requirement, "Alamat tujuan bukan alamat Sinau ini.")
    if there.path in ("", "/", "/belajar/", "/belajar/paket/lti/alat/buka"):
        return ""
    slug, slash, rest = there.path.removeprefix(_COURSE).partition("/")
    if not there.path.startswith(_COURSE) or not slash or rest:
        raise Broken(requirement, "Alamat tujuan harus halaman sebuah kursus.")
    return slug


def hear_arrival(state: str, token: str) -> Arrival:
    """The system has said who comes and for what, once."""
    platform = _awaited(Arrival.objects.all(), state).platform
    if platform.withdrawn_at:
        raise Broken("LTI Security 1.0, 5.1.3 (iss)", "Sistem asal sudah ditarik.")
    # Before a transaction: a question to outside holds no rows, and that it was asked stays.
    said = jwts.read(
        token,
        key_of(platform, token),
        issuer=platform.issuer,
        audiences=[platform.client_id],
        at=now(),
    )
    return _keep_arrival(state, said)


@transaction.atomic
def _keep_arrival(state: str, said: dict[str, Any]) -> Arrival:
    arrival = _awaited(Arrival.objects.select_for_update(of=("self",)), state)
    platform = arrival.platform
    found = read_arrival(
        said,
        client_id=platform.client_id,
        nonce=str(arrival.nonce),
        deployments=platform.deployments,
    )
    if found["kind"] == words.RESOURCE_REQUEST:
        found["course"] = course_path(found.pop("target"))
    arrival.subject, arrival.said, arrival.heard_at = found.pop("subject"), found, now()
    arrival.save(update_fields=["subject", "said", "heard_at"])
    return arrival


def _awaited(rows: QuerySet[Arrival], state: str) -> Arrival:
    arrival = rows.select_related("platform").filter(state=as_uuid(state)).first()
    if arrival is None or arrival.heard_at or arrival.begun_at + GOOD_FOR < now():
        raise Broken(
            "LTI Security 1.0, 5.1.1.3 (state)",
            "Pembukaan ini tidak dikenal, sudah dipakai, atau sudah lewat; buka sekali lagi dari sistem asal.",
        )
    return arrival


# ── taking in ───────────────────────────────────────────────────────────────


def account_of(arrival: Arrival) -> PlatformAccount | None:
    """The person whom the one who comes is known to be."""
    accounts = PlatformAccount.objects.select_related("person")
    return accounts.filter(platform=arrival.platform_id, subject=arrival.subject).first()


@transaction.atomic
def link_account(arrival: Arrival, person: Person) -> PlatformAccount:
    """The person who is signed in here says: that is me. Once for ever, on both sides."""
    held = account_of(arrival)
    if held is not None and held.person_id == person.pk:
        return held
    try:
        with transaction.atomic():
            account = PlatformAccount.objects.create(
                platform=arrival.platform,
                subject=arrival.subject,
                person=person,
                linked_at=now(),
            )
    except IntegrityError:
        raise LinkedElsewhere(
            _(
                "Akun di sistem itu sudah tertaut dengan pegawai lain, atau Anda sudah tertaut "
                "dengan akun lain di sana. Mintalah petugas melepas tautannya."
            )
        ) from None
    announce(PlatformLinked(platform_id=arrival.platform_id, person_id=person.pk), by=person)
    return account


@transaction.atomic
def take_in(arrival: Arrival, account: PlatformAccount, course: Course) -> None:
    """The person takes this course for the other system; what was completed before is reported at once."""
    arrival.person, arrival.taken_at = account.person, now()
    arrival.save(update_fields=["person", "taken_at"])
    if not (url := arrival.said.get("line_item", "")):
        return
    place, _is_new = PlatformPlace.objects.get_or_create(
        account=account, course=course, line_item_url=url, defaults={"opened_at": now()}
    )
    if place.reported_at is None and _completion(place) is not None:
        _report_later(place)


def report_course(person_id: int, course_id: int) -> None:
    """Every system for which the person took this course hears of its completion."""
    places = PlatformPlace.objects.filter(
        account__person=person_id,
        account__platform__withdrawn_at=None,
        course=course_id,
        reported_at=None,
    )
    for place in places:
        _report_later(place)


def _report_later(place: PlatformPlace) -> None:
    from sinau.packages.tasks import report_score

    report_score.defer(place_id=place.pk)


def _completion(place: PlatformPlace) -> Completion | None:
    return Completion.objects.filter(
        person=place.account.person_id, course=place.course_id, undone_at=None
    ).first()


def report(place_id: int) -> None:
    """The score is in the other system, once; raises NotReported when it is to be tried again."""
    places = PlatformPlace.objects.select_related("account__platform", "course")
    place = places.filter(pk=place_id, reported_at=None).first()
    if place is None or place.account.platform.withdrawn_at:
        return
    completion = _completion(place)
    if completion is None:
        return
    try:
        _send_score(place, completion)
    except (sending.Unreachable, Broken, NotReported) as trouble:
        PlatformPlace.objects.filter(pk=place.pk).update(trouble=str(trouble)[:300])
        raise NotReported(str(trouble)) from None
    PlatformPlace.objects.filter(pk=place.pk).update(reported_at=now(), trouble="")


def _send_score(place: PlatformPlace, completion: Completion) -> None:
    token = _token(place.account.platform)
    score = 100.0 if completion.score is None else float(completion.score)
    said = {
        "userId": place.account.subject,
        "timestamp": completion.completed_at.isoformat(),
        "scoreGiven": score,
        "scoreMaximum": 100,
        "activityProgress": "Completed",
        "gradingProgress": "FullyGraded",
    }
    headers = {"Content-Type": words.SCORE, "Authorization": f"Bearer {token}"}
    answer = sending.post(scores_url(place.line_item_url), json.dumps(said).encode(), headers)
    # 409: it has this score already, or a newer one (Moodle says so to the second try).
    if answer.status != 409 and not 200 <= answer.status < 300:
        raise NotReported(f"Sistem asal menjawab {answer.status} untuk nilai.")


def _token(platform: Platform) -> str:
    """An access token for scores, proved by our key (Security 4.1)."""
    if not platform.token_url:
        raise NotReported("Alamat token sistem itu belum diisi.")
    at = int(now().timestamp())
    proof = {
        "iss": platform.client_id,
        "sub": platform.client_id,
        "aud": platform.token_url,
        "iat": at,
        "exp": at + 300,
        "jti": uuid.uuid4().hex,
    }
    form = {
        "grant_type": "client_credentials",
        "client_assertion_type": words.ASSERTION_TYPE,
        "client_assertion": jwts.make(proof, house_key()),
        "scope": words.SCOPE_SCORE,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
    answer = sending.post(platform.token_url, urlencode(form).encode(), headers)
    if answer.status != 200:
        raise NotReported(f"Sistem asal menjawab {answer.status} saat diminta token.")
    try:
        said: Any = json.loads(answer.text)
        token = said["access_token"]
    except (ValueError, KeyError, TypeError):
        raise NotReported("Jawaban token sistem asal tidak dapat dibaca.") from None
    if not isinstance(token, str) or not token.isascii() or "\n" in token or len(token) > 4000:
        raise NotReported("Token sistem asal tidak dapat dipakai.")
    return token


@transaction.atomic
def unlink_account(account: PlatformAccount) -> None:
    """The account outside is nobody's here again; what was learnt stays."""
    account.delete()
