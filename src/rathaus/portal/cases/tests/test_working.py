from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.actions import reply
from rathaus.portal.cases import actions, deadlines
from rathaus.portal.cases.change import Stale
from rathaus.portal.cases.models import Case

TODAY = timezone.localdate()


def ask(case, by, days=14, **more):
    return actions.ask(case, "Bitte den Nachweis.", timezone.localdate() + timedelta(days=days), by=by, **more)


def answer(case, kind="answer"):
    return reply(case.thread, kind, "Hier ist er.", [], by=case.application.person, signature="Anna", once="1")


def test_a_clerk_takes_a_new_case_and_the_citizen_sees_it_processing(case, clara):
    taken = actions.take(case, by=clara)
    assert (taken.state, taken.assigned_to, taken.public_state) == ("work", clara, "PROCESSING")
    assert taken.assignments.get(ended_at=None).person == clara


def test_a_case_that_somebody_has_cannot_be_taken(claras, doris):
    with pytest.raises(PermissionDenied):
        actions.take(claras, by=doris)


def test_another_office_can_do_nothing(case, ivo, anna):
    for person in (ivo, anna):
        for act in (actions.take, actions.release, actions.withdraw, actions.close):
            with pytest.raises(PermissionDenied):
                act(case, by=person)
        with pytest.raises(PermissionDenied):
            actions.note(case, "Hallo", by=person)


def test_nobody_works_on_her_own_application(apply, clara, doris):
    own = apply(clara, given="Clara", family="Weiß")
    with pytest.raises(PermissionDenied):
        actions.take(own, by=clara)
    assert own not in Case.objects.visible_at_desk(clara.pk, TODAY)
    assert own in Case.objects.visible_at_desk(doris.pk, TODAY)
    with pytest.raises(PermissionDenied):
        actions.assign(own, clara, by=doris)


def test_the_head_assigns_and_a_clerk_passes_on_what_is_hers(case, clara, doris):
    assigned = actions.assign(case, clara, by=doris)
    assert assigned.assigned_to == clara
    passed = actions.assign(assigned, doris, by=clara)
    assert passed.assigned_to == doris
    assert list(passed.assignments.values_list("person__name", "by__name")) == [
        ("Clara Weiß", "Doris Brandt"),
        ("Doris Brandt", "Clara Weiß"),
    ]
    with pytest.raises(PermissionDenied):
        actions.assign(passed, clara, by=clara)


def test_a_case_is_not_given_to_another_office(case, doris, ivo):
    with pytest.raises(PermissionDenied):
        actions.assign(case, ivo, by=doris)


def test_a_released_case_stays_in_work_and_may_be_taken_by_anyone(claras, clara, doris):
    released = actions.release(claras, by=clara)
    assert (released.state, released.assigned_to) == ("work", None)
    assert actions.take(released, by=doris).assigned_to == doris


def test_a_question_stops_the_clock_and_goes_into_the_inbox(claras, clara):
    enquiry = ask(claras, clara)
    claras.refresh_from_db()
    assert (claras.state, claras.paused_on, claras.public_state) == ("waiting", TODAY, "ACTION_REQUIRED")
    assert claras.todo == enquiry
    assert enquiry.message.body == "Bitte den Nachweis."
    assert enquiry.message.kind == "question"


def test_the_answer_lets_the_clock_run_again_by_the_days_it_stood_still(claras, clara):
    ask(claras, clara)
    paused = TODAY - timedelta(days=9)
    Case.objects.filter(pk=claras.pk).update(paused_on=paused)
    before = claras.due_on
    answer(claras)
    claras.refresh_from_db()
    assert (claras.state, claras.paused_on, claras.todo) == ("work", None, None)
    assert claras.due_on == deadlines.after_pause(before, paused, TODAY) >= before + timedelta(days=9)


def test_a_message_that_was_not_asked_for_changes_no_state(claras):
    answer(claras, kind="text")
    claras.refresh_from_db()
    assert claras.state == "work"
    assert claras.happenings.last().verb == "received"


def test_a_waiting_case_is_never_overdue(claras, clara):
    Case.objects.filter(pk=claras.pk).update(due_on=TODAY - timedelta(days=3))
    assert Case.objects.overdue(TODAY).count() == 1
    ask(claras, clara)
    claras.refresh_from_db()
    assert not claras.is_overdue
    assert Case.objects.overdue(TODAY).count() == 0


def test_a_reminder_moves_the_deadline(claras, clara):
    ask(claras, clara, days=1)
    later = TODAY + timedelta(days=20)
    enquiry = actions.remind(claras, later, by=clara)
    assert (enquiry.deadline, enquiry.reminded_at is not None) == (later, True)


def test_a_withdrawn_question_gives_the_case_back_to_the_clerk(claras, clara):
    ask(claras, clara)
    assert actions.withdraw(claras, by=clara).state == "work"
    assert claras.todo is None


def test_the_second_of_two_clerks_is_stopped_and_told_what_happened(claras, clara):
    seen = claras.revision
    actions.note(claras, "Hat angerufen.", by=clara)
    with pytest.raises(Stale) as stale:
        ask(claras, clara, seen=seen)
    assert [line.verb for line in stale.value.since] == ["noted"]
    claras.refresh_from_db()
    assert claras.state == "work"


def test_closing_without_a_decision_tells_the_citizen_why(claras, clara):
    closed = actions.close(claras, "Sie haben den Antrag zurückgezogen.", by=clara)
    assert (closed.state, closed.public_state) == ("closed", "COMPLETED")
    assert closed.thread.messages.last().body == "Sie haben den Antrag zurückgezogen."


def test_head_or_same_clerk_take_a_finished_case_up_again(claras, clara, doris, ivo):
    for by in (clara, doris):
        closed = actions.close(claras, "Zurückgezogen.", by=clara)
        with pytest.raises(PermissionDenied):
            actions.reopen(closed, "Doch nicht.", by=ivo)
        opened = actions.reopen(closed, "Doch nicht.", by=by)
        assert (opened.state, opened.finished_at, opened.notes.last().text) == ("work", None, "Doch nicht.")


def test_every_change_is_recorded_without_anything_personal(claras, clara):
    ask(claras, clara)
    lines = Entry.objects.filter(subject=f"case:{claras.reference}")
    assert [(line.verb, line.actor) for line in lines] == [
        ("case.opened", f"person:{claras.application.person_id}"),
        ("case.taken", f"person:{clara.pk}"),
        ("case.asked", f"person:{clara.pk}"),
    ]
    assert "Nachweis" not in str([line.detail for line in lines])
