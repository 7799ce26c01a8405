"""Two ideas that say the same become one, and can become two again."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.actions.moderating import Verb
from rathaus.participation.ideas.actions.telling import tell_author, tell_followers
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.change import Impossible, Stale, demand, moderated, named
from rathaus.participation.ideas.models import Comment, Follow, Idea, Merge, Report, Support, Visibility

LIVING = (Visibility.WAITING, Visibility.PUBLIC)
CHUNK = 1000
"""Rows in one statement: databases limit its parameters, and an idea may have any number of supporters."""


@transaction.atomic
def merge(duplicate: Idea, into: Idea, *, by: Person | str, seen: datetime | None = None) -> Merge:
    """``duplicate`` leads on to ``into``; supporters (each person once), comments, followers and author come along.

    Everyone is told. What was merged into ``duplicate`` before leads straight to ``into``. Who supports both keeps her
    row with the duplicate, so that ``unmerge`` finds it. ``seen`` is the ``changed_at`` of the duplicate that the
    moderator looked at. Raises PermissionDenied, Stale, Impossible.
    """
    demand(by)
    duplicate, into = _both(duplicate, into)
    if seen is not None and seen != duplicate.changed_at:
        raise Stale(duplicate)
    if duplicate.pk == into.pk:
        raise Impossible(_("Eine Idee kann nicht mit sich selbst zusammengeführt werden."))
    if into.visibility != Visibility.PUBLIC:
        raise Impossible(_("Zusammenführen geht nur in eine öffentliche Idee."))
    if duplicate.visibility not in LIVING:
        raise Impossible(_("Diese Idee ist verborgen, zurückgezogen oder schon zusammengeführt."))
    record = Merge.objects.create(
        duplicate=duplicate,
        into=into,
        by=by if isinstance(by, Person) else None,
        at=timezone.now(),
        moved=_carry_over(duplicate, into),
    )
    duplicate.visibility, duplicate.merged_into = Visibility.MERGED, into
    duplicate.checked_at = duplicate.checked_at or record.at
    _save(duplicate, into, Verb.MERGED, by)
    write_news(duplicate, "merged", number=into.number, other=into.title)
    write_news(into, "joined", number=duplicate.number, other=duplicate.title)
    if duplicate.author is None:
        tell_author(duplicate, "idea_merged")
    tell_followers(into, "idea_merged")
    return record


@transaction.atomic
def unmerge(record: Merge, *, by: Person | str) -> Merge:
    """As before ``merge``, but for what people changed since: who took her support back has not got it again.

    Answers to comments that move back go with them. Those of the idea that stands for itself again are told. Raises
    PermissionDenied, and Impossible if it is undone already or ``into`` was itself merged since.
    """
    demand(by)
    record = Merge.objects.select_for_update().get(pk=record.pk)
    duplicate, into = _both(record.duplicate, record.into)
    if record.undone_at:
        raise Impossible(_("Das ist schon rückgängig gemacht."))
    if into.visibility == Visibility.MERGED:
        raise Impossible(_("Die gemeinsame Idee ist selbst zusammengeführt. Trennen Sie zuerst diese."))
    _give_back(record.moved, duplicate, into)
    record.undone_at = timezone.now()
    record.save(update_fields=["undone_at"])
    duplicate.visibility, duplicate.merged_into = record.moved["visibility"], None
    if not record.moved["checked"]:
        duplicate.checked_at = None
    _save(duplicate, into, Verb.UNMERGED, by)
    write_news(duplicate, "unmerged", number=into.number, other=into.title)
    write_news(into, "unmerged", number=duplicate.number, other=duplicate.title)
    tell_followers(duplicate, "idea_unmerged")
    return record


def _both(one: Idea, other: Idea) -> tuple[Idea, Idea]:
    """Both as they stand, held; always locked in the same order, so that two moderators do not wait for each other."""
    rows = Idea.objects.select_for_update(of=("self",)).select_related("author", "key")
    held = {idea.pk: idea for idea in rows.filter(pk__in=[one.pk, other.pk]).order_by("pk")}
    return held[one.pk], held[other.pk]


def _carry_over(duplicate: Idea, into: Idea) -> dict[str, Any]:
    """Move what belongs to people; see ``Merge.moved``."""
    moved = {
        "visibility": duplicate.visibility,
        "checked": duplicate.checked_at is not None,
        "supports": _move(_theirs_alone(Support.objects.all(), duplicate, into), idea=into),
        "follows": _move(_theirs_alone(Follow.objects.all(), duplicate, into), idea=into),
        "comments": _move(Comment.objects.filter(idea=duplicate), idea=into),
        "merged": _move(duplicate.merged.all(), merged_into=into),
        "made": _let_author_follow(duplicate, into),
    }
    _reports_follow_comments(into)
    return moved


def _give_back(moved: dict[str, Any], duplicate: Idea, into: Idea) -> None:
    for pks in _chunks(moved["comments"]):
        Comment.objects.filter(idea=into, parent__in=pks).update(idea=duplicate)
    for name, rows in (("supports", Support), ("follows", Follow), ("comments", Comment)):
        for pks in _chunks(moved[name]):
            rows.objects.filter(idea=into, pk__in=pks).update(idea=duplicate)
    Idea.objects.filter(merged_into=into, pk__in=moved["merged"]).update(merged_into=duplicate)
    Follow.objects.filter(idea=into, pk__in=moved["made"]).delete()
    _reports_follow_comments(duplicate)


def _theirs_alone(rows: QuerySet[Any], duplicate: Idea, into: Idea) -> QuerySet[Any]:
    """Those of ``duplicate`` whose person has none at ``into``."""
    theirs = rows.filter(idea=into).exclude(person=None)
    return rows.filter(idea=duplicate).exclude(person__in=theirs.values("person"))


def _move(rows: QuerySet[Any], **to: Idea) -> list[int]:
    pks = list(rows.values_list("pk", flat=True))
    for some in _chunks(pks):
        rows.model._default_manager.filter(pk__in=some).update(**to)
    return pks


def _let_author_follow(duplicate: Idea, into: Idea) -> list[int]:
    """The author hears what becomes of her idea; the follow made for that, if it took one."""
    if duplicate.author is None or duplicate.author == into.author:
        return []
    follow, made = Follow.objects.get_or_create(idea=into, person=duplicate.author, defaults={"at": timezone.now()})
    return [follow.pk] if made else []


def _reports_follow_comments(idea: Idea) -> None:
    Report.objects.filter(comment__idea=idea).exclude(idea=idea).update(idea=idea)


def _save(duplicate: Idea, into: Idea, verb: Verb, by: Person | str) -> None:
    for idea, other in ((duplicate, into), (into, duplicate)):
        idea.supports = Support.objects.filter(idea=idea).count()
        idea.comments_count = idea.comments.public().count()
        moderated(idea, verb, by=by, reason=named(other))


def _chunks(pks: list[int]) -> Iterator[list[int]]:
    return (pks[start : start + CHUNK] for start in range(0, len(pks), CHUNK))
