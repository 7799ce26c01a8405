"""What becomes due, and how it came about."""

import pytest

from rathaus.foundation.payments.actions import charge
from rathaus.foundation.payments.models import Charge

pytestmark = pytest.mark.django_db


def test_a_charge_is_open_and_keeps_how_it_came_about() -> None:
    lines = [{"label": "2 Hunde zu je 168,00 €", "amount": 33_600}]
    due = charge("7K4M-2Q9X-E", 33_600, lines)
    due.refresh_from_db()
    assert (due.state, due.amount, due.lines) == (Charge.State.DUE, 33_600, lines)


def test_lines_that_do_not_add_up_make_no_charge() -> None:
    with pytest.raises(ValueError, match="33600"):
        charge("7K4M-2Q9X-E", 33_600, [{"label": "Ein Hund", "amount": 13_200}])
    assert not Charge.objects.exists()
