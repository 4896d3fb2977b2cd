"""Put outside tools into courses, open them, and hear what is chosen in them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.actions.partners import as_uuid, key_of
from sinau.packages.lti import jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.deep_linking import Chosen, read_response
from sinau.packages.models import (
    LineItem,
    Tool,
    ToolAccount,
    ToolLaunch,
    ToolLink,
    ToolNonce,
)
from sinau.people.models import Person
from sinau.university.actions import add_activity
from sinau.university.models import Course

LAUNCH_GOOD_FOR = timedelta(minutes=10)
CHOICE_GOOD_FOR = timedelta(hours=2)


class ToolWithdrawnNow(Refused):
    """A tool that was withdrawn is not opened."""


@transaction.atomic
def add_link(
    tool: Tool,
    course: Course,
    *,
    by: Person,
    title: str,
    url: str,
    minutes: int,
    required: bool,
    chosen: Chosen | None = None,
) -> ToolLink:
    """The course asks for this thing of the tool, and has a line item for its score."""
    link = ToolLink.objects.create(
        tool=tool,
        course=course,
        title=title,
        target_url=url,
        custom=chosen.custom if chosen else {},
        added_by=by,
        added_at=now(),
    )
    LineItem.objects.create(
        tool=tool,
        course=course,
        link=link,
        is_of_link=True,
        label=(chosen.label if chosen else "") or title,
        score_maximum=(chosen.score_maximum if chosen else None) or 100,
        resource_id=chosen.resource_id if chosen else "",
        tag=chosen.tag if chosen else "",
        made_at=now(),
    )
    add_activity(
        course,
        by=by,
        address=link.address,
        kind_label=_("Alat luar"),
        title=title,
        url=link.get_absolute_url(),
        minutes=minutes,
        required=required,
    )
    return link


@transaction.atomic
def begin_launch(link: ToolLink, person: Person) -> ToolLaunch:
    """The person is about to open it; the tool has ten minutes to ask for them, once."""
    if link.tool.withdrawn_at:
        raise ToolWithdrawnNow(_("Alat ini sudah ditarik dan tidak dapat dibuka lagi."))
    account, _is_new = ToolAccount.objects.get_or_create(tool=link.tool, person=person)
    return ToolLaunch.objects.create(account=account, course=link.course, link=link, begun_at=now())


@transaction.atomic
def begin_choice(tool: Tool, course: Course, person: Person) -> ToolLaunch:
    """The officer is about to choose in the tool what this course is to have of it."""
    if tool.withdrawn_at:
        raise ToolWithdrawnNow(_("Alat ini sudah ditarik dan tidak dapat dibuka lagi."))
    account, _is_new = ToolAccount.objects.get_or_create(tool=tool, person=person)
    return ToolLaunch.objects.create(account=account, course=course, begun_at=now())


def hear_choice(token: str) -> ToolLaunch:
    """What was chosen in the tool, kept until the officer confirms it; heard once (Deep Linking 4.5)."""
    tool = Tool.objects.usable().filter(code=as_uuid(jwts.issuer_said(token))).first()
    if tool is None:
        raise Broken("Deep Linking 2.0, 4.5.1 (iss)", "Alat tidak dikenal.")
    said = jwts.read(
        token,
        key_of(tool, token),
        issuer=tool.client_id,
        audiences=[settings.PUBLIC_URL],
        at=now(),
    )
    return _keep_choice(tool, said)


# Keys are read before this begins: a question to outside holds no rows, and that it was asked stays.
@transaction.atomic
def _keep_choice(tool: Tool, said: dict[str, Any]) -> ToolLaunch:
    rows = ToolLaunch.objects.select_for_update(of=("self",)).filter(
        code=as_uuid(said.get(words.DEEP_DATA)), account__tool=tool, link=None
    )
    launch = rows.select_related("course").first()
    if (
        launch is None
        or launch.used_at is None
        or launch.answered_at is not None
        or launch.begun_at + CHOICE_GOOD_FOR < now()
    ):
        raise Broken(
            "Deep Linking 2.0, 4.5.5 (data)",
            "Pilihan ini tidak dikenal, sudah dikirim, atau sudah lewat; pilih sekali lagi.",
        )
    chosen = read_response(said, deployment_id=str(tool.deployment), data=str(launch.code))
    launch.chosen = [one.to_data() for one in chosen]
    launch.answered_at = now()
    launch.save(update_fields=["chosen", "answered_at"])
    return launch


@transaction.atomic
def take_choice(launch: ToolLaunch, numbers: Collection[int], *, by: Person) -> int:
    """The chosen things become part of the course; a second time adds nothing. How many there are."""
    launch = (
        ToolLaunch.objects.select_for_update(of=("self",))
        .select_related("account__tool", "course")
        .get(pk=launch.pk)
    )
    if launch.taken_at is not None:
        return 0
    tool, added = launch.account.tool, 0
    for number, data in enumerate(launch.chosen):
        if number not in numbers:
            continue
        one = Chosen.from_data(data)
        add_link(
            tool,
            launch.course,
            by=by,
            title=one.title or tool.name,
            url=one.url,
            minutes=30,
            required=True,
            chosen=one,
        )
        added += 1
    launch.taken_at = now()
    launch.save(update_fields=["taken_at"])
    return added


@transaction.atomic
def use_launch(person: Person, said: dict[str, str]) -> ToolLaunch:
    """The launch that the tool asks for, for the person who began it; used up by this."""
    _require(said.get("scope") == "openid", "scope", "Lingkup (scope) harus openid.")
    _require(said.get("response_type") == "id_token", "response_type", "Harus id_token.")
    _require(said.get("response_mode") == "form_post", "response_mode", "Harus form_post.")
    _require(said.get("prompt") == "none", "prompt", "Harus none.")
    nonce = said.get("nonce", "")
    _require(0 < len(nonce) <= 500, "nonce", "Nonce harus ada dan pendek.")
    _require(len(said.get("state", "")) <= 5000, "state", "State terlalu panjang.")
    rows = ToolLaunch.objects.select_for_update(of=("self",)).select_related(
        "account__tool", "account__person", "course", "link"
    )
    try:
        launch = rows.filter(code=said.get("lti_message_hint", "")).first()
    except (ValidationError, ValueError):
        launch = None
    _require(
        launch is not None
        and launch.account.person_id == person.pk
        and launch.used_at is None
        and launch.begun_at + LAUNCH_GOOD_FOR > now(),
        "lti_message_hint",
        "Pembukaan ini tidak dikenal, sudah dipakai, atau sudah lewat; buka sekali lagi dari kursus.",
    )
    assert launch is not None
    tool = launch.account.tool
    _require(tool.withdrawn_at is None, "client_id", "Alat ini sudah ditarik.")
    _require(said.get("client_id") == tool.client_id, "client_id", "Alat tidak dikenal.")
    _require(
        said.get("login_hint") == str(launch.account.code), "login_hint", "Orang tidak dikenal."
    )
    _require(
        said.get("redirect_uri") in tool.redirect_urls,
        "redirect_uri",
        "Alamat kembali tidak terdaftar.",
    )
    hear_once(tool, f"nonce {nonce}", "LTI Security 1.0, 5.1.1 (nonce)")
    launch.used_at = now()
    launch.save(update_fields=["used_at"])
    return launch


def accounts_of(tool: Tool, people: Collection[Person]) -> dict[int, UUID]:
    """The pseudonyms of these people in a tool, made where there were none."""
    rows = [ToolAccount(tool=tool, person=person) for person in people]
    ToolAccount.objects.bulk_create(rows, ignore_conflicts=True)
    found = ToolAccount.objects.filter(tool=tool, person__in=people)
    return dict(found.values_list("person_id", "code"))


def _require(kept: bool, name: str, sentence: str) -> None:
    if not kept:
        raise Broken(f"LTI Security 1.0, 5.1.1.2 ({name})", sentence)


def hear_once(tool: Tool, word: str, requirement: str) -> None:
    """The tool has said this word; a second time it is refused."""
    ToolNonce.objects.filter(heard_at__lt=now() - timedelta(days=1)).delete()
    digest = hashlib.sha256(word.encode()).hexdigest()
    _row, is_new = ToolNonce.objects.get_or_create(
        tool=tool, digest=digest, defaults={"heard_at": now()}
    )
    if not is_new:
        raise Broken(requirement, "Pesan yang sama sudah pernah dipakai.")


def read_assertion(tool: Tool, token: str) -> dict[str, Any]:
    """What the tool says by its own key to get an access token, once."""
    audiences = [f"{settings.PUBLIC_URL}/belajar/paket/lti/token", settings.PUBLIC_URL]
    said = jwts.read(
        token, key_of(tool, token), issuer=tool.client_id, audiences=audiences, at=now()
    )
    requirement = "LTI Security 1.0, 4.1.1"
    if said.get("sub") != tool.client_id:
        raise Broken(f"{requirement} (sub)", "Pesan harus tentang alat sendiri (sub).")
    jti = said.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= 500:
        raise Broken(f"{requirement} (jti)", "Pesan harus bernomor (jti).")
    hear_once(tool, f"jti {jti}", f"{requirement} (jti)")
    return said
