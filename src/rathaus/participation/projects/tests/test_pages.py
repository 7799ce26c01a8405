import pytest

from rathaus.foundation.documents.uploads import Inspected
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.projects import actions
from rathaus.participation.projects.models import Milestone, Project, State
from rathaus.participation.projects.tests.town import PNG, a_project, accepted, an_idea, in_days, many, page
from rathaus.participation.projects.views.public import PER_PAGE


def test_without_projects_the_page_says_so(city, client):
    assert "Noch ist aus keiner Idee ein Projekt geworden." in page(client, "/projekte/")


def test_the_portfolio_shows_owner_light_milestone_idea_and_result(city, client):
    idea = accepted()
    project = a_project(idea, partner="DU-IT")
    actions.add_milestone(project, "Start des Portals", in_days(30), by="system", day_text="August 2020")
    actions.finish_project(project, "/leistungen/", "Leistungen online", by="system")
    shown = page(client, "/projekte/")
    for words in (
        'href="/projekte/serviceportal/"',
        "Amt für Stadtentwicklung und Projektmanagement, DU-IT",
        "August 2020",
        "Start des Portals",
        "Ergebnis: Leistungen online",
        f'href="/ideen/{idea.number}/">aus Idee {idea.number}<',
        '<h2 class="kern-heading-large" id="stand-4">Umgesetzt</h2>',
    ):
        assert words in shown, words


def test_to_whom_reads_english_german_titles_are_said_to_be_german(city, client):
    a_project(accepted(), title="Konto")
    client.cookies["sprache"] = "en"
    assert '<h1 class="kern-heading-display" lang="de">Konto</h1>' in page(client, "/projekte/konto/")
    assert '<a href="/projekte/konto/" lang="de">Konto</a>' in page(client, "/projekte/")


def test_filters_by_field_owner_and_state(city, client):
    a_project(accepted(an_idea("A")), title="Konto")
    a_project(accepted(an_idea("B")), title="Mieter-App", office="", partner="GEBAG", field="wohnen")
    a_project(accepted(an_idea("C")), title="Kompass", preparing=True)
    found = {
        "feld=wohnen": {"Mieter-App"},
        "wer=GEBAG": {"Mieter-App"},
        "stand=in-vorbereitung": {"Kompass"},
        "feld=e-government&stand=in-arbeit": {"Konto"},
        "stand=unsinn": set(),
        "feld=e-government&wer=": {"Konto", "Kompass"},
    }
    for query, titles in found.items():
        shown = page(client, f"/projekte/?{query}")
        assert {title for title in ("Konto", "Mieter-App", "Kompass") if f">{title}</a>" in shown} == titles, query
    assert "Alle Projekte zeigen" in page(client, "/projekte/?stand=unsinn")


def test_pages_follow_each_other_without_gap_or_repetition(city, client):
    count = PER_PAGE + 3
    many(count)
    Project.objects.filter(pk__in=list(Project.objects.values_list("pk", flat=True)[:5])).update(state=State.PREPARING)
    seen, address = [], "/projekte/"
    while address:
        response = client.get(address)
        seen += [project for _, rows in response.context["groups"] for project in rows]
        following = response.context["following"]
        address = f"/projekte/?{following}" if following else ""
    assert len(seen) == count
    assert len({project.pk for project in seen}) == count
    assert [project.state for project in seen] == sorted((project.state for project in seen), reverse=True)


@pytest.mark.parametrize("place", ["x", "3", "3-x", "-", "999999999999999999-1", "3-1-1", "²-1"])
def test_a_made_up_place_in_the_list_does_no_harm(city, client, place):
    a_project()
    assert client.get("/projekte/", {"nach": place}).status_code == 200


def test_a_page_costs_the_same_few_queries_for_one_and_for_many(city, client, django_assert_max_num_queries):
    many(12)
    for address in ("/projekte/", "/projekte/projekt-3/"):
        client.get(address)
        with django_assert_max_num_queries(9):
            page(client, address)


def test_the_detail_shows_reports_photos_stations_and_moved_milestones(city, client, ivo):
    idea = accepted()
    project = a_project(idea, contact="Beratungsstelle, 0203 94000", budget="large")
    moved = actions.add_milestone(project, "Probelauf", in_days(5), by=ivo)
    actions.move_milestone(moved, in_days(50), by=ivo)
    photo = Inspected("licht.png", "image/png", PNG)
    said = actions.report(project, "slow", "Die Leuchten kommen <später>.", by=ivo, files=[photo])
    shown = page(client, project.get_absolute_url())
    for words in (
        "Beratungsstelle, 0203 94000",
        "bis 1 Million €",
        "(zuerst geplant:",
        "später als geplant",
        "Die Leuchten kommen &lt;später&gt;.",
        f"Aus Idee {idea.number}: {idea.title}",
        "Angenommen: hohe Priorität",
        "Lenkungskreis",
    ):
        assert words in shown, words
    assert "Ivo" not in shown
    response = client.get(f"/projekte/{project.slug}/datei/{said.files.get().file_id}/")
    assert response["Content-Type"] == "image/png"
    assert response.content == PNG


def test_a_file_is_not_found_below_another_project(city, client):
    mine, other = many(2)
    said = actions.report(mine, "good", "Bild", by="system", files=[Inspected("a.png", "image/png", PNG)])
    assert client.get(f"/projekte/{other.slug}/datei/{said.files.get().file_id}/").status_code == 404


def test_an_idea_that_is_no_longer_public_is_not_shown(city, client):
    idea = accepted(an_idea("Geheimer Wunsch"))
    project = a_project(idea)
    Idea.objects.filter(pk=idea.pk).update(visibility=Visibility.HIDDEN)
    for address in ("/projekte/", project.get_absolute_url()):
        shown = page(client, address)
        assert "Geheimer Wunsch" not in shown
        assert f'href="/ideen/{idea.number}/"' not in shown


def test_a_stopped_project_says_why(city, client):
    project = actions.stop_project(a_project(), "Die Förderung blieb aus.", by="system")
    assert "Die Förderung blieb aus." in page(client, project.get_absolute_url())


def test_an_unknown_project_is_not_found(city, client):
    assert client.get("/projekte/gibt-es-nicht/").status_code == 404


def test_silence_and_lateness_are_public(city, client):
    project = a_project()
    Milestone.objects.create(project=project, title="Start", first_planned_on=in_days(-9), planned_on=in_days(-9))
    Project.objects.update(heard_on=in_days(-100))
    for address in ("/projekte/", project.get_absolute_url()):
        shown = page(client, address)
        assert "kein Bericht seit" in shown
        assert "überfällig" in shown


def test_the_table_of_dates_carries_its_heads_along_to_a_phone(client, city):
    a_project()
    table = page(client, "/projekte/").partition("<table")[2].partition("</table>")[0]
    for head in ("Träger", "Beginn", "Ende", "Stand"):
        assert f'data-label="{head}"' in table
