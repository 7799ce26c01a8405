"""Two ideas become one, and two again: nobody is lost, nobody counts twice, everyone hears of it."""

from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.notifications.models import Mail
from rathaus.participation.ideas.actions import merge, support, take_back_support, unmerge
from rathaus.participation.ideas.actions import merging as module
from rathaus.participation.ideas.change import Impossible, Stale
from rathaus.participation.ideas.models import Comment, Follow, Idea, Merge, Report, Support, Visibility
from rathaus.participation.ideas.tests.sent import sent

pytestmark = pytest.mark.django_db

RunTasks = Callable[[], int]


@pytest.fixture
def kept(anna: Person) -> Idea:
    return sent("Mehr Fahrradständer", by=anna)


@pytest.fixture
def duplicate(bernd: Person) -> Idea:
    return sent("Fahrradständer am Bahnhof", by=bernd)


def supporters(idea: Idea) -> set[str]:
    return set(Support.objects.filter(idea=idea).values_list("person__email", flat=True))


def followers(idea: Idea) -> set[str]:
    return set(Follow.objects.filter(idea=idea).values_list("person__email", flat=True))


def say(idea: Idea, text: str, parent: Comment | None = None) -> Comment:
    comment: Comment = idea.comments.create(text=text, at=timezone.now(), parent=parent)
    Idea.objects.filter(pk=idea.pk).update(comments_count=idea.comments.count())
    return comment


def as_rows(*ideas: Idea) -> list[object]:
    """All of it that people can see, to compare before and after."""
    return [
        [
            (
                *Idea.objects.filter(pk=idea.pk).values_list("visibility", "merged_into", "supports", "comments_count")[
                    0
                ],
            ),
            supporters(idea),
            followers(idea),
            [(c.pk, c.parent_id) for c in idea.comments.all()],
        ]
        for idea in ideas
    ]


def test_supporters_come_along_each_once(
    kept: Idea, duplicate: Idea, lena: Person, anna: Person, bernd: Person, emil: Person
) -> None:
    for idea, person in ((kept, anna), (kept, emil), (duplicate, emil), (duplicate, bernd)):
        support(idea, by=person)
    merge(duplicate, kept, by=lena)
    kept.refresh_from_db()
    assert supporters(kept) == {anna.email, bernd.email, emil.email}
    assert kept.supports == 3


def test_comments_replies_and_reports_on_them_come_along(kept: Idea, duplicate: Idea, lena: Person) -> None:
    first = say(duplicate, "Gute Idee")
    reply = say(duplicate, "Finde ich auch", parent=first)
    report = Report.objects.create(idea=duplicate, comment=reply, reason="Werbung", at=timezone.now())
    of_the_idea = Report.objects.create(idea=duplicate, reason="Doppelt", at=timezone.now())
    merge(duplicate, kept, by=lena)
    kept.refresh_from_db()
    report.refresh_from_db()
    of_the_idea.refresh_from_db()
    assert list(kept.comments.all()) == [first, reply]
    assert (kept.comments_count, report.idea, of_the_idea.idea) == (2, kept, duplicate)


def test_the_author_follows_and_the_origin_stays_visible(
    kept: Idea, duplicate: Idea, lena: Person, bernd: Person
) -> None:
    merge(duplicate, kept, by=lena)
    duplicate.refresh_from_db()
    assert followers(kept) == {bernd.email}
    assert (duplicate.visibility, duplicate.merged_into) == (Visibility.MERGED, kept)
    assert list(kept.merged.all()) == [duplicate]
    assert duplicate in Idea.objects.visible_to(bernd)
    assert kept.moderations.get().reason == f"Idee {duplicate.number}"
    assert duplicate.moderations.get().reason == f"Idee {kept.number}"
    recorded = Entry.objects.filter(verb="idea.merged").values_list("subject", flat=True)
    assert set(recorded) == {f"idea:{kept.number}", f"idea:{duplicate.number}"}


def test_everyone_is_told_once_with_or_without_an_account(
    kept: Idea, lena: Person, anna: Person, bernd: Person, run_tasks: RunTasks
) -> None:
    duplicate = sent(contact="gast@example.org")
    support(duplicate, by=bernd)
    merge(duplicate, kept, by=lena)
    run_tasks()
    told = Mail.objects.filter(kind="idea_merged").values_list("to", flat=True)
    assert {anna.email, bernd.email, "gast@example.org"} == set(told)
    assert list(told).count(anna.email) == 1


def test_a_guest_whose_idea_was_merged_hears_what_becomes_of_the_common_one(lena: Person, run_tasks: RunTasks) -> None:
    kept, duplicate = sent(), sent(contact="gast@example.org")
    merge(duplicate, kept, by=lena)
    module.tell_followers(kept)
    run_tasks()
    assert Mail.objects.filter(to="gast@example.org", kind="idea").exists()


