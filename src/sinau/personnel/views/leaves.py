"""A request for leave that was sent: to follow it, and to act on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from sinau.kernel.clock import today
from sinau.people.access import PersonRequest, signed_in
from sinau.personnel.actions import may_cancel, request_leave
from sinau.personnel.balance import balance_of
from sinau.personnel.forms import NoteForm
from sinau.personnel.models import LeaveRequest, LeaveState
from sinau.personnel.spans import span_in_words

_WITH = (
    "person__agency",
    "agency",
    "supervisor",
    "official",
    "replacement",
    "advice__by",
    "decision__by",
    "given_back__by",
    "letter",
    "cancellation",
    "withdrawal",
)

# So many colleagues who are away are named; more would not change the decision.
AWAY = 8


@signed_in
@require_POST
def create(request: PersonRequest) -> HttpResponse:
    """Send the draft; pressing twice sends once."""
    sent = request_leave(request.user, key=request.POST.get("key", ""))
    return redirect("personnel:leave_sent", pk=sent.pk)


@signed_in
def sent(request: PersonRequest, pk: int) -> HttpResponse:
    """What happens next, and when."""
    mine = LeaveRequest.objects.filter(person=request.user)
    leave = get_object_or_404(mine.select_related("supervisor", "official"), pk=pk)
    return render(request, "personnel/leave/sent.html", {"leave": leave})


@signed_in
def show(request: PersonRequest, pk: int) -> HttpResponse:
    """The request, where it stands, and what this person may do about it."""
    return page_of(request, found(request, pk), NoteForm())


def found(request: PersonRequest, pk: int) -> LeaveRequest:
    """A request this person may see, with all that is shown of it."""
    visible = LeaveRequest.objects.visible_to(request.user).select_related(*_WITH)
    return get_object_or_404(visible, pk=pk)


def page_of(request: PersonRequest, leave: LeaveRequest, form: NoteForm) -> HttpResponse:
    """The page of a request, with the form of whoever has to act on it."""
    waits = leave.waits_for(request.user)
    balance = balance_of(leave.person, on=leave.start_on, without=leave) if waits else None
    context = {
        "leave": leave,
        "when": span_in_words(leave.start_on, leave.end_on),
        "waits": waits,
        "form": form if waits else None,
        "sees_phone": leave.phone_is_for(request.user),
        "balance": balance,
        "left_after": balance.left - leave.days if balance else None,
        "also_away": _also_away(leave) if waits else [],
        "is_mine": leave.person_id == request.user.pk,
        "may_withdraw": leave.is_open and leave.person_id == request.user.pk,
        "may_cancel": leave.state == LeaveState.GRANTED
        and today() < leave.start_on
        and may_cancel(leave, request.user),
    }
    return render(request, "personnel/leave/show.html", context)


def _also_away(leave: LeaveRequest) -> list[LeaveRequest]:
    """Leave of colleagues in the same agency on these days, for whoever has to weigh it."""
    others = LeaveRequest.objects.filter(
        agency=leave.agency,
        state=LeaveState.GRANTED,
        start_on__lte=leave.end_on,
        end_on__gte=leave.start_on,
    )
    return list(others.exclude(pk=leave.pk).select_related("person").order_by("start_on")[:AWAY])
