"""For tests and the demo seed, where no worker runs."""

from __future__ import annotations

from sinau.journal.delivering import deliver
from sinau.journal.models import Delivery


def tell_everyone(*, rounds: int = 20) -> None:
    """Deliver everything pending, and what the listeners announce in turn; failures are raised."""
    for _round in range(rounds):
        pending = list(Delivery.objects.pending().order_by("pk").values_list("pk", flat=True))
        if not pending:
            return
        for pk in pending:
            if not deliver(pk, even_early=True):
                raise AssertionError(Delivery.objects.get(pk=pk).error)
    raise AssertionError("Listeners keep announcing facts to each other.")
