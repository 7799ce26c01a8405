"""Programs read ideas and send them."""

import json

import pytest
from django.core.cache import cache

from rathaus.entrances.api import ideas as endpoints
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.ideas.tests.sent import sent

NEW = {"title": "Trinkbrunnen am Bahnhof", "text": "An heißen Tagen fehlt Wasser.", "field": "infrastruktur"}


def ask(client, address="", **query):
    response = client.get(f"/api/v1/ideas{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def post(client, sent=None, key="schluessel-1", **changed):
    body = json.dumps((sent or NEW) | changed)
    return client.post("/api/v1/ideas", body, content_type="application/json", headers={"Idempotency-Key": key})


def numbers(page):
    return [line["number"] for line in page["ideas"]]


def walked(client, **query):
    found, after = [], ""
    while after is not None:
        page = ask(client, after=after, **query)
        found, after = found + numbers(page), page["next"]
    return found


def test_ideas_are_paged_by_key_in_either_order(city, client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(endpoints, "PAGE", 2)
    for n in range(5):
        sent(f"Idee {n}")
        Idea.objects.filter(number=n + 1).update(supports=n % 2)
    assert walked(client) == [5, 4, 3, 2, 1]
    assert walked(client, sort="supported") == [4, 2, 5, 3, 1]
    with django_assert_max_num_queries(4):
        ask(client, q="Idee")


def test_ideas_are_filtered_and_searched(city, client):
    sent("Radweg", district="sued")
    sent("Baum", text="Mehr Schatten", field="wohnen")
    hidden = sent("Verborgen")
    Idea.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)
    assert numbers(ask(client)) == [2, 1]
    assert numbers(ask(client, field="wohnen")) == [2]
    assert numbers(ask(client, district="sued")) == [1]
    assert numbers(ask(client, state="umgesetzt")) == []
    assert numbers(ask(client, q="schattige Bäume")) == []
    assert numbers(ask(client, q="Schatten Bäume")) == [2]
    line = ask(client, q="Radwege")["ideas"][0]
    assert (line["state"], line["state_name"], line["supports"]) == ("eingegangen", "Eingegangen", 0)


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"after": "1-2"}, {"after": "9" * 17}, {"sort": "oldest"}, {"q": "x" * 201}]
)
def test_a_question_without_sense_is_told_so(city, client, query):
    response = client.get("/api/v1/ideas", query)
    assert response.status_code == 422
    assert response.json()["status"] == 422


def test_an_idea_has_its_stations(city, client):
    idea = sent("Radweg", shown_as="alias", author_name="Frau Rad")
    add_station(idea, "geprueft", by="system", decided_by="Team Smart City", link="/workshops/", link_text="Workshops")
    told = ask(client, f"/{idea.number}")
    assert [station["state"] for station in told["stations"]] == ["eingegangen", "geprueft"]
    assert told["stations"][1]["link"] == "/workshops/"
    assert (told["author_name"], told["text"], told["origin"]) == ("Frau Rad", idea.text, "web")
    assert "contact" not in json.dumps(told)


def test_merged_leads_on_and_hidden_is_like_missing(city, client):
    idea, duplicate, hidden = sent("Radweg"), sent("Radwege"), sent("Weg")
    Idea.objects.filter(pk=duplicate.pk).update(visibility=Visibility.MERGED, merged_into=idea)
    Idea.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)
    assert ask(client, f"/{duplicate.number}")["number"] == idea.number
    assert client.get(f"/api/v1/ideas/{hidden.number}").status_code == 404
    assert client.get("/api/v1/ideas/99999999999999999999999").status_code == 404
    assert client.get("/api/v1/ideas/eins").status_code == 422
    Idea.objects.filter(pk=idea.pk).update(visibility=Visibility.HIDDEN)
    assert client.get(f"/api/v1/ideas/{duplicate.number}").status_code == 404


def test_similar_ideas_are_offered(city, client):
    idea = sent("Radweg nach Ruhrort", text="Der Weg am Hafen ist zu schmal.")
    assert numbers(ask(client, "/similar", text="schmaler Radweg am Hafen")) == [idea.number]
    assert numbers(ask(client, "/similar", text="")) == []
    assert client.get("/api/v1/ideas/similar").status_code == 422
    assert client.get("/api/v1/ideas/similar", {"text": "x" * 2001}).status_code == 422


def test_an_idea_is_sent_once_however_often_it_is_sent(city, client):
    first, again = post(client), post(client)
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    idea = Idea.objects.get()
    assert (idea.number, idea.title, idea.visibility) == (first.json()["number"], NEW["title"], Visibility.WAITING)
    assert first.json()["public"] is False
    assert post(client, title="Etwas anderes").status_code == 409
    assert post(client, key="schluessel-2").json()["number"] == 2


@pytest.mark.parametrize(
    ("changed", "pointer"),
    [
        ({"field": "atlantis"}, "/field"),
        ({"district": "atlantis"}, "/district"),
        ({"title": "   "}, "/title"),
        ({"title": "x" * 121}, "/sent/title"),
        ({"text": 7}, "/sent/text"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(city, client, changed, pointer):
    response = post(client, **changed)
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"].endswith(pointer.rpartition("/")[2])
    assert not Idea.objects.exists()


def test_a_key_is_needed_and_json_too(city, client):
    assert client.post("/api/v1/ideas", json.dumps(NEW), content_type="application/json").status_code == 422
    broken = client.post("/api/v1/ideas", "{", content_type="application/json", headers={"Idempotency-Key": "12345678"})
    assert broken.status_code == 400


def test_too_many_have_to_wait(city, client, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"idea": "2/h/ip"}
    assert [post(client, key=f"schluessel-{n}").status_code for n in range(3)] == [201, 201, 429]
    cache.clear()


def test_the_description_has_an_example(city, client):
    described = client.get("/api/v1/openapi.json").json()
    assert described["components"]["schemas"]["IdeaSent"]["examples"][0]["field"] == "infrastruktur"
    assert "/api/v1/ideas/similar" in described["paths"]
