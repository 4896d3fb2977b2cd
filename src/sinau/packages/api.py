"""Packages for programs: bring in, list units, launch, let off, give up, look how far somebody is."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from decimal import Decimal
from typing import IO, Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from sinau.kernel.api import (
    ApiRequest,
    Field,
    Page,
    PageQuery,
    Problem,
    Query,
    Router,
    Schema,
    Status,
    add_scope,
    answers,
    needs,
    page_of,
)
from sinau.packages.actions import (
    PackageInvalid,
    abandon,
    import_package,
    launch,
    register,
    waive,
    withdraw_package,
)
from sinau.packages.models import Package, Registration, Session, Unit
from sinau.people.access import within
from sinau.people.models import Person, Role
from sinau.records.identities import account_of, person_of
from sinau.records.xapi.agents import identifier

READ = add_scope("packages:read", _("Membaca paket belajar dan kemajuan di dalamnya"))
WRITE = add_scope("packages:write", _("Memasukkan, meluncurkan, dan mengurus paket belajar"))

router = Router(tags=["paket"])
prefix = "packages"
largest_body = settings.PACKAGE_MAX_BYTES
_IN_MEMORY = 256 * 1024


class UnitOut(Schema):
    """A thing in a package that is launched by itself."""

    index: int = Field(description="Nomornya dalam paket, mulai 0, urut struktur.")
    id: str = Field(description="Id dari penerbit.")
    activity_id: str = Field(description="Id kegiatan xAPI yang diberikan Sinau.")
    title: str
    url: str
    move_on: str
    mastery_score: float | None = None
    launch_method: str


class PackageOut(Schema):
    """A package that was brought in."""

    id: int
    code: uuid.UUID
    kind: str = Field(description="cmi5, scorm12, scorm2004, atau xapi.")
    publisher_id: str
    title: str
    description: str
    agency: str
    unit_count: int
    file_count: int
    size_bytes: int
    imported_at: dt.datetime
    url: str
    notices: list[str] = Field(description="Apa yang ada di paket tetapi tidak dijalankan.")


class CheckOut(Schema):
    """One requirement and whether the package keeps it."""

    requirement: str
    words: str
    passed: bool
    wrong: list[dict[str, str]]


class PackageWhole(PackageOut):
    """A package with its units and its report."""

    units: list[UnitOut]
    report: list[CheckOut]


class LaunchIn(Schema):
    """Who is to be launched, and how."""

    learner: str = Field("", description="NIP peserta.")
    actor: dict[str, Any] | None = Field(None, description="Atau pelaku xAPI yang dikenal Sinau.")
    registration: uuid.UUID | None = Field(
        None, description="Registrasi yang diteruskan; yang terakhir bila kosong."
    )
    new_registration: bool = Field(False, description="Mulai registrasi baru.")
    launch_mode: Literal["Normal", "Browse", "Review"] = "Normal"
    return_url: str = Field("", max_length=2000, description="Ke mana peserta kembali.")


class LaunchOut(Schema):
    """A launch that waits for its browser."""

    url: str = Field(description="Dibuka di browser peserta; berlaku sekali.")
    session: uuid.UUID
    registration: uuid.UUID
    launch_method: str
    actor: dict[str, Any]


class ReasonIn(Schema):
    """Why."""

    reason: str = Field(max_length=300)


class UnitStateOut(Schema):
    """How far somebody is in one unit."""

    index: int
    title: str
    completed_at: dt.datetime | None
    passed_at: dt.datetime | None
    failed_at: dt.datetime | None
    waived_at: dt.datetime | None
    waived_reason: str
    satisfied_at: dt.datetime | None
    score: float | None


class SessionOut(Schema):
    """One launch."""

    session: uuid.UUID
    index: int
    launch_mode: str
    launched_at: dt.datetime
    initialized_at: dt.datetime | None
    terminated_at: dt.datetime | None
    abandoned_at: dt.datetime | None


class RegistrationOut(Schema):
    """One person in one package."""

    registration: uuid.UUID
    package: int
    learner: str
    actor: dict[str, Any]
    registered_at: dt.datetime
    satisfied_at: dt.datetime | None
    units: list[UnitStateOut]
    sessions: list[SessionOut]


@router.post("", auth=needs(WRITE), response=answers(201, PackageWhole))
def create_package(request: ApiRequest, name: str = "") -> Status[dict[str, Any]]:
    """Masukkan paket: badan permintaan adalah ZIP atau cmi5.xml, atau multipart dengan bidang file.

    Paket yang melanggar standarnya dijawab 422: `requirement` menyebut nomor syarat pertama yang
    dilanggar, `reasons` semuanya.
    """
    person: Person = request.user
    if not person.has_role(Role.OFFICER):
        raise Problem(403, _("Hanya admin pembelajaran yang memasukkan paket."))
    sent: Any = next(iter(request.FILES.values()), None) if _is_form(request) else None
    if sent is None and _is_form(request):
        raise Problem(422, _("Sertakan berkas paket di bidang file."))
    file: Any = sent or _streamed(request)
    try:
        package = import_package(file, by=person, file_name=name or (sent.name if sent else ""))
    except PackageInvalid as refusal:
        raise Problem(
            422,
            str(refusal),
            slug="package-invalid",
            reasons=refusal.reasons,
            requirement=refusal.findings[0].requirement,
            report=refusal.report,
        ) from None
    return Status(201, _whole(package))


@router.get("", auth=needs(READ), response=answers(200, Page[PackageOut]))
def list_packages(
    request: ApiRequest, response: HttpResponse, wanted: Query[PageQuery]
) -> dict[str, Any]:
    """Paket yang dapat dilihat orang yang diwakili token, yang terbaru dahulu."""
    rows = Package.objects.visible_to(request.user).usable().select_related("agency")
    return page_of(request, response, rows, wanted, _shown)


@router.get("/{int:pk}", auth=needs(READ), response=answers(200, PackageWhole))
def show_package(request: ApiRequest, pk: int) -> dict[str, Any]:
    """Satu paket dengan satuan dan hasil pemeriksaannya."""
    return _whole(get_object_or_404(Package.objects.visible_to(request.user), pk=pk))


@router.delete("/{int:pk}", auth=needs(WRITE), response=answers(204, None))
def remove_package(request: ApiRequest, pk: int) -> Status[None]:
    """Tarik paket: tidak dapat diluncurkan lagi; hasil belajarnya tetap."""
    package = get_object_or_404(Package.objects.kept_by(request.user), pk=pk)
    withdraw_package(package, by=request.user)
    return Status(204, None)


@router.get("/{int:pk}/units", auth=needs(READ), response=answers(200, list[UnitOut]))
def list_units(request: ApiRequest, pk: int) -> list[dict[str, Any]]:
    """Satuan paket, urut struktur."""
    package = get_object_or_404(Package.objects.visible_to(request.user), pk=pk)
    return [_unit(unit) for unit in _units(package)]


@router.post(
    "/{int:pk}/launch-url/{int:index}", auth=needs(WRITE), response=answers(200, LaunchOut)
)
def create_launch(request: ApiRequest, pk: int, index: int, said: LaunchIn) -> dict[str, Any]:
    """Alamat peluncuran satu satuan untuk satu peserta; registrasi dibuat bila belum ada."""
    package = get_object_or_404(Package.objects.usable().kept_by(request.user), pk=pk)
    unit = get_object_or_404(Unit.objects.select_related("package"), package=package, number=index)
    learner = _learner(request.user, said)
    code = said.registration or (uuid.uuid4() if said.new_registration else None)
    registration = register(package, learner, code=code)
    made = launch(
        registration,
        unit,
        by=request.user,
        mode=said.launch_mode,
        return_url=_web_address(said.return_url),
    )
    return {
        "url": made.url,
        "session": made.session.code,
        "registration": registration.code,
        "launch_method": unit.launch_method,
        "actor": account_of(learner),
    }


@router.get("/registrations/{code}", auth=needs(READ), response=answers(200, RegistrationOut))
def show_registration(request: ApiRequest, code: uuid.UUID) -> dict[str, Any]:
    """Keadaan satu registrasi: setiap satuan dan setiap sesi."""
    return _registration(_visible_registration(request, code))


@router.post(
    "/registrations/{code}/waive/{int:index}",
    auth=needs(WRITE),
    response=answers(200, RegistrationOut),
)
def waive_unit(request: ApiRequest, code: uuid.UUID, index: int, said: ReasonIn) -> dict[str, Any]:
    """Bebaskan peserta dari satu satuan, dengan alasan."""
    registration = _kept_registration(request, code)
    unit = get_object_or_404(
        Unit.objects.select_related("package"), package=registration.package_id, number=index
    )
    waive(registration, unit, by=request.user, reason=said.reason)
    return _registration(_visible_registration(request, code))


@router.post("/sessions/{code}/abandon", auth=needs(WRITE), response=answers(200, RegistrationOut))
def abandon_session(request: ApiRequest, code: uuid.UUID) -> dict[str, Any]:
    """Tutup sesi yang tidak diakhiri satuannya; kedua kalinya tidak mengubah apa pun."""
    session = get_object_or_404(Session.objects.select_related("registration"), code=code)
    registration = _kept_registration(request, session.registration.code)
    abandon(session, by=request.user)
    return _registration(_visible_registration(request, registration.code))


# ── Found and shown ─────────────────────────────────────────────────────────


def _streamed(request: ApiRequest) -> IO[bytes]:
    """The body as a file, never whole in memory."""
    kept = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    # Without a length the pieces end by themselves; Django would read none of them.
    is_chunked = not request.META.get("CONTENT_LENGTH")
    stream = request.environ["wsgi.input"] if is_chunked else request  # type: ignore[attr-defined]
    length = 0
    while piece := stream.read(_IN_MEMORY):
        length += len(piece)
        if length > largest_body:
            raise Problem(413)
        kept.write(piece)
    kept.seek(0)
    return kept


def _is_form(request: ApiRequest) -> bool:
    return request.content_type == "multipart/form-data"


def _web_address(said: str) -> str:
    if said and not said.lower().startswith(("https://", "http://")):
        raise Problem(422, _("return_url harus alamat http atau https."))
    return said


def _learner(person: Person, said: LaunchIn) -> Person:
    kept = Person.objects.filter(within("agency", person, Role.OFFICER))
    if said.actor is not None:
        try:
            known = person_of(identifier(said.actor))
        except (KeyError, TypeError, AttributeError):
            known = None
        found: Person = get_object_or_404(kept, pk=known.pk if known else None)
    else:
        found = get_object_or_404(kept, nip="".join(said.learner.split()))
    return found


def _visible_registration(request: ApiRequest, code: uuid.UUID) -> Registration:
    rows = Registration.objects.visible_to(request.user).select_related("package", "person")
    return get_object_or_404(rows, code=code)


def _kept_registration(request: ApiRequest, code: uuid.UUID) -> Registration:
    registration = _visible_registration(request, code)
    get_object_or_404(Package.objects.kept_by(request.user), pk=registration.package_id)
    return registration


def _units(package: Package) -> list[Unit]:
    units = list(package.units.all())
    for unit in units:
        unit.package = package
    return units


def _unit(unit: Unit) -> dict[str, Any]:
    return {
        "index": unit.number,
        "id": unit.publisher_id,
        "activity_id": unit.activity_id,
        "title": unit.title,
        "url": unit.url,
        "move_on": unit.move_on,
        "mastery_score": _float(unit.mastery_score),
        "launch_method": unit.launch_method,
    }


def _shown(package: Package) -> dict[str, Any]:
    return {
        "id": package.pk,
        "code": package.code,
        "kind": package.kind,
        "publisher_id": package.publisher_id,
        "title": package.title,
        "description": package.description,
        "agency": package.agency.code,
        "unit_count": package.unit_count,
        "file_count": package.file_count,
        "size_bytes": package.size_bytes,
        "imported_at": package.imported_at,
        "url": package.get_absolute_url(),
        "notices": package.notices,
    }


def _whole(package: Package) -> dict[str, Any]:
    return {
        **_shown(package),
        "units": [_unit(unit) for unit in _units(package)],
        "report": package.report,
    }


def _registration(registration: Registration) -> dict[str, Any]:
    return {
        "registration": registration.code,
        "package": registration.package_id,
        "learner": registration.person.nip,
        "actor": account_of(registration.person),
        "registered_at": registration.registered_at,
        "satisfied_at": registration.satisfied_at,
        "units": [
            {
                "index": state.unit.number,
                "title": state.unit.title,
                "completed_at": state.completed_at,
                "passed_at": state.passed_at,
                "failed_at": state.failed_at,
                "waived_at": state.waived_at,
                "waived_reason": state.waived_reason,
                "satisfied_at": state.satisfied_at,
                "score": _float(state.score),
            }
            for state in registration.states.select_related("unit")
        ],
        "sessions": [
            {
                "session": session.code,
                "index": session.unit.number,
                "launch_mode": session.mode,
                "launched_at": session.launched_at,
                "initialized_at": session.initialized_at,
                "terminated_at": session.terminated_at,
                "abandoned_at": session.abandoned_at,
            }
            for session in registration.sessions.select_related("unit")[:100]
        ],
    }


def _float(value: Decimal | None) -> float | None:
    return float(value) if value is not None else None
