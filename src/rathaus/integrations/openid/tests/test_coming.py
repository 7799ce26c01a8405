"""Coming in through an OpenID Connect provider, which may lie."""

import pytest
import requests
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.openid.tests.conftest import BACK, DOOR, Visitor, heading

REFUSED = "Anmelden hat nicht geklappt"
MAX = {"given_name": "Max", "family_name": "Moritz", "email": "max@rathaus.example", "email_verified": True}


def test_somebody_new_gets_an_account_at_once_and_no_address_is_taken_over(visitor: Visitor) -> None:
    visitor.knows("max", **MAX, address={"street_address": "Am Dellplatz 3"})
    answer = visitor.comes()
    assert answer.headers["Location"] == "/mein/"
    assert visitor.person is not None
    assert (visitor.person.name, visitor.person.email) == ("Max Moritz", None)
    assert not EmailAddress.objects.exists()
    assert {fact.name: fact.value for fact in visitor.person.facts.select_related("person__key")} == {
        "given_name": "Max",
        "family_name": "Moritz",
        "street": "Am Dellplatz 3",
    }


def test_what_it_told_rests_nowhere_in_plain_words(visitor: Visitor) -> None:
    visitor.knows("max", **MAX)
    visitor.comes()
    identity = SocialAccount.objects.get()
    assert (identity.provider, identity.uid, identity.extra_data) == ("probe", "max", {"level": 1})
    assert not SocialToken.objects.exists()
    assert not [entry for entry in Entry.objects.all() if "Moritz" in str(entry.detail)]


def test_she_comes_back_to_the_same_account(visitor: Visitor) -> None:
    visitor.comes()
    first = visitor.person
    visitor.client = Client()
    visitor.knows("max", given_name="Maxi", family_name="Moritz")
    visitor.comes(onward="/mein/postfach/")
    assert visitor.person == first
    assert first is not None
    assert {fact.value for fact in first.facts.select_related("person__key")} == {"Maxi", "Moritz"}


def test_somebody_else_there_is_somebody_else_here(visitor: Visitor) -> None:
    visitor.comes()
    first = visitor.person
    visitor.client = Client()
    visitor.knows("moritz", **MAX)
    visitor.comes()
    assert visitor.person not in (first, None)


def test_an_equal_address_joins_nothing_and_tells_nothing(visitor: Visitor, anna: Person) -> None:
    visitor.knows("max", email=anna.email, email_verified=True)
    taken = visitor.comes(onward="/mein/")
    assert visitor.person not in (anna, None)
    stranger = Visitor(visitor.issuer)
    stranger.knows("moritz", email="nobody@rathaus.example", email_verified=True)
    free = stranger.comes(onward="/mein/")
    assert (taken.status_code, taken.headers["Location"]) == (free.status_code, free.headers["Location"])


def test_where_she_wanted_to_go_is_kept_but_never_leads_out_of_the_house(visitor: Visitor) -> None:
    assert visitor.comes(onward="/mein/postfach/").headers["Location"] == "/mein/postfach/"
    visitor.client = Client()
    assert visitor.comes(onward="https://evil.example/").headers["Location"] == "/mein/"


def test_an_acr_the_operator_named_raises_the_level(visitor: Visitor) -> None:
    visitor.knows("max", acr="hoch")
    visitor.comes()
    assert visitor.client.session["trust_level"] == 3
    visitor.client = Client()
    visitor.knows("max", acr="normal")
    visitor.comes()
    assert visitor.client.session["trust_level"] == 1


def test_an_old_cookie_is_worth_nothing_once_she_is_in(visitor: Visitor) -> None:
    address = visitor.leave()
    before = visitor.client.session.session_key
    visitor.client.get(visitor.sign_in_there(address))
    assert visitor.client.session.session_key != before


# --- What must not let anybody in ---


