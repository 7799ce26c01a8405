import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from rathaus.participation.projects.models import Milestone, Project, State
from rathaus.participation.projects.tests.town import PNG, a_project, accepted, an_idea, in_days, many, page, typed

PLACES = ["", "bericht/", "meilensteine/", "aendern/", "umgesetzt/", "beenden/"]
TEAM_ONLY = ["aendern/", "umgesetzt/", "beenden/"]


def test_the_team_starts_a_project_from_an_idea(city, lena_client):
    idea = accepted()
    shown = page(lena_client, f"/arbeitsplatz/projekte/neu/?idee={idea.number}")
    assert f'value="{idea.number}"' in shown
    assert f'value="{idea.title}"' in shown
    response = lena_client.post("/arbeitsplatz/projekte/neu/", typed(ideas=f"{idea.number}", preparing="on"))
    project = Project.objects.get()
    assert response["Location"] == project.desk_url
    assert project.state == State.PREPARING
    assert "Die Arbeit beginnt" in page(lena_client, project.desk_url)
    lena_client.post(project.desk_url + "beginnen/")
    assert Project.objects.get().state == State.RUNNING


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"ideas": "17"}, "Diese Nummern gehören zu keiner Idee, die angenommen ist: 17."),
        ({"ideas": "eins"}, "Bitte schreiben Sie die Nummern so"),
        ({"ideas": "99999999999999999999"}, "Bitte schreiben Sie die Nummern so"),
        ({"ideas": ""}, "Bitte füllen Sie dieses Feld aus."),
        ({"office": "", "partner": ""}, "Bitte nennen Sie, wer das Projekt trägt"),
        ({"title": "x" * 121}, "Das ist zu lang"),
        ({"office": "999999"}, "Bitte wählen Sie eine Dienststelle aus der Liste."),
        ({"field": "raumfahrt"}, ""),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(city, lena_client, changes, message):
    sent = typed(ideas=str(accepted().number)) | {"goals": "Nicht verlieren"} | changes
    response = lena_client.post("/arbeitsplatz/projekte/neu/", sent)
    assert response.status_code == 422
    shown = response.content.decode()
    assert message in shown
    assert "Nicht verlieren" in shown
    assert not Project.objects.exists()


def test_the_owning_offices_clerk_reports_through_the_form(city, ivo_client):
    project = a_project()
    assert "Projekt ändern" not in page(ivo_client, project.desk_url)
    photo = SimpleUploadedFile("bau.png", PNG, "image/png")
    sent = {"light": "good", "text": "Es geht voran.", "attachments": photo}
    assert ivo_client.post(project.desk_url + "bericht/", sent)["Location"] == project.desk_url
    shown = page(ivo_client, project.get_absolute_url())
    assert "Es geht voran." in shown
    assert "bau.png" in shown


def test_a_wrong_report_is_told(city, ivo_client):
    project = a_project()
    fake = SimpleUploadedFile("bau.png", b"MZ nothing like a picture", "image/png")
    response = ivo_client.post(
        project.desk_url + "bericht/", {"light": "good", "text": "Bleibt da", "attachments": fake}
    )
    assert response.status_code == 422
    assert "Bleibt da" in response.content.decode()
    assert not project.reports.exists()


def test_milestones_are_added_moved_and_reached_through_forms(city, ivo_client):
    project = a_project()
    place = project.desk_url + "meilensteine/"
    ivo_client.post(place, {"title": "Probelauf", "planned_on": f"{in_days(20)}"})
    milestone = Milestone.objects.get()
    assert ivo_client.post(f"{place}{milestone.pk}/verschieben/", {"planned_on": f"{in_days(-1)}"}).status_code == 422
    ivo_client.post(f"{place}{milestone.pk}/verschieben/", {"planned_on": f"{in_days(40)}"})
    assert ivo_client.post(f"{place}{milestone.pk}/erreicht/", {"reached_on": f"{in_days(1)}"}).status_code == 422
    ivo_client.post(f"{place}{milestone.pk}/erreicht/", {"reached_on": f"{in_days(0)}"})
    milestone = Milestone.objects.get()
    assert (milestone.planned_on, milestone.reached_on) == (in_days(40), in_days(0))
    assert ivo_client.get(f"{place}{milestone.pk}/erreicht/").status_code == 404


