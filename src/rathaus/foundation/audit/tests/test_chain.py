"""The chain of audit lines shows what was changed, left out or moved."""

import pytest
from django.core.management import CommandError, call_command

from rathaus.foundation.audit.actions import faults, record
from rathaus.foundation.audit.models import Entry, Head

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain() -> None:
    for number in range(5):
        record("case.viewed", f"case:{number}", by="system", step=number)


def test_an_untouched_chain_is_whole(chain: None) -> None:
    assert list(faults()) == []


def test_a_changed_line_is_found(chain: None) -> None:
    Entry.objects.filter(number=3).update(actor="person:99")
    assert any("line 3" in fault for fault in faults())


def test_a_missing_line_is_found(chain: None) -> None:
    Entry.objects.filter(number=3).delete()
    assert any("line 3 is missing" in fault for fault in faults())


def test_a_missing_end_is_found(chain: None) -> None:
    Entry.objects.filter(number=5).delete()
    assert any("5 lines were written" in fault for fault in faults())


def test_two_lines_in_the_wrong_order_are_found(chain: None) -> None:
    for old, new in ((2, 99), (3, 2), (99, 3)):
        Entry.objects.filter(number=old).update(number=new)
    assert any("line 2" in fault for fault in faults())


def test_a_shortened_chain_with_a_mended_head_still_has_a_broken_link(chain: None) -> None:
    Entry.objects.filter(number=2).delete()
    for number in (3, 4, 5):
        Entry.objects.filter(number=number).update(number=number - 1)
    Head.objects.update(length=4)
    assert list(faults())


def test_the_command_fails_loudly_on_a_broken_chain(chain: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("verify_audit")
    assert "whole: 5 lines" in capsys.readouterr().out
    Entry.objects.filter(number=1).update(verb="nothing")
    with pytest.raises(CommandError):
        call_command("verify_audit")
