"""The chain of audit entries and its head."""

import hashlib
import json

from django.db import models


class Head(models.Model):
    """The one row that says how long the chain is and how it ends; locking it puts writers in line."""

    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)


class Entry(models.Model):
    """One line: immutable, chained to the line before by its digest."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=120, db_index=True)
    detail = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]

    def digest_after(self, previous: str) -> str:
        """The digest this line must have if the line before ends in ``previous``."""
        content = [previous, self.number, self.at.isoformat(), self.actor, self.verb, self.subject, self.detail]
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
