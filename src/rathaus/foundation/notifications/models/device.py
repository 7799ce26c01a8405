"""Browsers that show a hint (Web Push, RFC 8030)."""

from django.db import models

from rathaus.foundation.accounts.models import Person


class Device(models.Model):
    """A browser in which she allowed hints: where its push service is, and the keys that only it can open with."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    endpoint = models.TextField()
    """An address of a push service; whoever knows it and our key can send hints there."""
    endpoint_index = models.CharField(max_length=64, unique=True)
    p256dh = models.CharField(max_length=100)
    auth = models.CharField(max_length=40)
    name = models.CharField(max_length=60)
    """``Firefox auf Windows``: what she knows it by."""
    created_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
