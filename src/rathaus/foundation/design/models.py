"""The version of everything public: raised by an edit, so that kept pages are made anew."""

from django.db import models


class ContentVersion(models.Model):
    """A few rows, so that not all who edit wait for the same one; the sum of their numbers is the version."""

    number = models.PositiveBigIntegerField(default=1)