@pytest.mark.parametrize(
    "lie",
    [
        *("nonce", "no_nonce", "audience", "party", "issuer", "expired", "no_expiry", "signature", "unknown_key"),
        *("unsigned", "public_key_as_secret", "no_id_token", "subject"),
    ],
)
def test_a_lie_lets_nobody_in(visitor: Visitor, lie: str) -> None:
    visitor.knows("max", lie=lie)
    answer = visitor.comes()
    assert (answer.status_code, heading(answer)) == (401, REFUSED)
    assert visitor.person is None
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("lie", ["down", "html", "huge", "moved", "renamed"])
def test_a_provider_that_is_away_or_talks_nonsense_gets_a_calm_page(visitor: Visitor, lie: str) -> None:
    visitor.knows("max", lie=lie)
    answer = visitor.client.post(DOOR)
    assert (answer.status_code, heading(answer)) == (401, REFUSED)


def test_a_provider_that_goes_away_in_between_gets_a_calm_page(visitor: Visitor) -> None:
    back = visitor.sign_in_there(visitor.leave())
    visitor.knows("max", lie="down")
    answer = visitor.client.get(back)
    assert (answer.status_code, heading(answer)) == (401, REFUSED)


def test_giving_up_there_is_no_fault(visitor: Visitor) -> None:
    visitor.knows("max", lie="denied")
    answer = visitor.comes()
    assert answer.headers["Location"] == "/konto/anmelden/abgebrochen/"
    assert heading(visitor.client.get(answer.headers["Location"])) == "Anmelden abgebrochen"


def test_a_state_works_once_and_for_the_browser_it_was_made_in(visitor: Visitor) -> None:
    back = visitor.sign_in_there(visitor.leave())
    assert Client().get(back).status_code == 401
    assert visitor.client.get(back.replace("state=", "state=x")).status_code == 401
    assert visitor.client.get(back).status_code == 302
    visitor.client.post("/konto/abmelden/")
    assert visitor.client.get(back).status_code == 401


def test_an_answer_in_the_name_of_another_provider_is_refused(visitor: Visitor) -> None:
    back = visitor.sign_in_there(visitor.leave())
    assert "iss=" in back
    answer = visitor.client.get(back.split("&iss=")[0] + "&iss=https%3A%2F%2Felsewhere.example")
    assert answer.status_code == 401


def test_the_code_of_somebody_elses_sign_in_is_refused(visitor: Visitor) -> None:
    """Whoever slips her his code would have her work in his account."""
    other = Visitor(visitor.issuer)
    his = other.sign_in_there(other.leave())
    hers = visitor.sign_in_there(visitor.leave())
    query = dict(part.split("=", 1) for part in his.split("?")[1].split("&"))
    mine = dict(part.split("=", 1) for part in hers.split("?")[1].split("&"))
    answer = visitor.client.get(f"{BACK}?code={query['code']}&state={mine['state']}")
    assert answer.status_code == 401


def test_the_address_bar_changes_nothing_of_what_we_ask(visitor: Visitor) -> None:
    page = visitor.client.post(f"{DOOR}?scope=offline_access&auth_params=redirect_uri%3Dhttps%3A%2F%2Fevil.example")
    asked = requests.utils.unquote(page.headers["Refresh"])
    assert "offline_access" not in asked
    assert "evil" not in asked
    assert "code_challenge_method=S256" in asked
    assert "nonce=" in asked


def test_a_door_is_only_left_by_a_form(visitor: Visitor) -> None:
    page = visitor.client.get(DOOR)
    assert heading(page) == "Mit Probe-Anmeldung anmelden"
    assert Client(enforce_csrf_checks=True).post(DOOR).status_code == 403


def test_a_door_nobody_configured_is_not_there(visitor: Visitor) -> None:
    assert visitor.client.get("/konto/anmelden/anderswo/").status_code == 404
    assert visitor.client.get("/konto/anmelden/anderswo/zurueck/").status_code == 404


def test_a_locked_account_stays_locked(visitor: Visitor) -> None:
    visitor.comes()
    Person.objects.filter(pk=visitor.person.pk).update(is_active=False)  # type: ignore[union-attr]
    visitor.client = Client()
    assert visitor.comes().headers["Location"] == "/konto/gesperrt/"
    assert visitor.person is None
