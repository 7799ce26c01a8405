from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.design.kept import current_version
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.ideas.actions import add_station, support
from rathaus.participation.ideas.actions.stations import OutOfOrder
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects import actions
from rathaus.participation.projects.models import Milestone, Project, State
from rathaus.participation.projects.tests.town import a_project, a_workshop, accepted, an_idea
from rathaus.participation.workshops.actions.registering import NewRegistration, register

TODAY = timezone.localdate


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def last_station(idea):
    return idea.stations.last()


def verbs():
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_an_accepted_idea_becomes_a_project_and_its_chain_leads_there(city):
    idea, before = accepted(), current_version()
    project = a_project(idea)
    station = last_station(idea)
    assert (station.state, station.link) == ("wird-umgesetzt", "/projekte/serviceportal/")
    assert station.decided_by == project.office.name
    assert fresh(idea).state == "wird-umgesetzt"
    assert [origin.idea for origin in project.origins.all()] == [idea]
    assert verbs()[-1] == "project.started"
    assert current_version() > before


def test_several_ideas_become_one_project(city):
    ideas = [accepted(an_idea("Konto")), accepted(an_idea("Portal"), "weiterverfolgt")]
    project = a_project(*ideas)
    assert {last_station(idea).link for idea in ideas} == {project.get_absolute_url()}


@pytest.mark.parametrize(
    "state", ["eingegangen", "lenkungskreis", "nicht-weiterverfolgt", "wird-umgesetzt", "umgesetzt"]
)
def test_what_was_not_accepted_becomes_no_project(city, state):
    idea = an_idea()
    Idea.objects.filter(pk=idea.pk).update(state=state)
    with pytest.raises(actions.NotAccepted):
        a_project(idea)
    assert not Project.objects.exists()


def test_one_idea_that_was_not_accepted_holds_up_the_others(city):
    good = accepted()
    with pytest.raises(actions.NotAccepted):
        a_project(good, an_idea("Noch nicht geprüft"))
    assert fresh(good).state == "hohe-prioritaet"


def test_two_projects_of_one_title_get_two_addresses(city):
    slugs = [a_project(accepted(an_idea(f"Idee {n}")), title="Grüne Straße").slug for n in range(3)]
    assert slugs == ["gruene-strasse", "gruene-strasse-2", "gruene-strasse-3"]