def test_the_team_finishes_only_with_a_place_that_can_be_opened(city, lena_client):
    project = a_project()
    refused = lena_client.post(project.desk_url + "umgesetzt/", {"result_link": "/leistungen", "result_text": ""})
    assert refused.status_code == 422
    assert "Diese Adresse führt zu keiner Seite." in refused.content.decode()
    lena_client.post(project.desk_url + "umgesetzt/", {"result_link": "/leistungen/", "result_text": "Leistungen"})
    assert Project.objects.get().state == State.DONE
    late = lena_client.post(project.desk_url + "beenden/", {"reason": "Zu spät"})
    assert "Das Projekt ist inzwischen beendet." in late.content.decode()


def test_the_team_stops_a_project_and_changes_one(city, lena_client):
    project = a_project()
    shown = page(lena_client, project.desk_url + "aendern/")
    assert "Leistungen an einer Stelle." in shown
    lena_client.post(project.desk_url + "aendern/", typed(title="Bürgerkonto", contact="Call Duisburg"))
    lena_client.post(project.desk_url + "beenden/", {"reason": "Kein Geld", "for_now": "on"})
    project.refresh_from_db()
    assert (project.title, project.contact, project.stop_reason) == ("Bürgerkonto", "Call Duisburg", "Kein Geld")


@pytest.mark.parametrize("who", ["anna", "clara", "frida"])
def test_for_citizens_and_other_offices_there_is_no_such_project_at_the_desk(city, request, who):
    client, project = request.getfixturevalue(f"{who}_client"), a_project()
    for place in PLACES:
        assert client.get(project.desk_url + place).status_code == 404, place
    assert client.post(project.desk_url + "beginnen/").status_code == 404
    assert client.get("/arbeitsplatz/projekte/neu/").status_code == 404


def test_the_owning_office_has_no_part_in_what_the_team_decides(city, ivo_client):
    project = a_project()
    for place in [*TEAM_ONLY, "beginnen/"]:
        assert ivo_client.post(project.desk_url + place, {"reason": "x"}).status_code == 404, place
    assert Project.objects.get().is_open


def test_a_stranger_is_sent_to_sign_in(city, client):
    project = a_project()
    for place in PLACES:
        assert client.get(project.desk_url + place)["Location"].startswith("/konto/")


def test_the_desk_lists_what_needs_attention_of_ones_own_office(city, ivo_client, lena_client, clara_client):
    mine, other = (
        a_project(accepted(an_idea("A")), title="Meins"),
        a_project(accepted(an_idea("B")), title="Deins", office="steuern"),
    )
    assert "Nichts ist überfällig" in page(ivo_client, "/arbeitsplatz/projekte/")
    Project.objects.update(heard_on=in_days(-100))
    shown = page(ivo_client, "/arbeitsplatz/projekte/?liste=achtung")
    assert mine.desk_url in shown
    assert other.desk_url not in shown
    assert other.desk_url in page(clara_client, "/arbeitsplatz/projekte/")
    everything = page(lena_client, "/arbeitsplatz/projekte/?liste=alle")
    assert mine.desk_url in everything
    assert other.desk_url in everything


def test_the_desks_pages_cost_few_queries_and_follow_each_other(
    city, lena_client, monkeypatch, django_assert_max_num_queries
):
    monkeypatch.setattr("rathaus.participation.projects.views.desk.PER_PAGE", 4)
    projects = many(10)
    seen, place = set(), ""
    for _ in range(3):
        with django_assert_max_num_queries(9):
            response = lena_client.get("/arbeitsplatz/projekte/", {"liste": "alle", "nach": place})
        seen |= {project.pk for project in response.context["page"].rows}
        place = response.context["following"]
    assert seen == {project.pk for project in projects}
    assert place == ""
    assert lena_client.get("/arbeitsplatz/projekte/?nach=unsinn_x").status_code == 200


@pytest.mark.parametrize("end", ["umgesetzt/", "beenden/"])
def test_an_end_says_that_it_stays_and_of_which_project(city, lena_client, end):
    project = a_project(title="Leihräder")
    shown = page(lena_client, project.desk_url + end)
    assert "Das lässt sich nicht zurücknehmen." in shown
    assert "Leihräder" in shown.partition("<title>")[2].partition("</title>")[0]
    assert "Leihräder</p>" in shown