def test_undone_all_is_as_before(
    kept: Idea, duplicate: Idea, lena: Person, anna: Person, bernd: Person, emil: Person, run_tasks: RunTasks
) -> None:
    for idea, person in ((kept, anna), (kept, emil), (duplicate, emil), (duplicate, bernd)):
        support(idea, by=person)
        Follow.objects.create(idea=idea, person=person, at=timezone.now())
    first = say(duplicate, "Gute Idee")
    say(duplicate, "Finde ich auch", parent=first)
    say(kept, "Ja")
    before = as_rows(kept, duplicate)
    record = merge(duplicate, kept, by=lena)
    assert as_rows(kept, duplicate) != before
    unmerge(record, by=lena)
    assert as_rows(kept, duplicate) == before
    run_tasks()
    assert {m.to for m in Mail.objects.filter(kind="idea_unmerged")} == {bernd.email, emil.email}


def test_what_people_did_meanwhile_stays_done(
    kept: Idea, duplicate: Idea, lena: Person, anna: Person, bernd: Person, emil: Person
) -> None:
    support(duplicate, by=bernd)
    support(duplicate, by=emil)
    comment = say(duplicate, "Gute Idee")
    record = merge(duplicate, kept, by=lena)
    take_back_support(kept, by=bernd)
    support(kept, by=anna)
    answered_there = say(kept, "Antwort auf einen, der umgezogen ist", parent=comment)
    new_there = say(kept, "Neu")
    unmerge(record, by=lena)
    kept.refresh_from_db()
    duplicate.refresh_from_db()
    assert (supporters(duplicate), supporters(kept)) == ({emil.email}, {anna.email})
    assert (duplicate.supports, kept.supports) == (1, 1)
    assert list(duplicate.comments.all()) == [comment, answered_there]
    assert list(kept.comments.all()) == [new_there]


def test_a_waiting_duplicate_waits_again_after_undoing(kept: Idea, lena: Person) -> None:
    waiting = sent(origin="mail", checked=False)
    record = merge(waiting, kept, by=lena)
    assert waiting not in Idea.objects.unchecked()
    unmerge(record, by=lena)
    assert waiting in Idea.objects.unchecked()


def test_a_chain_leads_straight_to_its_end_and_is_undone_from_there(
    kept: Idea, duplicate: Idea, lena: Person, bernd: Person, emil: Person
) -> None:
    last = sent("Fahrradparkhaus")
    support(duplicate, by=emil)
    one = merge(duplicate, kept, by=lena)
    before = as_rows(duplicate, kept, last)
    two = merge(kept, last, by=lena)
    duplicate.refresh_from_db()
    assert duplicate.merged_into == last
    assert supporters(last) == {emil.email}
    with pytest.raises(Impossible):
        unmerge(one, by=lena)
    unmerge(two, by=lena)
    assert as_rows(duplicate, kept, last) == before
    unmerge(one, by=lena)
    duplicate.refresh_from_db()
    assert (duplicate.is_public, supporters(duplicate)) == (True, {emil.email})


def test_no_circle_no_idea_into_itself_none_twice_none_into_what_is_not_public(
    kept: Idea, duplicate: Idea, lena: Person
) -> None:
    record = merge(duplicate, kept, by=lena)
    waiting = sent(origin="mail", checked=False)
    for one, other in ((kept, duplicate), (kept, kept), (duplicate, kept), (kept, waiting)):
        with pytest.raises(Impossible):
            merge(one, other, by=lena)
    unmerge(record, by=lena)
    with pytest.raises(Impossible):
        unmerge(record, by=lena)
    merge(duplicate, kept, by=lena)
    assert Merge.objects.filter(duplicate=duplicate).count() == 2


def test_a_page_that_is_out_of_date_merges_nothing(kept: Idea, duplicate: Idea, lena: Person) -> None:
    seen = duplicate.changed_at
    Idea.objects.filter(pk=duplicate.pk).update(changed_at=timezone.now())
    with pytest.raises(Stale):
        merge(duplicate, kept, by=lena, seen=seen)


def test_only_the_team_merges_and_undoes(
    kept: Idea, duplicate: Idea, lena: Person, anna: Person, clara: Person
) -> None:
    record = merge(duplicate, kept, by=lena)
    for by in (anna, clara):
        with pytest.raises(PermissionDenied):
            unmerge(record, by=by)
        with pytest.raises(PermissionDenied):
            merge(kept, sent(), by=by)


def test_thousands_of_supporters_fit(
    kept: Idea, duplicate: Idea, lena: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "CHUNK", 2)
    people = [Person.objects.create(email=f"p{n}@example.org", name=f"P {n}") for n in range(5)]
    for person in people:
        support(duplicate, by=person)
    record = merge(duplicate, kept, by=lena)
    assert len(supporters(kept)) == 5
    unmerge(record, by=lena)
    assert len(supporters(duplicate)) == 5
