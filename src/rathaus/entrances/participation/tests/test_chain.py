"""The chain's last link, walked in both directions."""

from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.projects.actions import finish_project
from rathaus.participation.projects.tests.town import a_project, accepted, an_idea


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def carried_out(result, title="Alles an einem Ort"):
    idea = accepted(an_idea(title))
    return idea, finish_project(a_project(idea, title=f"Projekt {title}"), result, by="system")


def test_a_service_page_says_from_which_idea_it_came_and_the_idea_leads_back(city, client):
    idea, project = carried_out("/leistungen/hund-anmelden/")
    shown = page(client, "/leistungen/hund-anmelden/")
    assert "Entstanden aus einer Idee" in shown
    assert f'href="/ideen/{idea.number}/">Idee {idea.number}: Alles an einem Ort<' in shown
    assert f'href="{project.get_absolute_url()}"' in shown
    assert idea.stations.last().link == "/leistungen/hund-anmelden/"
    assert "Entstanden aus" not in page(client, "/leistungen/gewerbe-anmelden/")


def test_a_portal_for_all_services_is_behind_each_of_them(city, client):
    idea, _project = carried_out("/leistungen/")
    for address in ("/leistungen/", "/leistungen/hund-anmelden/"):
        assert f'href="/ideen/{idea.number}/"' in page(client, address)


def test_an_application_is_behind_its_services_page(city, client):
    idea, _project = carried_out("/antrag/hund-anmelden/")
    assert f'href="/ideen/{idea.number}/"' in page(client, "/leistungen/hund-anmelden/")


def test_several_ideas_are_counted(city, client):
    carried_out("/leistungen/hund-anmelden/")
    carried_out("/leistungen/", "Konto")
    assert "Entstanden aus 2 Ideen" in page(client, "/leistungen/hund-anmelden/")


def test_running_projects_and_hidden_ideas_are_behind_nothing(city, client):
    a_project(accepted(an_idea("Läuft noch")))
    idea, _project = carried_out("/leistungen/hund-anmelden/")
    Idea.objects.filter(pk=idea.pk).update(visibility=Visibility.HIDDEN)
    assert "Entstanden aus" not in page(client, "/leistungen/hund-anmelden/")


def test_every_service_page_and_step_leads_to_a_new_idea_about_it(city, client):
    assert 'href="/ideen/neu/?leistung=hund-anmelden"' in page(client, "/leistungen/hund-anmelden/")
    response = client.post("/antrag/hund-anmelden/", follow=True)
    step = response.request["PATH_INFO"].rstrip("/").rpartition("/")[2]
    assert f'href="/ideen/neu/?leistung=hund-anmelden&amp;schritt={step}"' in response.content.decode()


def test_the_way_in_leads_to_all_parts(city, client):
    shown = page(client, "/mitmachen/")
    for address in ("/ideen/neu/", "/ideen/", "/workshops/", "/lenkungskreis/", "/projekte/", "/mitmachen/zahlen/"):
        assert f'href="{address}"' in shown
