"""The team's pages say what they are about, lead on, and ask before what cannot be undone."""

import pytest

from rathaus.participation.workshops.models import Registration, Standing
from rathaus.participation.workshops.tests.test_team import HERE, PAGES
from rathaus.participation.workshops.tests.town import come


def test_what_cannot_be_undone_is_asked_once_more(lena_client, opened):
    """From the team's page no button acts by itself: each leads to a page that says what will happen."""
    number = come(opened, "Erika").registration.number
    page = lena_client.get(HERE).content.decode().partition("<main")[2]
    assert "<form" not in page
    assert f"{HERE}zurueckgeben/{number}/" in page
    asked = lena_client.get(f"{HERE}zurueckgeben/{number}/").content.decode()
    assert "Erika verliert den Platz" in asked
    assert Registration.objects.get().standing == Standing.SEATED
    assert lena_client.get(f"{HERE}zurueckgeben/0000-0000-0/").status_code == 404


def test_the_workshops_page_leads_to_its_room(lena_client, opened):
    assert 'href="/raum/oeffnen/e-government/"' in lena_client.get(HERE).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_panel_says_in_its_title_which_workshop_it_is_about(lena_client, workshop, page):
    title = lena_client.get(HERE + page).content.decode().partition("<title>")[2].partition("</title>")[0]
    assert "E-Government" in title


def test_a_wrong_panel_says_so_in_its_title(lena_client, workshop):
    assert "<title>Fehler:" in lena_client.post(f"{HERE}absagen/", {}).content.decode()


def test_an_empty_list_at_the_door_leads_back(lena_client, workshop):
    page = lena_client.get(f"{HERE}ankunft/").content.decode()
    assert "Noch hat niemand einen Platz" in page
    assert "Zurück zum Workshop" in page
