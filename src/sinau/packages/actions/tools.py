"""Register outside tools, put them into courses, open them, and hear what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import rsa
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from sinau.journal.announcing import announce
from sinau.kernel.clock import now
from sinau.kernel.refusals import Refused
from sinau.packages.events import ToolRegistered, ToolWithdrawn
from sinau.packages.lti import jwts, words
from sinau.packages.lti.broken import Broken
from sinau.packages.lti.deep_linking import Chosen, read_response
from sinau.packages.lti.scores import Item, Score
from sinau.packages.models import (
    LineItem,
    Tool,
    ToolAccount,
    ToolLaunch,
    ToolLink,
    ToolNonce,
    ToolScore,
)
from sinau.people.models import Person
from sinau.records import sending
from sinau.university.actions import add_activity, do_activity
from sinau.university.models import Activity, Course

LAUNCH_GOOD_FOR = timedelta(minutes=10)
CHOICE_GOOD_FOR = timedelta(hours=2)
_KEYS_GOOD_FOR = timedelta(hours=1)
_KEYS_REST = timedelta(minutes=1)
_KEYS_BYTES = 200_000


class ToolWithdrawnNow(Refused):
    """A tool that was withdrawn is not opened."""


@transaction.atomic
def register_tool(tool: Tool, *, by: Person) -> Tool:
    """The tool is known, or known anew as it is now."""
    tool.written_by, tool.written_at = by, now()
    tool.keys_text, tool.keys_read_at = "", None
    tool.save()
    announce(ToolRegistered(tool_id=tool.pk, name=tool.name), by=by)
    return tool


@transaction.atomic
def withdraw_tool(tool: Tool, *, by: Person, reason: str) -> None:
    """Nobody opens it and it says nothing any more; a second time changes nothing."""
    usable = Tool.objects.usable().filter(pk=tool.pk)
    if usable.update(withdrawn_at=now(), withdrawn_by=by, withdrawn_reason=reason):
        announce(ToolWithdrawn(tool_id=tool.pk, name=tool.name, reason=reason), by=by)


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
        tool_key(tool, token),
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


def as_uuid(said: object) -> UUID:
    """A number as tools write it; the one that nobody has for what is none."""
    try:
        return UUID(str(said))
    except ValueError:
        return UUID(int=0)


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
        token, tool_key(tool, token), issuer=tool.client_id, audiences=audiences, at=now()
    )
    requirement = "LTI Security 1.0, 4.1.1"
    if said.get("sub") != tool.client_id:
        raise Broken(f"{requirement} (sub)", "Pesan harus tentang alat sendiri (sub).")
    jti = said.get("jti")
    if not isinstance(jti, str) or not 0 < len(jti) <= 500:
        raise Broken(f"{requirement} (jti)", "Pesan harus bernomor (jti).")
    hear_once(tool, f"jti {jti}", f"{requirement} (jti)")
    return said


def tool_key(tool: Tool, token: str) -> rsa.RSAPublicKey:
    """The key of the tool that signed; its key set is read anew when it does not know the name."""
    kid = jwts.kid_said(token)
    if not tool.keys_url:
        return jwts.read_pem(tool.public_key)
    known = jwts.read_key_set(tool.keys_text) if tool.keys_text else {}
    age = now() - tool.keys_read_at if tool.keys_read_at else None
    if age is None or age > _KEYS_GOOD_FOR or (kid not in known and age > _KEYS_REST):
        known = _fetch_keys(tool)
    if kid not in known:
        raise Broken("LTI Security 1.0, 6.3 (kid)", "Kunci dengan nama itu tidak dikenal (kid).")
    return known[kid]


def _fetch_keys(tool: Tool) -> dict[str, rsa.RSAPublicKey]:
    requirement = "LTI Security 1.0, 6.3"
    if not tool.keys_url.startswith("https://"):
        raise Broken(requirement, "Alamat JWKS harus https.")
    Tool.objects.filter(pk=tool.pk).update(keys_read_at=now())
    try:
        answer = sending.get(tool.keys_url, {"Accept": "application/json"}, most=_KEYS_BYTES)
    except sending.Unreachable as trouble:
        raise Broken(requirement, str(trouble)) from None
    if answer.status != 200:
        raise Broken(requirement, "Alamat JWKS tidak menjawab dengan kunci.")
    found = jwts.read_key_set(answer.text)
    Tool.objects.filter(pk=tool.pk).update(keys_text=answer.text)
    return found


class ItemOfALink(Refused):
    """The line item that came with a link stays as long as the link does."""


@transaction.atomic
def keep_item(tool: Tool, course: int, said: Item, *, held: LineItem | None = None) -> LineItem:
    """A line item as the tool describes it, made or changed (AGS 3.2); it completes nothing by itself."""
    link = None
    if said.link_id:
        link = ToolLink.objects.filter(tool=tool, course=course, code=as_uuid(said.link_id)).first()
        if link is None:
            raise Broken("AGS 2.0, 3.2.11 (resourceLinkId)", "Bahan dengan nomor itu tidak ada.")
    one = held or LineItem(tool=tool, course_id=course, made_at=now())
    if held is None or not held.is_of_link:
        one.link = link
    one.label, one.score_maximum = said.label, said.score_maximum
    one.resource_id, one.tag = said.resource_id, said.tag
    one.save()
    return one


@transaction.atomic
def drop_item(item: LineItem) -> None:
    """The line item is gone, with its scores; what it completed stays completed."""
    if item.is_of_link:
        raise ItemOfALink(_("Butir nilai ini milik bahan di kursus dan tidak dapat dihapus."))
    item.delete()


@transaction.atomic
def take_score(item: LineItem, score: Score) -> None:
    """The tool's last word on a person is kept; a final one completes the activity of the course."""
    accounts = ToolAccount.objects.select_for_update(of=("self",)).select_related("person")
    try:
        account = accounts.filter(tool=item.tool, code=score.user_id).first()
    except (ValidationError, ValueError):
        account = None
    courses = Course.objects.filter(pk=item.course_id)
    if account is None or not courses.visible_to(account.person).exists():
        raise Broken("AGS 2.0, 3.4.1 (userId)", "Orang ini bukan peserta kursus.")
    held = ToolScore.objects.filter(item=item, account=account).first()
    if held is not None and held.said_at > score.timestamp:
        raise Broken("AGS 2.0, 3.4.2 (timestamp)", "Sudah ada nilai yang lebih baru.")
    ToolScore.objects.update_or_create(
        item=item,
        account=account,
        defaults={
            "given": score.given,
            "maximum": score.maximum,
            "activity_progress": score.activity_progress,
            "grading_progress": score.grading_progress,
            "comment": score.comment,
            "said_at": score.timestamp,
            "heard_at": now(),
        },
    )
    if score.is_final and item.is_of_link and item.link is not None:
        for activity in Activity.objects.asked().filter(
            course=item.course_id, address=item.link.address
        ):
            # A course that takes nobody any more keeps the score, and completes nothing.
            with suppress(Refused):
                do_activity(activity, account.person, score=score.percent)