@pytest.mark.parametrize("who", ["anna", "clara", "ivo"])
def test_only_the_team_starts_changes_and_ends(city, request, who):
    by, project = request.getfixturevalue(who), a_project()
    new = actions.NewProject("Anderes", "Ziele", "bildung", partner="GEBAG")
    for act in (
        lambda: actions.start_project(accepted(an_idea("Zweite")), new, by=by),
        lambda: actions.change(project, new, by=by),
        lambda: actions.begin(project, by=by),
        lambda: actions.finish_project(project, "/leistungen/", by=by),
        lambda: actions.stop_project(project, "Kein Geld", by=by),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert fresh(project).title == "ServicePortal"


def test_the_owning_offices_clerk_reports_and_another_offices_may_not(city, ivo, clara, lena):
    project = a_project()
    assert actions.report(project, "slow", "Es fehlt noch Personal.", by=ivo).signature == project.office.name
    assert actions.report(project, "good", "Die Stelle ist besetzt.", by=lena).signature == "Team Smart City"
    with pytest.raises(PermissionDenied):
        actions.report(project, "good", "Alles bestens.", by=clara)
    assert project.reports.count() == 2


def test_the_latest_report_sets_the_light_even_if_an_older_one_is_added_later(city):
    project = a_project()
    actions.report(project, "stuck", "Steht.", by="system")
    actions.report(project, "good", "Es ging gut los.", by="system", day=TODAY() - timedelta(days=40))
    assert fresh(project).light == "stuck"


def test_a_reports_files_are_kept_with_it(city):
    said = actions.report(
        a_project(), "good", "Bilder", by="system", files=[Inspected("plan.pdf", "application/pdf", b"%PDF-1.7")]
    )
    assert said.files.get().file.read() == b"%PDF-1.7"


def test_author_and_supporters_hear_of_start_report_and_end(city, anna, bernd, run_tasks):
    idea = accepted(an_idea(by=anna))
    support(idea, by=bernd)
    run_tasks()
    Mail.objects.all().delete()
    for act in (
        lambda: a_project(idea),
        lambda: actions.report(Project.objects.get(), "good", "Läuft.", by="system"),
        lambda: actions.finish_project(Project.objects.get(), "/leistungen/", by="system"),
    ):
        act()
        run_tasks()
        told = set(Mail.objects.values_list("to", flat=True))
        assert told == {anna.email, bernd.email}
        Mail.objects.all().delete()


def test_participants_of_the_workshop_hear_of_it_too_and_nobody_twice(city, anna, bernd, run_tasks):
    workshop = a_workshop()
    for person in (anna, bernd):
        register(workshop, NewRegistration(person.name, person.email, "citizens"), by=person)
    idea = accepted(an_idea(by=anna, origin_link=workshop.get_absolute_url()))
    run_tasks()
    mail.outbox.clear()
    a_project(idea)
    run_tasks()
    assert sorted(letter.to[0] for letter in mail.outbox) == [anna.email, bernd.email]
    assert all(idea.get_absolute_url() in letter.body for letter in mail.outbox)


def test_so_do_those_who_took_it_to_their_workshop_out_of_the_card_pool(city, bernd, run_tasks):
    workshop = a_workshop()
    register(workshop, NewRegistration(bernd.name, bernd.email, "citizens"), by=bernd)
    idea = an_idea()
    add_station(idea, "im-workshop", by="system", decided_by="Workshop", link=workshop.get_absolute_url())
    for state in ("lenkungskreis", "hohe-prioritaet"):
        add_station(idea, state, by="system", decided_by="Lenkungskreis")
    run_tasks()
    mail.outbox.clear()
    a_project(idea)
    run_tasks()
    assert [letter.to[0] for letter in mail.outbox] == [bernd.email]


def test_a_finished_project_leads_its_ideas_to_the_result(city, lena):
    idea = accepted()
    project = actions.finish_project(a_project(idea), "/leistungen/hund-anmelden/", "Hund anmelden", by=lena)
    station = last_station(idea)
    assert (station.state, station.link, station.link_text) == (
        "umgesetzt",
        "/leistungen/hund-anmelden/",
        "Hund anmelden",
    )
    assert project.state == State.DONE
    assert project.done_at
    assert "project.finished" in verbs()


@pytest.mark.parametrize(
    "link", ["", "hund", "//böse.example/", "http://duisburg.de/", "/gibt-es-nicht/", "https://", "javascript:alert(1)"]
)
def test_a_result_that_cannot_be_opened_is_none(city, link):
    project = a_project()
    with pytest.raises(ValueError, match="can't be opened"):
        actions.finish_project(project, link, by="system")
    assert fresh(project).done_at is None


@pytest.mark.parametrize(("for_now", "state"), [(True, "zurueckgestellt"), (False, "nicht-weiterverfolgt")])
def test_a_stopped_project_says_why_at_the_idea(city, for_now, state):
    idea = accepted()
    project = actions.stop_project(a_project(idea), "Die Förderung ist ausgeblieben.", for_now=for_now, by="system")
    assert (last_station(idea).state, last_station(idea).reason) == (state, "Die Förderung ist ausgeblieben.")
    assert project.state == State.STOPPED


def test_without_a_reason_nothing_is_stopped(city):
    project = a_project()
    with pytest.raises(OutOfOrder):
        actions.stop_project(project, "  ", by="system")
    assert fresh(project).is_open


def test_an_idea_that_went_another_way_is_left_where_it_is(city):
    mine, gone = accepted(), accepted(an_idea("Andere"))
    project = a_project(mine, gone)
    add_station(gone, "zurueckgestellt", by="system", decided_by="Lenkungskreis", reason="Erst später")
    actions.finish_project(project, "/leistungen/", by="system")
    assert (fresh(mine).state, fresh(gone).state) == ("umgesetzt", "zurueckgestellt")


def test_what_has_ended_stays_ended(city, ivo):
    project = a_project()
    milestone = actions.add_milestone(project, "Start", TODAY(), by=ivo)
    actions.stop_project(project, "Kein Geld", by="system")
    for act in (
        lambda: actions.finish_project(project, "/leistungen/", by="system"),
        lambda: actions.stop_project(project, "Noch einmal", by="system"),
        lambda: actions.begin(project, by="system"),
    ):
        with pytest.raises(actions.Closed):
            act()
    for act in (
        lambda: actions.report(project, "good", "Doch noch", by=ivo),
        lambda: actions.reach_milestone(milestone, by=ivo),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_of_what_is_done_one_can_still_report_after_a_year(city):
    project = actions.finish_project(a_project(), "/leistungen/", by="system")
    actions.report(project, "good", "Nach einem Jahr: ein Drittel kommt online.", by="system")
    with pytest.raises(actions.Closed):
        actions.add_milestone(project, "Noch etwas", TODAY(), by="system")


def test_a_moved_milestone_keeps_its_first_day_in_sight(city, ivo):
    first = TODAY() + timedelta(days=10)
    milestone = actions.add_milestone(a_project(), "Start", first, by=ivo)
    actions.move_milestone(milestone, first + timedelta(days=30), by=ivo)
    moved = Milestone.objects.get()
    assert moved.was_moved
    assert moved.first_planned_on == first
    assert actions.reach_milestone(moved, by=ivo).reached_on == TODAY()


def test_change_records_what_was_changed_and_nothing_if_nothing_was(city, lena):
    project = a_project()
    to = actions.Details("ServicePortal", project.goals, "bildung", office=project.office)
    actions.change(project, to, by=lena)
    assert Entry.objects.last().detail == {"fields": ["field"]}
    count = Entry.objects.count()
    actions.change(project, to, by=lena)
    assert Entry.objects.count() == count


def test_alarms_ring_for_late_milestones_and_for_silence(city):
    quiet, late, fine = (a_project(accepted(an_idea(name)), title=name) for name in ("Still", "Spät", "Gut"))
    Project.objects.filter(pk=quiet.pk).update(heard_on=TODAY() - timedelta(days=91))
    Milestone.objects.create(
        project=late,
        title="Start",
        first_planned_on=TODAY() - timedelta(days=1),
        planned_on=TODAY() - timedelta(days=1),
    )
    Project.objects.filter(pk=fine.pk).update(heard_on=TODAY() - timedelta(days=90))
    assert set(Project.objects.alarming(TODAY())) == {quiet, late}
    assert (fresh(quiet).sign, fresh(fine).sign) == ("silent", "new")


@pytest.mark.parametrize(
    "change",
    [
        "state = 4, done_at = '2020-08-01 00:00:00+00'",
        "done_at = '2020-08-01 00:00:00+00', result_link = '/leistungen/'",
        "state = 4, result_link = '/leistungen/'",
        "state = 1",
        "state = 1, stopped_at = '2020-08-01 00:00:00+00'",
        "office_id = NULL",
    ],
)
def test_the_database_itself_refuses_a_project_that_cannot_be(city, change):
    project = a_project()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE projects_project SET {change} WHERE id = %s", [project.pk])
    assert fresh(project).state == State.RUNNING


def test_the_database_takes_a_project_that_is_done_with_a_result(city):
    project = a_project()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_project SET state = 4, done_at = '2020-08-01 00:00:00+00', result_link = '/leistungen/'"
        )
    assert fresh(project).sign == "done"
