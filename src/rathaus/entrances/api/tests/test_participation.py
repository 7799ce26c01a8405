from datetime import date, timedelta

import pytest
from django.utils import timezone

from rathaus.participation.projects import actions
from rathaus.participation.projects.tests.town import a_project, accepted, an_idea
from rathaus.participation.workshops.models import Series, Workshop


def ask(client, address, **query):
    response = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200, response.content
    return response.json()


def a_workshop(number=1):
    series, _ = Series.objects.get_or_create(slug="2018", defaults={"title": "Workshopreihe 2018", "year": 2018})
    start = timezone.now()
    return Workshop.objects.create(
        series=series,
        slug=f"e-government-{number}",
        number=number,
        field="e-government",
        title="E-Government",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        register_by=start,
    )


def test_the_funnel_has_totals_and_fields(city, client):
    accepted(an_idea("Konto", series="2018"))
    accepted(an_idea("Radweg", field="mobilitaet"), "weiterverfolgt")
    an_idea("Baum", field="wohnen")
    data = ask(client, "participation/funnel", series="all")
    assert (data["ideas"], data["pursued"], data["high_priority"]) == (3, 2, 1)
    assert ask(client, "participation/funnel")["ideas"] == 1, "without a question the series that was decided last"
    assert data["by_field"]["mobilitaet"] == {"ideas": 1, "pursued": 1, "high_priority": 0}
    assert ask(client, "participation/funnel", series="2018")["ideas"] == 1
    assert ask(client, "participation/funnel", field="wohnen")["by_field"].keys() == {"wohnen"}
    assert ask(client, "participation/funnel", year=1999) == {
        "ideas": 0,
        "pursued": 0,
        "high_priority": 0,
        "by_field": {},
    }


def test_projects_say_who_what_and_what_came_of_it(city, client):
    idea = accepted()
    project = a_project(idea, partner="DU-IT")
    actions.add_milestone(project, "Start", date(2027, 8, 1), by="system")
    actions.finish_project(project, "/leistungen/", by="system")
    line = ask(client, "projects")["projects"][0]
    assert (line["state"], line["light"], line["ideas"]) == ("done", "done", [idea.number])
    assert line["owner"] == "Amt für Stadtentwicklung und Projektmanagement, DU-IT"
    assert line["result"].endswith("/leistungen/")
    assert line["result"].startswith("http")
    assert line["milestones"] == [{"title": "Start", "planned_on": "2027-08-01", "reached_on": None}]


def test_projects_are_filtered_and_paged(city, client, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("rathaus.entrances.api.participation.PAGE", 2)
    for number in range(5):
        a_project(accepted(an_idea(f"Idee {number}")), title=f"P{number}", field="wohnen" if number == 4 else "bildung")
    seen, after = [], {}
    while after is not None:
        with django_assert_max_num_queries(6):
            page = ask(client, "projects", **after)
        seen += [line["title"] for line in page["projects"]]
        after = {"after": page["next"]} if page["next"] else None
    assert seen == ["P4", "P3", "P2", "P1", "P0"]
    assert [line["title"] for line in ask(client, "projects", field="wohnen")["projects"]] == ["P4"]
    assert ask(client, "projects", state="done")["projects"] == []
    assert ask(client, "projects", state="unsinn")["projects"] == []


def test_workshops_are_listed_by_series(city, client):
    a_workshop(1)
    a_workshop(2)
    assert [line["number"] for line in ask(client, "workshops", series="2018")["workshops"]] == [1, 2]
    assert ask(client, "workshops", series="2019")["workshops"] == []


@pytest.mark.parametrize(
    "query", ["after=-1", "after=x", "after=99999999999999999999", f"field={'x' * 61}", "year=zweitausend"]
)
def test_a_question_that_makes_no_sense_is_told_so(city, client, query):
    address = "participation/funnel" if "year" in query else "projects"
    response = client.get(f"/api/v1/{address}?{query}")
    assert response.status_code == 422
    assert response.json()["errors"]
