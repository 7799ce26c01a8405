"""Making an amount due."""

from django.db import transaction

from rathaus.foundation.audit.actions import record
from rathaus.foundation.payments.models import Charge
from rathaus.lib.prepared import prepared_row

_write = prepared_row(Charge)


def charge(reference: str, amount: int, lines: list[dict]) -> Charge:
    """``amount`` cents become due for the application ``reference``; ``lines`` say how they came about.

    Each line is ``{"label": str, "amount": cents}``; raises ValueError if the lines don't add up to the amount.
    """
    if sum(line["amount"] for line in lines) != amount:
        raise ValueError(f"The lines of a charge must add up to {amount} cents")
    with transaction.atomic(savepoint=False):
        due = Charge(reference=reference, amount=amount, lines=lines)
        _write(due)
        record("charge.due", f"charge:{due.id}", by="system", amount=amount)
    return due
