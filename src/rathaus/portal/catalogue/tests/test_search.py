"""The search reads German, forgives slips, and shows nothing rather than something wrong."""

import pytest

from rathaus.portal.catalogue.models import PrintedIndex, Service
from rathaus.portal.catalogue.search import find, suggest
from rathaus.portal.catalogue.search.printing import print_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf() -> None:
    """A small catalogue with the traps of German in it."""
    for slug, title, keywords in (
        ("bewohnerparken", "Bewohnerparkausweis", "Anwohner"),
        ("personalausweis", "Personalausweis", "Perso\nAusweis verlängern"),
        ("personalrat", "Personalrat wählen", ""),
        ("hund", "Hundesteuer anmelden", "Kampfhund"),
        ("gebuehr", "Gebührenbefreiung für Straßenfeste", ""),
        ("bescheinigung", "Bescheinigung der Meldung", "Park und Bewohner"),
    ):
        Service.objects.create(slug=slug, title=title, keywords=keywords)
    print_index({"köpek vergisi": ["hundesteuer"], "kimlik": ["personalausweis"]})


def found(text: str) -> list[str]:
    return [result.key.removeprefix("service:") for result in find(text).results]


@pytest.mark.parametrize(
    "text", ["Gebührenbefreiung", "gebuehrenbefreiung", "GEBUHRENBEFREIUNG", "strassenfest", "Straßenfeste"]
)
@pytest.mark.usefixtures("shelf")
def test_umlauts_and_sharp_s_may_be_typed_in_any_way(text: str) -> None:
    assert found(text) == ["gebuehr"]


@pytest.mark.usefixtures("shelf")
def test_a_part_finds_the_compound_and_two_words_find_the_one() -> None:
    assert found("parkausweis")[0] == "bewohnerparken"
    assert found("hunde steuer")[0] == "hund"


@pytest.mark.usefixtures("shelf")
def test_a_beginning_that_is_no_part_of_a_compound_does_not_find_it() -> None:
    assert found("perso") == ["personalausweis"]
    assert found("personalrat") == ["personalrat"]


@pytest.mark.parametrize(("typed", "meant"), [("hundesteur", "Hundesteuer"), ("personalauswies", "Personalausweis")])
@pytest.mark.usefixtures("shelf")
def test_a_slip_is_understood_and_said(typed: str, meant: str) -> None:
    assert find(typed).corrected == meant
    assert find(typed).results
    assert find(typed, literally=True).corrected is None
    assert find(typed, literally=True).results == []


@pytest.mark.parametrize("text", ["KİMLİK", "kımlık", "köpek vergisi", "kopek vergısı"])
@pytest.mark.usefixtures("shelf")
def test_curated_words_lead_to_ours_with_either_turkish_i(text: str) -> None:
    assert found(text)


@pytest.mark.parametrize(
    "text", ["kindersteuer", "flugzeug anmelden", "xyzzy", "", "der die das", "🐶", "%", "\x00", "7"]
)
@pytest.mark.usefixtures("shelf")
def test_what_does_not_fit_is_not_shown(text: str) -> None:
    assert found(text) == []


@pytest.mark.usefixtures("shelf")
def test_an_endless_question_is_cut_and_answered() -> None:
    assert found("hundesteuer " * 5000)[0] == "hund"
    assert found("a" * 100_000) == []


def test_without_an_index_nothing_is_found_and_nothing_breaks() -> None:
    assert not PrintedIndex.objects.exists()
    assert find("hund").results == []
    assert suggest("hu") == []


@pytest.mark.usefixtures("shelf")
def test_a_new_edition_is_read_at_once() -> None:
    assert found("schwimmkurs") == []
    Service.objects.create(slug="schwimmen", title="Schwimmkurs")
    print_index(None)
    assert found("schwimmkurs") == ["schwimmen"]
    assert found("kimlik") == ["personalausweis"], "the curated words were kept"


@pytest.mark.usefixtures("shelf")
def test_the_same_catalogue_prints_the_same_edition() -> None:
    first = PrintedIndex.objects.get().edition
    print_index(None)
    assert PrintedIndex.objects.get().edition == first


@pytest.mark.usefixtures("city")
def test_a_postcode_shows_its_station_behind_the_service() -> None:
    kinds = [(result.kind, result.key) for result in find("47166 sperrmüll").results]
    assert kinds[0] == ("service", "service:sperrgut")
    first_office = next(key for kind, key in kinds if kind == "office")
    assert first_office == "office:buergerservice-hamborn"
    assert [result.key for result in find("47166").results] == ["office:buergerservice-hamborn"]


@pytest.mark.usefixtures("city")
def test_a_question_gets_its_answer_and_a_name_the_first_answer() -> None:
    asked = find("was kostet ein hund im jahr").answer
    named = find("hundesteur").answer
    assert asked is not None
    assert asked.question == "Was kostet ein Hund im Jahr?"
    assert ("1 Hund", "132 €") in {(label, price.replace("\xa0", " ")) for label, price in asked.fees}
    assert named is not None
    assert named.service.url == "/leistungen/hund-anmelden/"


@pytest.mark.usefixtures("city")
def test_english_readers_see_english_titles() -> None:
    first = find("dog tax", language="en").results[0]
    assert (first.title, first.language) == ("Register a dog", "en")


@pytest.mark.usefixtures("city")
def test_suggestions_begin_with_what_is_typed() -> None:
    titles = [result.title for result in suggest("hunde")]
    assert titles[0] == "Hund anmelden"
    assert 0 < len(titles) <= 6
    assert suggest("h") == []
