"""What the team does with an idea: who may, what changes, what is recorded, who hears of it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.design.kept import current_version
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.wording import write
from rathaus.participation.ideas.actions import (
    NewIdea,
    Wording,
    answer,
    answer_appeal,
    check,
    edit,
    hide,
    hide_comment,
    settle_report,
    show,
    show_comment,
    split,
    write_down,
)
from rathaus.participation.ideas.change import Impossible, Stale
from rathaus.participation.ideas.models import Appeal, Comment, Follow, Idea, Moderation, Origin, Report, Visibility
from rathaus.participation.ideas.tests.moderation import set_city
from rathaus.participation.ideas.tests.sent import TEXT, sent

__all__ = ["set_city"]
pytestmark = pytest.mark.django_db

RunTasks = Callable[[], int]


def told() -> list[tuple[str, str]]:
    """Who was written to, and the kind of mail."""
    return sorted(Mail.objects.values_list("to", "kind"))


def last_record() -> tuple[str, str, str]:
    return Entry.objects.order_by("-number").values_list("verb", "subject", "actor")[0]


def commented(idea: Idea, by: Person, text: str = "Gute Idee.") -> Comment:
    comment: Comment = idea.comments.create(author=by, author_name=by.name, text=text, at=timezone.now())
    Idea.objects.filter(pk=idea.pk).update(comments_count=idea.comments.public().count())
    return comment


def test_checking_a_waiting_idea_makes_it_public_records_it_and_tells_the_author(lena: Person) -> None:
    idea = sent(contact="gast@example.org", origin=Origin.MAIL, checked=False)
    before = current_version()
    check(idea, by=lena)
    idea.refresh_from_db()
    assert idea.is_public
    assert idea.checked_at
    assert idea.published_at
    assert idea.moderations.get().verb == Moderation.Verb.PUBLISHED
    assert last_record() == ("idea.published", f"idea:{idea.number}", f"person:{lena.pk}")
    assert told() == [("gast@example.org", "idea_public")]
    assert current_version() > before


def test_checking_an_idea_that_is_public_already_tells_nobody_and_once_is_enough(lena: Person, anna: Person) -> None:
    idea = sent(by=anna, checked=False)
    check(idea, by=lena)
    check(idea, by=lena)
    assert [line.verb for line in idea.moderations.all()] == [Moderation.Verb.CHECKED]
    assert told() == []


@pytest.mark.parametrize(("publish", "visibility"), [("before", Visibility.PUBLIC), ("after", Visibility.WAITING)])
def test_the_city_says_whether_an_idea_is_public_before_or_after_it_was_checked(
    publish: str, visibility: str, city: None, set_city: Callable[..., None], lena: Person
) -> None:
    set_city(publish=publish)
    idea = sent(checked=False)
    assert idea.visibility == visibility
    assert idea in Idea.objects.unchecked()
    check(idea, by=lena)
    assert Idea.objects.public().filter(pk=idea.pk).exists()
    assert idea not in Idea.objects.unchecked()


def test_a_hidden_idea_is_gone_for_others_but_not_for_author_and_team_and_the_reason_stays(
    lena: Person, anna: Person, bernd: Person
) -> None:
    idea = sent(by=anna)
    hide(idea, "Nennt einen Nachbarn beim Namen.", by=lena)
    assert idea not in Idea.objects.visible_to(bernd)
    assert idea in Idea.objects.visible_to(anna)
    assert idea in Idea.objects.visible_to(lena)
    assert idea.moderations.get().reason == "Nennt einen Nachbarn beim Namen."
    assert Entry.objects.filter(verb="idea.hidden", actor=f"person:{lena.pk}").exists()
    assert told() == [(anna.email, "idea_hidden")]


def test_hiding_takes_a_reason(lena: Person) -> None:
    with pytest.raises(Impossible):
        hide(sent(), " \n", by=lena)


def test_a_hidden_idea_is_shown_again_but_no_other(lena: Person, anna: Person) -> None:
    idea = sent(by=anna)
    with pytest.raises(Impossible):
        show(idea, by=lena)
    hide(idea, "Grund", by=lena)
    show(idea, by=lena)
    idea.refresh_from_db()
    assert idea.is_public
    assert (anna.email, "idea_public") in told()


def test_a_withdrawn_idea_is_neither_checked_nor_hidden(lena: Person) -> None:
    idea = sent()
    Idea.objects.filter(pk=idea.pk).update(visibility=Visibility.WITHDRAWN)
    for attempt in (lambda: check(idea, by=lena), lambda: hide(idea, "Grund", by=lena)):
        with pytest.raises(Impossible):
            attempt()


def test_an_edit_changes_the_wording_and_the_log_keeps_what_was_there(lena: Person, anna: Person) -> None:
    idea = sent(by=anna, further_fields=("wohnen",))
    edit(idea, Wording("Mehr Fahrradständer", "Klarer gesagt.", "wohnen"), "Verständlicher", by=lena)
    idea.refresh_from_db()
    assert (idea.text, idea.field, idea.further_fields) == ("Klarer gesagt.", "wohnen", [])
    line = idea.moderations.get()
    assert (line.reason, line.before) == ("Verständlicher", {"text": TEXT, "field": "mobilitaet"})
    assert told() == [(anna.email, "idea_edited")]
    assert "Klarer" not in str(Entry.objects.order_by("-number").values("verb", "subject", "detail")[0])


def test_what_named_a_person_is_forgotten_and_an_edit_without_a_change_is_none(lena: Person) -> None:
    idea = sent()
    edit(idea, Wording(idea.title, "Ohne den Namen.", idea.field), "Name entfernt", by=lena, forget=True)
    edit(idea, Wording(idea.title, "Ohne den Namen.", idea.field), "Noch einmal", by=lena)
    assert [line.before for line in idea.moderations.all()] == [{}]


def test_the_official_answer_is_pinned_and_keeps_the_promise(
    lena: Person, anna: Person, bernd: Person, run_tasks: RunTasks
) -> None:
    idea = sent(by=anna)
    Follow.objects.create(idea=idea, person=bernd, at=timezone.now())
    answer(idea, "Wir bauen 80 Plätze.", by=lena)
    idea.refresh_from_db()
    first = idea.answered_at
    assert (idea.answer, idea.answer_by) == ("Wir bauen 80 Plätze.", "Team Smart City")
    assert idea not in Idea.objects.unanswered()
    answer(idea, "Wir bauen 90 Plätze.", by=lena, signed="Amt für Mobilität")
    idea.refresh_from_db()
    assert (idea.answer_by, idea.answered_at) == ("Amt für Mobilität", first)
    run_tasks()
    assert set(told()) == {(anna.email, "idea_answer"), (bernd.email, "idea_answer")}


def test_who_looked_at_an_older_page_is_told_so(lena: Person, konrad: Person) -> None:
    idea = sent()
    seen = idea.changed_at
    answer(idea, "Eine Antwort.", by=konrad, seen=seen)
    with pytest.raises(Stale):
        hide(idea, "Grund", by=lena, seen=seen)
    with pytest.raises(Stale):
        answer(idea, "Eine andere Antwort.", by=lena, seen=seen)


def test_a_hidden_comment_is_not_counted_and_its_author_hears_of_it(lena: Person, anna: Person, bernd: Person) -> None:
    idea = sent(by=anna)
    comment = commented(idea, bernd)
    hide_comment(comment, "Beleidigend", by=lena)
    comment.refresh_from_db()
    idea.refresh_from_db()
    assert (comment.hidden_reason, idea.comments_count) == ("Beleidigend", 0)
    assert idea.moderations.get().comment == comment
    assert told() == [(bernd.email, "comment_hidden")]
    show_comment(comment, by=lena)
    idea.refresh_from_db()
    assert idea.comments_count == 1


def test_a_report_is_settled_once_and_who_reported_is_told(lena: Person, anna: Person) -> None:
    idea = sent()
    report = Report.objects.create(idea=idea, reason="Werbung", by=anna, at=timezone.now())
    settle_report(report, justified=False, by=lena)
    settle_report(report, justified=True, by=lena)
    report.refresh_from_db()
    assert (report.justified, report.settled_by) == (False, lena)
    assert not Report.objects.open().exists()
    assert told() == [(anna.email, "report_settled")]
    assert last_record()[0] == "idea.settled"


@pytest.mark.parametrize(("granted", "visibility"), [(True, Visibility.PUBLIC), (False, Visibility.HIDDEN)])
def test_an_appeal_is_answered_in_words_and_if_granted_the_idea_is_back(
    granted: bool, visibility: str, lena: Person, konrad: Person, anna: Person
) -> None:
    idea = hide(sent(by=anna), "Grund", by=lena)
    appeal = Appeal.objects.create(idea=idea, text="Das stimmt nicht.", at=timezone.now())
    answer_appeal(appeal, "Wir haben noch einmal gelesen.", granted=granted, by=konrad)
    idea.refresh_from_db()
    appeal.refresh_from_db()
    assert idea.visibility == visibility
    assert (appeal.granted, appeal.answered_by) == (granted, konrad)
    assert (anna.email, "idea_appeal") in told()
    with pytest.raises(Impossible):
        answer_appeal(appeal, "Noch einmal.", granted=True, by=konrad)


def test_an_appeal_is_not_answered_without_words(lena: Person) -> None:
    appeal = Appeal.objects.create(idea=sent(), text="Warum?", at=timezone.now())
    with pytest.raises(Impossible):
        answer_appeal(appeal, " ", granted=False, by=lena)


def test_two_thoughts_become_two_ideas_that_know_each_other(
    lena: Person, anna: Person, bernd: Person, run_tasks: RunTasks
) -> None:
    idea = sent(by=anna, shown_as="name", author_name="Anna Kowalski")
    Follow.objects.create(idea=idea, person=bernd, at=timezone.now())
    second = split(idea, "Nur die Ständer.", "Mehr Bänke", "Und Bänke fehlen.", "infrastruktur", by=lena)
    idea.refresh_from_db()
    second.refresh_from_db()
    assert (idea.text, second.text, second.number) == ("Nur die Ständer.", "Und Bänke fehlen.", idea.number + 1)
    assert (second.author, second.author_name, second.split_from) == (anna, "Anna Kowalski", idea)
    assert second.answer_due_on == idea.answer_due_on
    assert second.is_public
    assert idea.moderations.get().reason == f"Idee {second.number}"
    assert Follow.objects.get(person=bernd).idea == idea
    run_tasks()
    assert set(told()) == {(anna.email, "idea_split"), (bernd.email, "idea_split")}


def test_a_guests_second_idea_reaches_her_too(lena: Person) -> None:
    second = split(sent(contact="gast@example.org"), "Eins", "Zwei", "Der zweite", "wohnen", by=lena)
    assert second.contact == "gast@example.org"


def test_an_idea_told_on_the_phone_is_public_and_belongs_to_who_told_it(lena: Person) -> None:
    told_on_phone = NewIdea("Mehr Bänke", "Am Rhein fehlen Bänke.", "infrastruktur", origin=Origin.PHONE)
    idea = write_down(told_on_phone, by=lena).idea
    assert (idea.author, idea.visibility, idea.get_origin_display()) == (None, Visibility.PUBLIC, "am Telefon")
    assert last_record() == ("idea.published", f"idea:{idea.number}", f"person:{lena.pk}")


def test_nobody_outside_the_team_can_do_any_of_it(anna: Person, clara: Person) -> None:
    idea = sent(by=anna)
    comment = commented(idea, anna)
    report = Report.objects.create(idea=idea, reason="Werbung", at=timezone.now())
    appeal = Appeal.objects.create(idea=idea, text="Warum?", at=timezone.now())
    wording = Wording("Titel", "Text", "wohnen")
    for by in (anna, clara):
        for attempt in (
            lambda: check(idea, by=by),  # noqa: B023
            lambda: hide(idea, "Grund", by=by),  # noqa: B023
            lambda: show(idea, by=by),  # noqa: B023
            lambda: edit(idea, wording, "Grund", by=by),  # noqa: B023
            lambda: answer(idea, "Antwort", by=by),  # noqa: B023
            lambda: hide_comment(comment, "Grund", by=by),  # noqa: B023
            lambda: show_comment(comment, by=by),  # noqa: B023
            lambda: settle_report(report, justified=True, by=by),  # noqa: B023
            lambda: answer_appeal(appeal, "Nein", granted=False, by=by),  # noqa: B023
            lambda: split(idea, "a", "b", "c", "wohnen", by=by),  # noqa: B023
            lambda: write_down(NewIdea("t", "x", "wohnen"), by=by),  # noqa: B023
        ):
            with pytest.raises(PermissionDenied):
                attempt()
    assert not Moderation.objects.exists()


def test_the_mails_say_nothing_of_the_idea(lena: Person, anna: Person) -> None:
    hide(sent(title="Geheimer Titel", by=anna), "Der Grund", by=lena)
    mail = write(Mail.objects.get())
    assert "Geheim" not in mail.subject + mail.text
    assert "Der Grund" not in mail.subject + mail.text


def test_a_late_answer_is_overdue_and_an_early_one_is_not(lena: Person) -> None:
    idea = sent()
    late = idea.answer_due_on + timedelta(days=1)
    assert idea in Idea.objects.overdue(late)
    assert idea not in Idea.objects.overdue(idea.answer_due_on)
    answer(idea, "Danke.", by=lena)
    assert idea not in Idea.objects.overdue(late)
