"""``rathaus check --deploy`` says where files would not be scanned, or could not be had."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from rathaus.entrances.ops.checks.scanner import files_are_scanned
from tests.scanner import FakeClamd, version


def found() -> list[str | None]:
    return [message.id for message in files_are_scanned()]


def test_a_scanner_that_answers_is_in_order(clamd: FakeClamd) -> None:
    assert found() == []


def test_without_one_it_is_said(settings: Settings) -> None:
    settings.CLAMD_URL = ""
    assert found() == ["rathaus.no_scanner"]


@pytest.mark.parametrize("address", ["/run/clamav/clamd.ctl", "unix:", "tcp:///run", "clamd:3310", "https://clamd"])
def test_an_address_that_is_none_is_an_error(address: str, settings: Settings) -> None:
    settings.CLAMD_URL = address
    assert found() == ["rathaus.scanner_address"]


def test_one_that_is_away_or_out_of_date_is_named(clamd: FakeClamd) -> None:
    clamd.version = version(timedelta(days=30))
    assert found() == ["rathaus.scanner_away"]
    assert "out of date" in str(files_are_scanned()[0].msg)
    clamd.stop()
    assert found() == ["rathaus.scanner_away"]
