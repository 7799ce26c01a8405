"""What ideas are found by: which stem stands in which idea, and which field it belongs to."""

from django.db import models

from rathaus.participation.ideas.models.idea import Idea


class Term(models.Model):
    """A stem, a field, or a mark that only equal texts share; ``ideas`` counts those that have it."""

    stem = models.CharField(max_length=60, unique=True)
    ideas = models.PositiveIntegerField(default=0)


class Posting(models.Model):
    """An idea has a term. No row of its own number: the pair is the key, and the list of a term is read from it.

    The database checks no references: a hundred rows for each idea cost more than all else of sending it, and what is
    here can be made again from the ideas.
    """

    pk = models.CompositePrimaryKey("term_id", "idea_id")
    term = models.ForeignKey(Term, on_delete=models.CASCADE, db_index=False, db_constraint=False, related_name="+")
    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, db_constraint=False, related_name="+")
