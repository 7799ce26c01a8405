"""Another service lets Nora sign in with her account here; its program is npm's openid-client."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.idp.oidc.models import Client as Registered
from allauth.idp.oidc.models import Token
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.relying_parties.actions import agree
from rathaus.integrations.relying_parties.models import Connection, PendingCode, Spent
from rathaus.integrations.relying_parties.tests.conftest import BACK, Library, onward, registered, says

pytestmark = pytest.mark.django_db(transaction=True)


def test_she_agrees_and_the_service_learns_what_she_agreed_to(library: Library) -> None:
    page = library.sends("openid profile address email vertrauensniveau").content.decode()
    assert "Darf „Stadtbibliothek“ das von Ihnen wissen?" in page
    for told in ("Nora Nacht", "Dellplatz 3, 47051, Duisburg", "nora@rathaus.example", "Basis"):
        assert told in page
    told = library.signs_in("profile", "address", "email", "vertrauensniveau")
    assert told["scope"].split() == ["openid", "profile", "address", "email", "vertrauensniveau"]
    assert (told["claims"]["vertrauensniveau"], told["claims"]["acr"]) == ("basic", "basic")
    known = library.program.ask("userinfo")["ok"]
    assert known.pop("sub") == told["claims"]["sub"]
    assert known == {
        "name": "Nora Nacht",
        "given_name": "Nora",
        "family_name": "Nacht",
        "address": {"street_address": "Dellplatz 3", "postal_code": "47051", "locality": "Duisburg"},
        "email": "nora@rathaus.example",
        "email_verified": True,
        "confirmed": dict.fromkeys(
            ["given_name", "family_name", "street_address", "postal_code", "locality"], "substantial"
        ),
    }


def test_what_she_keeps_to_herself_the_service_does_not_learn(library: Library) -> None:
    page = says(library.browser, library.sends("openid profile address"), ["profile"])
    assert library.finishes(page)["ok"]["scope"] == "openid profile"
    assert "address" not in library.program.ask("userinfo")["ok"]


def test_a_service_that_asks_for_nothing_learns_nothing(library: Library) -> None:
    library.signs_in()
    assert library.program.ask("userinfo")["ok"].keys() == {"sub"}


def test_she_is_asked_once_and_again_when_the_service_wants_more(library: Library) -> None:
    first = library.signs_in("profile")
    assert "Refresh" in library.sends("openid profile").headers
    assert library.signs_in("profile")["claims"]["sub"] == first["claims"]["sub"]
    assert "Darf" in library.sends("openid profile email").content.decode()
    assert "Darf" in library.sends("openid profile", prompt="consent").content.decode()


def test_what_she_kept_to_herself_is_not_asked_again_and_not_told(library: Library) -> None:
    library.finishes(says(library.browser, library.sends("openid profile email"), ["profile"]))
    assert library.finishes(library.sends("openid profile email"))["ok"]["scope"] == "openid profile"


def test_she_says_no(library: Library) -> None:
    page = says(library.browser, library.sends("openid profile"), ["profile"], verb="refuse")
    assert library.hears(page)["error"] == "access_denied"
    assert library.finishes(page)["error"] == "access_denied"
    assert not Connection.objects.exists()


def test_no_two_services_know_her_by_the_same_name(open_service: Callable[..., Library], nora: Person) -> None:
    subjects = {open_service(name).signs_in()["claims"]["sub"] for name in ("Stadtbibliothek", "Volkshochschule")}
    assert len(subjects) == 2
    assert str(nora.pk) not in subjects


def test_the_level_is_that_of_the_session_in_which_she_signed_in(library: Library) -> None:
    session = library.browser.session
    session["trust_level"] = 3
    session.save()
    assert library.signs_in("vertrauensniveau")["claims"]["vertrauensniveau"] == "high"
    session["trust_level"] = 1
    session.save()
    assert library.signs_in("vertrauensniveau")["claims"]["vertrauensniveau"] == "basic"


def test_a_visitor_signs_in_first_and_comes_back_to_the_question(library: Library) -> None:
    library.browser = Client()
    answer = library.sends("openid profile")
    assert answer.headers["Location"].startswith("/konto/anmelden/?next=/konto/verbinden/")


def test_silence_is_kept(library: Library) -> None:
    assert library.hears(library.sends("openid", prompt="none"))["error"] == "consent_required"
    library.signs_in()
    assert "code" in library.hears(library.sends("openid", prompt="none"))
    library.browser = Client()
    assert library.hears(library.sends("openid", prompt="none"))["error"] == "login_required"


def test_the_consent_given_to_one_service_is_none_for_another(open_service: Callable[..., Library]) -> None:
    open_service("Stadtbibliothek").signs_in("profile")
    other = open_service("Volkshochschule")
    assert other.hears(other.sends("openid profile", prompt="none"))["error"] == "consent_required"


def test_refreshing_gives_new_tokens_and_makes_the_old_ones_worthless(library: Library) -> None:
    library.signs_in("profile")
    assert library.program.ask("refresh")["ok"]["scope"] == "openid profile"
    assert library.program.ask("userinfo")["ok"]["name"] == "Nora Nacht"
    assert library.program.ask("refresh", scope="openid profile email")["error"] == "invalid_scope"


def test_a_refresh_token_shown_again_ends_those_that_followed(library: Library) -> None:
    library.signs_in("profile")
    for _ in range(2):
        assert "ok" in library.program.ask("refresh")
    assert library.program.ask("refresh", again=True)["error"] == "invalid_grant"
    assert library.program.ask("userinfo")["status"] == 401
    assert library.program.ask("refresh")["error"] == "invalid_grant"
    assert Entry.objects.filter(verb="service.replayed").count() == 1
    library.signs_in("profile")
    assert library.program.ask("userinfo")["ok"]["name"] == "Nora Nacht"


def test_the_service_gives_its_tokens_back(library: Library) -> None:
    library.signs_in("profile")
    assert library.program.ask("revoke", which="access_token")["ok"] == "revoked"
    assert library.program.ask("userinfo")["status"] == 401
    assert library.program.ask("revoke", which="refresh_token")["ok"] == "revoked"
    assert library.program.ask("refresh")["error"] == "invalid_grant"


# --- What must not work ---


def test_an_answer_goes_only_where_the_service_was_registered(library: Library) -> None:
    for address in ("https://evil.example/zurueck", f"{BACK}/../x", f"{BACK}.evil.example", "javascript:alert(1)", ""):
        page = library.sends("openid", redirect_uri=address)
        assert page.status_code == 400
        assert "Refresh" not in page.headers
        assert "evil" not in page.content.decode()


def test_nobody_is_sent_anywhere_for_an_unknown_service(library: Library) -> None:
    assert library.sends("openid", client_id="stranger").status_code == 400


def test_a_wrong_secret_exchanges_nothing(open_service: Callable[..., Library]) -> None:
    library = open_service(secret="wrong")
    page = says(library.browser, library.sends("openid"), [])
    assert library.finishes(page)["status"] == 401
    assert not Token.objects.exists()


def test_a_code_works_once(library: Library) -> None:
    page = says(library.browser, library.sends("openid"), [])
    assert "ok" in library.finishes(page)
    assert not PendingCode.objects.exists()
    assert "ok" in library.program.ask("userinfo")
    assert library.finishes(page)["error"] == "invalid_grant"
    assert library.program.ask("userinfo")["status"] == 401
    assert not Token.objects.exists()


def test_of_many_who_show_one_refresh_token_at_once_one_is_served_and_it_ends(
    nora: Person, at_once: Callable[..., list[int]]
) -> None:
    words = registered()
    client = Registered.objects.get(pk=words["client_id"])
    agree(client, asked=["openid"], agreed=["openid"], by=nora)
    token = Token(type=Token.Type.REFRESH_TOKEN, client=client, user=nora, scopes="openid")
    token.set_value("shown")
    token.save()
    told = {"grant_type": "refresh_token", "refresh_token": "shown"} | words

    statuses = at_once(lambda _time: Client().post("/konto/verbinden/token", told).status_code, 8)
    assert sorted(statuses) == [200, *[400] * 7]
    assert not Token.objects.exists()


def test_what_was_exchanged_is_remembered_as_long_as_what_came_of_it(library: Library) -> None:
    library.signs_in("profile")
    assert Spent.objects.count() == 1
    Spent.objects.update(expires_at="2020-01-01T00:00Z")
    library.program.ask("refresh")
    assert Spent.objects.get().expires_at > timezone.now() + timedelta(days=29)


def test_a_code_is_worth_nothing_to_another_service(open_service: Callable[..., Library]) -> None:
    library, other = open_service("Stadtbibliothek"), open_service("Volkshochschule")
    page = says(library.browser, library.sends("openid"), [])
    other.sends("openid")
    stolen = onward(page).replace(library.hears(page)["state"], "")
    answer = other.program.ask(
        "finish", address=stolen + other.program.ask("begin", scope="openid")["ok"].split("state=")[1].split("&")[0]
    )
    assert answer["error"] == "invalid_grant"


def test_a_code_is_worth_nothing_without_the_verifier(library: Library) -> None:
    page = says(library.browser, library.sends("openid"), [])
    assert library.finishes(page, verifier="x" * 43)["error"] == "invalid_grant"


def test_a_code_ends_after_a_minute(library: Library) -> None:
    page = says(library.browser, library.sends("openid"), [])
    PendingCode.objects.update(expires_at="2020-01-01T00:00Z")
    assert library.finishes(page)["error"] == "invalid_grant"


def test_nothing_of_a_code_rests_in_plain_words(library: Library) -> None:
    page = says(library.browser, library.sends("openid"), [])
    kept = PendingCode.objects.get()
    assert library.hears(page)["code"].encode() not in bytes(kept.sealed)


def test_a_service_without_pkce_is_turned_away(library: Library) -> None:
    heard = library.hears(library.sends("openid", code_challenge="", code_challenge_method=""))
    assert heard["error"] == "invalid_request"
    assert library.hears(library.sends("openid", code_challenge_method="plain"))["error"] == "invalid_request"


def test_a_service_gets_no_scope_it_was_not_registered_for(library: Library) -> None:
    assert library.hears(library.sends("openid admin"))["error"] == "invalid_scope"
    assert library.hears(library.sends("profile"))["error"] == "invalid_scope"


def test_other_ways_of_answering_are_off(library: Library) -> None:
    for kind in ("token", "id_token", "code id_token"):
        assert library.hears(library.sends("openid", response_type=kind))["error"] in (
            "unsupported_response_type",
            "unauthorized_client",
        )


def test_her_answer_cannot_be_made_up_or_used_by_another(library: Library, nora: Person) -> None:
    page = library.sends("openid profile")
    other = Person.objects.create_user("otto@rathaus.example")
    stranger = Client()
    stranger.force_login(other)
    assert says(stranger, page, ["profile"]).status_code == 400
    assert library.browser.post("/konto/verbinden/antwort/", {"question": "made up", "agree": ""}).status_code == 400
    assert Client(enforce_csrf_checks=True).post("/konto/verbinden/antwort/", {}).status_code == 403


def test_a_box_that_was_not_offered_cannot_be_ticked(library: Library) -> None:
    assert says(library.browser, library.sends("openid profile"), ["profile", "email"]).status_code == 422


def test_a_locked_account_is_told_nothing_of(library: Library, nora: Person) -> None:
    library.signs_in("profile")
    Person.objects.filter(pk=nora.pk).update(is_active=False)
    assert library.program.ask("userinfo")["status"] == 401
    assert library.program.ask("refresh")["error"] == "invalid_grant"


def test_a_deleted_account_is_told_nothing_of(library: Library, nora: Person) -> None:
    library.signs_in("profile")
    Person.objects.filter(pk=nora.pk).delete()
    assert library.program.ask("userinfo")["status"] == 401
    assert not Connection.objects.exists()


def test_a_nul_in_what_a_service_says_is_an_error_of_the_service(library: Library) -> None:
    """PostgreSQL holds no NUL, so that without care it would be ours."""
    assert library.sends("openid a\0b").status_code == 400
    for name in ("client_id", "redirect_uri", "state", "code_challenge"):
        assert library.sends("openid", **{name: "a\0b"}).status_code == 400
    stranger, strange = Client(raise_request_exception=False), "Basic " + b64encode(b"a\0b:secret").decode()
    for ending in ("token", "revoke"):
        address = f"/konto/verbinden/{ending}"
        assert stranger.post(address, {"client_id": "a\0b", "grant_type": "refresh_token"}).status_code == 400
        assert stranger.post(address, {"token": "a\0b"}, headers={"authorization": strange}).status_code == 400
    assert stranger.get("/konto/verbinden/userinfo", {"access_token": "a\0b"}).status_code == 400
    assert stranger.get("/konto/verbinden/userinfo", headers={"authorization": "Bearer a\0b"}).status_code == 401
