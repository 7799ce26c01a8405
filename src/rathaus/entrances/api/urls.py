"""The API's addresses."""

from django.urls import path

from rathaus.entrances.api import applying, finding, ideas, participation
from rathaus.entrances.api.door import api

# Endpoints register when their files are read.
__all__ = ["applying", "finding", "ideas", "participation", "urlpatterns"]

urlpatterns = [path("", api.urls)]
