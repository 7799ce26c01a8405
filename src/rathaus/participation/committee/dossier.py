"""The scores of an idea put together."""

from dataclasses import dataclass

from django.db.models import Avg

from rathaus.participation.committee.content import Criterion, rulebook
from rathaus.participation.committee.models import FeasibilityCheck, Nomination, Score
from rathaus.participation.ideas.finding import similar_to
from rathaus.participation.ideas.models import Idea


@dataclass(frozen=True)
class Line:
    """Average points for a criterion; None where nobody has scored yet."""

    criterion: Criterion
    average: float | None


@dataclass(frozen=True)
class Dossier:
    """All that lies before the committee about an idea."""

    nomination: Nomination
    check: FeasibilityCheck | None
    lines: list[Line]
    asked: int
    done: int
    similar: list[Idea]
    most: int

    @property
    def idea(self) -> Idea:
        return self.nomination.idea

    @property
    def total(self) -> float | None:
        """The weighted average; None until every criterion has points."""
        weighed = [line.average * line.criterion.weight for line in self.lines if line.average is not None]
        return sum(weighed) / 100 if len(weighed) == len(self.lines) else None


def dossier_of(idea: Idea) -> Dossier | None:
    """None if the idea was never nominated."""
    nomination = Nomination.objects.select_related("check_done", "idea").filter(idea=idea).first()
    if nomination is None:
        return None
    scores = Score.objects.filter(assignment__nomination=nomination).order_by()
    averages = dict(scores.values_list("criterion").annotate(average=Avg("points")))
    done_at = list(nomination.assignments.values_list("done_at", flat=True))
    return Dossier(
        nomination=nomination,
        check=getattr(nomination, "check_done", None),
        lines=[Line(criterion, averages.get(slug)) for slug, criterion in rulebook().criteria.items()],
        asked=len(done_at),
        done=sum(done is not None for done in done_at),
        similar=similar_to(f"{idea.title}\n{idea.text}", limit=3, exclude=idea.number),
        most=rulebook().most_points,
    )
