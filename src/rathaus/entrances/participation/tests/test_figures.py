import csv
import itertools
import re

from rathaus.entrances.participation.delta import NARROW, WIDE, delta
from rathaus.participation.projects.figures import Numbers
from rathaus.participation.projects.tests.town import accepted, an_idea

FIELDS = {
    "E-Government": Numbers(58, 12, 5),
    "Wirtschaft": Numbers(34, 6, 2),
    "Infrastruktur": Numbers(49, 9, 2),
    "Mobilität": Numbers(44, 8, 2),
    "Bildung": Numbers(41, 8, 3),
    "Breitband & 5G": Numbers(20, 4, 1),
    "Wohnen": Numbers(25, 4, 1),
}


def shown(client, address="/mitmachen/zahlen/"):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_streams_are_true_to_scale():
    drawn = delta(FIELDS, WIDE)
    first, second = drawn.streams[:2]
    assert abs(first.pursued_width / second.pursued_width - 2) < 0.02
    for stream in drawn.streams:
        up, down = (float(re.search(pattern, stream.rest)[1]) for pattern in (r"^M190 ([\d.]+)", r" ([\d.]+)H190z$"))
        assert abs((down - up) / WIDE.tall - stream.numbers.ideas / 271) < 0.001
        assert abs(stream.pursued_width / WIDE.tall - stream.numbers.pursued / 271) < 0.001
        assert abs(stream.high_width / WIDE.tall - stream.numbers.high_priority / 271) < 0.001


def test_names_of_thin_streams_do_not_run_into_each_other():
    crowd = {f"Feld {n}": Numbers(ideas) for n, ideas in enumerate((3700, 1, 1, 2, 0))}
    for paper, place in ((WIDE, "label_y"), (NARROW, "above")):
        drawn = delta(crowd, paper)
        assert len(drawn.streams) == 4
        labels = [getattr(stream, place) for stream in drawn.streams]
        assert all(below - above >= 20 for above, below in itertools.pairwise(labels))
        assert labels[-1] < drawn.height


def test_without_ideas_the_page_invites_to_send_one(city, client):
    assert delta({}, WIDE).streams == []
    page = shown(client)
    assert "Dazu gibt es noch keine Idee." in page
    assert '<svg viewBox="0 0 1184' not in page


def test_one_idea_is_spoken_of_in_the_singular(city, client):
    accepted()
    page = shown(client)
    assert "Eine kam.<br>Eine ging weiter.<br>Eine zuerst." in page


def test_the_table_stands_beside_the_chart_and_filters_work(city, client):
    accepted(an_idea("Konto", series="2018"))
    accepted(an_idea("Radweg", field="mobilitaet", is_example=True), "weiterverfolgt")
    an_idea("Baum", field="wohnen")
    page = shown(client, "/mitmachen/zahlen/?reihe=alle")
    assert "3 kamen.<br>2 gingen weiter.<br>Eine zuerst." in page
    assert '<th scope="row">Mobilität</th><td class="n">1</td><td class="n">1</td><td class="n">0</td>' in page
    assert '<tfoot><tr><th scope="row">Zusammen</th><td class="n">3</td>' in page
    assert "1 davon ist eine erfundene Beispielidee." in page
    assert "Eine kam." in shown(client, "/mitmachen/zahlen/?feld=wohnen")
    assert "Eine kam." in shown(client, "/mitmachen/zahlen/?reihe=2018")
    assert "Eine kam." in shown(client), "without a question the series that was decided last"
    for nothing in ("jahr=1999", "jahr=unsinn", "jahr=²", "feld=unsinn", "reihe=unsinn"):
        assert "Dazu gibt es noch keine Idee." in shown(client, f"/mitmachen/zahlen/?{nothing}"), nothing


def test_the_page_costs_few_queries(city, client, django_assert_max_num_queries):
    for number in range(4):
        accepted(an_idea(f"Idee {number}"))
    with django_assert_max_num_queries(6):
        shown(client)


def test_open_data_say_the_same(city, client):
    accepted(an_idea("Konto", series="2018"))
    response = client.get("/mitmachen/zahlen.csv")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.DictReader(response.content.decode().splitlines()))
    assert [(line["series"], line["field"], line["ideas"], line["pursued"]) for line in lines] == [
        ("2018", "e-government", "1", "1")
    ]
    data = client.get("/mitmachen/zahlen.json").json()
    assert (data["ideas"], data["pursued"], data["high_priority"]) == (1, 1, 1)
    assert data["rows"][0]["field"] == "e-government"
    assert {line["stage"] for line in data["days"]} == {3, 4}
