"""The version of everything public: raised by an edit, so that kept pages are made anew."""

from django.db import models


class ContentVersion(models.Model):
    """One row; its number is part of the name under which pages are kept."""

    number = models.PositiveBigIntegerField(default=1)
