from datetime import timedelta

from django.utils import timezone

from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.projects.figures import Numbers, funnel
from rathaus.participation.projects.figures.stages import ASKED, CHECK, DECIDED, DONE, UNDERWAY, WORKSHOP, stages
from rathaus.participation.projects.tests.town import accepted, an_idea

NOW = timezone.now()


def station(idea, state, days, **more):
    add_station(idea, state, by="system", decided_by="Team", at=NOW + timedelta(days=days), reason="So ist es", **more)


def test_every_state_of_the_city_has_its_place(city):
    assert stages() == {
        WORKSHOP: ("im-workshop",),
        CHECK: ("machbarkeit",),
        ASKED: ("lenkungskreis",),
        DECIDED: ("hohe-prioritaet", "weiterverfolgt", "zurueckgestellt", "nicht-weiterverfolgt"),
        UNDERWAY: ("wird-umgesetzt",),
        DONE: ("umgesetzt",),
    }


def test_nothing_counts_as_nothing(db):
    assert (funnel().total, funnel().by_field(), funnel().waits_by_stage()) == (Numbers(), {}, [])


def test_ideas_are_counted_once_however_often_they_were_decided(city):
    first = accepted(an_idea("Konto", series="2018"), "weiterverfolgt")
    station(first, "hohe-prioritaet", 1)
    station(first, "hohe-prioritaet", 2)
    accepted(an_idea("Radweg", field="mobilitaet", series="2018"), "weiterverfolgt")
    an_idea("Baum", field="wohnen", is_example=True)
    found = funnel()
    assert found.total == Numbers(3, 2, 1, 1)
    assert found.by_field()["mobilitaet"] == Numbers(1, 1, 0)
    assert found.only(series="2018").total == Numbers(2, 2, 1)
    assert found.series == ["2018"]


def test_what_was_accepted_once_stays_counted_when_it_is_carried_out_or_given_up(city):
    done, dropped = accepted(), accepted(an_idea("Zweite"))
    station(done, "wird-umgesetzt", 1)
    station(done, "umgesetzt", 2)
    station(dropped, "nicht-weiterverfolgt", 3)
    assert funnel().total == Numbers(2, 2, 2)


def test_only_public_ideas_count(city):
    hidden = accepted()
    Idea.objects.filter(pk=hidden.pk).update(visibility=Visibility.HIDDEN)
    assert funnel().total == Numbers()


def test_years_are_those_of_the_city_and_not_of_greenwich(city):
    old, older, new = accepted(an_idea("A")), an_idea("B"), an_idea("C")
    zone = timezone.get_current_timezone()
    for idea, moment in (
        (old, timezone.datetime(2019, 1, 1, 0, 30, tzinfo=zone)),
        (older, timezone.datetime(2018, 12, 31, 23, 30, tzinfo=zone)),
        (new, timezone.datetime(2026, 6, 1, tzinfo=zone)),
    ):
        Idea.objects.filter(pk=idea.pk).update(sent_at=moment)
    found = funnel()
    assert found.years == [2018, 2019, 2026]
    assert found.only(year=2019).total == Numbers(1, 1, 1)
    assert found.only(year=2018).total == Numbers(1, 0, 0)
    assert found.only(year=2017).total == Numbers()


def test_days_are_counted_from_stage_to_stage_and_repetitions_add_none(city):
    idea, other = an_idea(), an_idea("Zweite", field="wohnen")
    station(idea, "geprueft", 1)
    station(idea, "im-workshop", 10)
    station(idea, "im-workshop", 12)
    station(idea, "lenkungskreis", 30)
    station(idea, "hohe-prioritaet", 140)
    station(other, "im-workshop", 20)
    station(other, "nicht-weiterverfolgt", 30)
    waits = {wait.stage: (wait.count, wait.average) for wait in funnel().waits_by_stage()}
    assert waits == {WORKSHOP: (2, 15), ASKED: (1, 20), DECIDED: (2, 60)}
    assert {wait.stage: wait.average for wait in funnel().only(field="wohnen").waits} == {WORKSHOP: 20, DECIDED: 10}


def test_counting_takes_four_queries_however_many_there_are(city, django_assert_num_queries):
    for number in range(5):
        accepted(an_idea(f"Idee {number}"))
    with django_assert_num_queries(4):
        assert funnel().total.ideas == 5
