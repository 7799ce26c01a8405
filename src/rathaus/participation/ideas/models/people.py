"""What people do with an idea: support, follow, comment."""

from django.db import models

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models.idea import Idea


class Support(models.Model):
    """A person stands behind an idea; one each. It counts on without ``person`` when she has left."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="support_once_per_person")]


class Follow(models.Model):
    """A person wants to hear what becomes of an idea."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["idea", "person"], name="follow_once_per_person")]


class CommentQuerySet(models.QuerySet["Comment"]):
    def public(self) -> "CommentQuerySet":
        return self.filter(hidden_at=None)


class Comment(models.Model):
    """A comment, or a reply to one (one level deep); ``official`` speaks for the city."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies")
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    author_name = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=2000)
    once = models.UUIDField(null=True, unique=True)
    """Word of the form it was sent with: the same form sent again is the same comment."""
    at = models.DateTimeField()
    official = models.BooleanField(default=False)
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["idea", "parent", "at"], name="comment_by_idea")]
