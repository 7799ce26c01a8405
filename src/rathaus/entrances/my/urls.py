"""Addresses below ``/mein/``; a single case's page is ``portal.cases``'."""

from django.urls import path

from rathaus.entrances.my.views import cases, inbox, overview, person

app_name = "my"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("vorgaenge/", cases.listing, name="cases"),
    path("postfach/", inbox.listing, name="inbox"),
    path("postfach/<uuid:thread_id>/", inbox.thread, name="thread"),
    path("postfach/<uuid:thread_id>/<uuid:message_id>/oeffnen/", inbox.open_message, name="open_message"),
    path("postfach/<uuid:thread_id>/dateien/<uuid:file_id>/", inbox.file, name="file"),
    path("daten/", person.show, name="data"),
]
