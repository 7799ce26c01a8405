"""People take a stand: support, follow, comment, report."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.models import Comment, Follow, Idea, Report, Support, Visibility
from rathaus.participation.ideas.tests.guest import opened, send
from rathaus.participation.ideas.tests.sent import sent

pytestmark = pytest.mark.django_db
MaxQueries = Callable[[int], Any]
AtOnce = Callable[[Callable[[int], Any], int], list[Any]]


@pytest.fixture
def idea(city: None) -> Idea:
    return sent()


def at(idea: Idea, place: str = "") -> str:
    return f"/ideen/{idea.number}/{place}"


@pytest.mark.parametrize("place", ["unterstuetzen/", "folgen/", "kommentar/"])
def test_a_guest_is_sent_to_sign_in_and_comes_back(place: str, idea: Idea, client: Client, anna_client: Client) -> None:
    assert client.get(at(idea, place))["Location"] == f"/konto/anmelden/?next={at(idea, place)}"
    assert client.post(at(idea, place)).status_code == 302
    assert idea.title in anna_client.get(at(idea, place)).content.decode()
    assert not Support.objects.exists()
    assert not Follow.objects.exists()


def test_support_counts_once_and_is_taken_back(idea: Idea, anna_client: Client, bernd_client: Client) -> None:
    for _twice in range(2):
        anna_client.post(at(idea, "unterstuetzen/"))
    bernd_client.post(at(idea, "unterstuetzen/"))
    assert Idea.objects.get().supports == 2
    assert "Sie unterstützen das" in anna_client.get(at(idea)).content.decode()
    anna_client.post(at(idea, "unterstuetzen/"), {"zurueck": "1"})
    assert Idea.objects.get().supports == 1
    assert "Ich unterstütze das" in anna_client.get(at(idea)).content.decode()


def test_following_is_begun_and_ended(idea: Idea, anna: Person, anna_client: Client) -> None:
    anna_client.post(at(idea, "folgen/"))
    anna_client.post(at(idea, "folgen/"))
    assert Follow.objects.get().person == anna
    assert "Nicht mehr folgen" in anna_client.get(at(idea)).content.decode()
    anna_client.post(at(idea, "folgen/"), {"zurueck": "1"})
    assert not Follow.objects.exists()
    assert list(Entry.objects.filter(verb__contains="follow").order_by("pk").values_list("verb", flat=True)) == [
        "idea.followed",
        "idea.unfollowed",
    ]


def test_nobody_takes_a_stand_on_what_is_not_public(anna: Person, anna_client: Client) -> None:
    idea = sent(by=anna, checked=False, origin="mail")
    for place in ("unterstuetzen/", "folgen/", "kommentar/", "melden/"):
        assert anna_client.post(at(idea, place), {"text": "x", "reason": "x"}).status_code == 404


def test_who_supported_an_idea_that_is_hidden_since_does_not_get_at_it(
    idea: Idea, anna: Person, anna_client: Client, lena: Person
) -> None:
    actions.support(idea, by=anna)
    actions.hide(idea, "Werbung", by=lena)
    assert anna_client.post(at(idea, "unterstuetzen/"), {"zurueck": "1"}).status_code == 404


def test_a_comment_stands_under_the_chosen_name_and_a_reply_below_it(
    idea: Idea, anna_client: Client, bernd_client: Client, client: Client
) -> None:
    send(anna_client, at(idea, "kommentar/"), {"text": "Bitte ohne Drucker.", "name": "Hafenkind"})
    first = Comment.objects.get()
    response = send(bernd_client, at(idea, f"kommentar/?zu={first.pk}"), {"text": "Genau.", "name": ""})
    assert response["Location"].endswith(f"#kommentar-{first.pk + 1}")
    reply = Comment.objects.latest("pk")
    send(anna_client, at(idea, f"kommentar/?zu={reply.pk}"), {"text": "Danke.", "name": ""})
    assert Comment.objects.latest("pk").parent == first, "one level deep"
    said = client.get(at(idea)).content.decode()
    assert said.index("Hafenkind") < said.index("Genau.") < said.index("Danke.")
    assert "3 Kommentare" in said
    assert Idea.objects.get().comments_count == 3


def test_the_same_comment_sent_twice_stands_once(idea: Idea, anna_client: Client) -> None:
    hidden = opened(anna_client, at(idea, "kommentar/"))
    for _twice in range(2):
        send(anna_client, at(idea, "kommentar/"), {"text": "Ja", "name": ""}, hidden)
    assert Comment.objects.count() == 1


@pytest.mark.parametrize(("text", "message"), [(" ", "Bitte schreiben Sie etwas"), ("x" * 2001, "höchstens 2000")])
def test_a_comment_that_is_empty_or_too_long_comes_back(
    text: str, message: str, idea: Idea, anna_client: Client
) -> None:
    response = send(anna_client, at(idea, "kommentar/"), {"text": text, "name": "Hafenkind"})
    assert response.status_code == 422
    assert message in response.content.decode()
    assert "Hafenkind" in response.content.decode()


def test_a_hidden_comment_leaves_the_reason_and_takes_no_reply(
    idea: Idea, anna: Person, bernd_client: Client, client: Client, lena: Person
) -> None:
    said = actions.comment(idea, "Böses Wort", by=anna)
    actions.hide_comment(said, "Beleidigt jemanden", by=lena)
    page = client.get(at(idea)).content.decode()
    assert "Böses Wort" not in page
    assert "Beleidigt jemanden" in page
    for place in (f"kommentar/?zu={said.pk}", f"melden/?kommentar={said.pk}", "kommentar/?zu=abc", "kommentar/?zu=9"):
        assert bernd_client.get(at(idea, place)).status_code == 404


def test_many_comments_come_page_by_page(
    idea: Idea, anna: Person, client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    for number in range(35):
        actions.comment(idea, f"Nummer {number}.", by=anna)
    with django_assert_max_num_queries(9):
        first = client.get(at(idea))
    assert "Nummer 29." in first.content.decode()
    assert "Nummer 30." not in first.content.decode()
    rest = client.get(at(idea, f"?kommentare={first.context['more_comments']}")).content.decode()
    assert "Nummer 30." in rest
    assert "Nummer 29." not in rest


def test_a_guest_reports_an_idea_and_a_comment(idea: Idea, anna: Person, client: Client) -> None:
    said = actions.comment(idea, "Kauft bei uns", by=anna)
    response = send(client, at(idea, "melden/"), {"reason": "Nennt Namen"})
    assert response["Location"] == at(idea)
    send(client, at(idea, f"melden/?kommentar={said.pk}"), {"reason": "Werbung"})
    assert list(Report.objects.order_by("pk").values_list("reason", "comment", "by")) == [
        ("Nennt Namen", None, None),
        ("Werbung", said.pk, None),
    ]
    assert Entry.objects.filter(verb="idea.reported").count() == 2


def test_a_report_sent_again_is_the_same_until_it_is_settled(idea: Idea, client: Client, lena: Person) -> None:
    for _ in range(2):
        send(client, at(idea, "melden/"), {"reason": "Nennt Namen"})
    actions.settle_report(Report.objects.get(), justified=False, by=lena)
    send(client, at(idea, "melden/"), {"reason": "Nennt Namen"})
    assert Report.objects.count() == 2


def test_a_report_without_words_or_by_a_robot_is_not_taken(idea: Idea, client: Client) -> None:
    assert send(client, at(idea, "melden/"), {"reason": ""}).status_code == 422
    robot = send(client, at(idea, "melden/"), {"reason": "Nennt Namen", "homepage": "x"})
    assert robot.status_code == 422
    assert "Nennt Namen" in robot.content.decode()
    assert not Report.objects.exists()


def test_her_area_lists_what_she_sent_supports_and_follows(
    anna: Person, anna_client: Client, bernd_client: Client, client: Client, django_assert_max_num_queries: MaxQueries
) -> None:
    sent("Meine", by=anna, checked=False, origin="mail")
    actions.support(sent("Gestützte"), by=anna)
    actions.follow(sent("Verfolgte"), by=anna)
    shown = {"": "Meine", "?liste=unterstuetzt": "Gestützte", "?liste=gefolgt": "Verfolgte", "?liste=x": "Meine"}
    for query, title in shown.items():
        with django_assert_max_num_queries(9):
            page = anna_client.get(f"/mein/ideen/{query}").content.decode()
        assert [each for each in ("Meine", "Gestützte", "Verfolgte") if f">{each}</a>" in page] == [title]
        assert "Meine</a>" not in bernd_client.get(f"/mein/ideen/{query}").content.decode()
    assert client.get("/mein/ideen/")["Location"].startswith("/konto/anmelden/")


def test_two_hundred_supports_at_once_by_one_person_leave_one(anna: Person, at_once: AtOnce) -> None:
    idea = sent()
    at_once(lambda _time: actions.support(Idea.objects.get(pk=idea.pk), by=anna), 200)
    assert Support.objects.filter(idea=idea).count() == 1
    assert Idea.objects.get(pk=idea.pk).supports == 1


def test_one_form_sent_by_many_at_once_is_one_idea(anna: Person, at_once: AtOnce) -> None:
    def press(_time: int) -> int:
        new = actions.NewIdea(title="Einmal", text="Nur einmal", field="wohnen")
        return actions.send_once(new, "web:the-same", by=anna).idea.number

    assert len(set(at_once(press, 40))) == 1
    assert Idea.objects.get().visibility == Visibility.PUBLIC
