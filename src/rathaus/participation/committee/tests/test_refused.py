"""What nobody can mean is said at the field."""

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee import actions
from rathaus.participation.committee.models import Assignment, Meeting, Member
from rathaus.participation.committee.tests.round import Round, checked_idea

DESK = "/arbeitsplatz/lenkungskreis/"
TOO_LARGE = ["99999999999999999999", "9" * 5_000, "-1", "1.5", "x"]


@pytest.mark.parametrize("far", ["0001-01-01T00:30", "0026-12-01T18:00", "1999-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("field", ["starts_at", "deadline"])
def test_a_meeting_is_planned_for_about_now(ring: Round, lena_client: Client, field: str, far: str) -> None:
    answer = lena_client.post(f"{DESK}sitzungen/neu/", {"starts_at": "", "deadline": "", field: far})
    assert answer.status_code == 422
    assert "Bitte nennen Sie einen Tag vom" in answer.content.decode()
    assert not Meeting.objects.exists()


@pytest.mark.parametrize("far", ["0001-01-01", "9999-12-31"])
def test_a_term_of_office_lies_around_now(ring: Round, lena_client: Client, far: str) -> None:
    seats = Member.objects.count()
    typed = {"title": "Zoo", "role": "member", "since": far}
    assert "Bitte nennen Sie einen Tag vom" in lena_client.post(f"{DESK}mitglieder/neu/", typed).content.decode()
    assert Member.objects.count() == seats


@pytest.mark.parametrize("number", TOO_LARGE)
@pytest.mark.parametrize("field", ["nominations", "people"])
def test_numbers_that_mean_nothing_choose_nothing(
    ring: Round, emil: Person, lena_client: Client, field: str, number: str
) -> None:
    nomination = actions.nominate(checked_idea(), by="system")
    answer = lena_client.post(f"{DESK}dossiers/", {"nominations": nomination.pk, "people": emil.pk, field: number})
    assert answer.status_code == 422
    assert "Bitte wählen Sie aus der Liste." in answer.content.decode()
    assert not Assignment.objects.exists()


@pytest.mark.parametrize("number", TOO_LARGE)
def test_nor_does_one_of_them(ring: Round, lena_client: Client, number: str) -> None:
    typed = {"title": "Zoo", "role": "deputy", "since": "2026-01-01", "deputy_of": number}
    answer = lena_client.post(f"{DESK}mitglieder/neu/", typed)
    assert "Bitte wählen Sie aus der Liste." in answer.content.decode()
