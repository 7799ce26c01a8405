"""Pages for finding: what they show, what they cost, and that nobody is left without a way on."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rathaus.foundation.offices.models import Office
from rathaus.portal.catalogue.models import LifeSituation, Service
from rathaus.portal.catalogue.search.printing import print_index

pytestmark = pytest.mark.usefixtures("city")
Asserter = Callable[..., Any]


def text(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/suche/", 0),
        ("/suche/?q=hund", 1),
        ("/suche/vorschlaege/?q=hund", 1),
        ("/leistungen/", 3),
        ("/leistungen/?buchstabe=h&nach=hund-anmelden", 4),
        ("/leistungen/hund-anmelden/", 5),
        ("/lebenslagen/", 1),
        ("/lebenslagen/umzug/", 2),
        ("/dienststellen/", 2),
        ("/dienststellen/steuern/", 2),
    ],
)
def test_a_page_costs_few_queries(
    client: Client, django_assert_max_num_queries: Asserter, address: str, most: int
) -> None:
    client.get(address)
    with django_assert_max_num_queries(most):
        assert client.get(address).status_code == 200


def test_a_service_says_what_it_costs_who_does_it_and_how_it_goes_without_internet(client: Client) -> None:
    page = text(client, "/leistungen/hund-anmelden/")
    for said in ("132 €", "Amt für Rechnungswesen und Steuern", "Das brauchen Sie", "Ohne Internet", "Rechtsgrundlage"):
        assert said in page
    assert 'href="/antrag/hund-anmelden/"' in page
    assert 'id="antwort-1"' in page


def test_only_what_is_online_can_be_applied_for(client: Client) -> None:
    assert "/antrag/sperrgut/" not in text(client, "/leistungen/sperrgut/")


@pytest.mark.parametrize(
    "address", ["/leistungen/nix/", "/lebenslagen/nix/", "/dienststellen/nix/", "/leistungen/NIX'%22/"]
)
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_an_english_reader_gets_english_and_is_told_what_is_only_german(client: Client) -> None:
    client.cookies["sprache"] = "en"
    page = text(client, "/leistungen/hund-anmelden/")
    assert 'lang="en">Register a dog</h1>' in page
    Service.objects.filter(slug="sperrgut").update(english={})
    assert '<h1 class="kern-heading-x-large" lang="de">' in text(client, "/leistungen/sperrgut/")


def test_services_page_by_key_from_a_to_z_without_a_gap(client: Client) -> None:
    for number in range(150):
        Service.objects.create(slug=f"zettel-{number}", title=f"Zettel {number % 7}")
    seen: list[str] = []
    after = ""
    for _ in range(5):
        answer = client.get("/leistungen/", {"nach": after, "buchstabe": "z"})
        seen += [service.slug for service in answer.context["page"].rows]
        if not (after := answer.context["page"].next):
            break
    assert len(seen) == len(set(seen)) == 150


def test_a_title_that_begins_with_an_umlaut_stands_where_people_look(client: Client) -> None:
    Service.objects.create(slug="oel", title="Öltank anzeigen")
    Service.objects.create(slug="1000", title="1.000-Kilo-Anhänger")
    assert "Öltank" in text(client, "/leistungen/", buchstabe="o")
    assert "Kilo" in text(client, "/leistungen/", buchstabe="0")


def test_the_search_says_what_it_understood_and_offers_the_literal_way(client: Client) -> None:
    page = text(client, "/suche/", q="hundesteur")
    assert "Meinten Sie <strong>Hundesteuer</strong>?" in page
    assert "genau=1" in page
    assert "<mark>" in page
    assert "Was kostet ein Hund im Jahr?" in page


@pytest.mark.parametrize("query", ["xyzzy", "<script>alert(1)</script>", "' OR 1=1 --", "x" * 5000])
def test_an_empty_result_offers_the_telephone_and_a_to_z(client: Client, query: str) -> None:
    page = text(client, "/suche/", q=query)
    assert "0203 94000" in page
    assert "Leistungen von A bis Z" in page
    assert "<script>alert" not in page


def test_where_only_an_office_can_help_the_page_says_so(client: Client) -> None:
    page = text(client, "/suche/", q="führerschein umtauschen")
    assert "Eine Leistung dazu haben wir hier nicht." in page
    assert "Straßenverkehrsamt" in page


def test_results_are_narrowed_and_paged_by_key(client: Client) -> None:
    for number in range(15):
        Service.objects.create(slug=f"drachen-{number}", title=f"Drachen steigen lassen {number}")
    print_index(None)
    first = client.get("/suche/", {"q": "drachen"}).context
    second = client.get("/suche/", {"q": "drachen", "nach": first["next"]}).context
    keys = [row["result"].key for row in (*first["rows"], *second["rows"])]
    assert (len(first["rows"]), len(second["rows"]), len(set(keys))) == (10, 5, 15)
    assert client.get("/suche/", {"q": "hund", "art": "dienststelle"}).context["rows"][0]["result"].kind == "office"
    assert client.get("/suche/", {"q": "hund", "art": "nix", "nach": "weg"}).status_code == 200


def test_suggestions_are_a_list_of_options_with_the_typed_part_marked(client: Client) -> None:
    page = text(client, "/suche/vorschlaege/", q="hund")
    assert 'role="listbox"' in page
    assert 'href="/leistungen/hund-anmelden/"' in page
    assert "<mark>Hund</mark> anmelden" in page
    assert text(client, "/suche/vorschlaege/", q="xyzzy") == ""


def test_life_situations_and_offices_lead_to_their_services(client: Client) -> None:
    assert "/leistungen/wohnsitz/" in text(client, "/lebenslagen/umzug/")
    assert "/leistungen/hund-anmelden/" in text(client, "/dienststellen/steuern/")
    assert "Bürger-Service Mitte" in text(client, "/dienststellen/")


def test_a_life_situation_without_services_and_an_office_of_which_little_is_known_are_whole_pages(
    client: Client,
) -> None:
    LifeSituation.objects.create(slug="leer", title="Leer")
    Office.objects.create(slug="neu", name="Neues Amt")
    assert "noch keine Leistung" in text(client, "/lebenslagen/leer/")
    assert "0203 94000" in text(client, "/dienststellen/neu/")
