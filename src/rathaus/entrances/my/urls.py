"""Addresses below ``/mein/``; a single case's page is ``portal.cases``'."""

from django.urls import path

from rathaus.entrances.my.views import (
    cases,
    consents,
    export,
    inbox,
    leaving,
    looks,
    overview,
    person,
    profile,
    settings,
)

app_name = "my"
urlpatterns = [
    path("", overview.show, name="overview"),
    path("vorgaenge/", cases.listing, name="cases"),
    path("postfach/", inbox.listing, name="inbox"),
    path("postfach/archiv/", inbox.archive, name="archive"),
    path("postfach/<uuid:thread_id>/", inbox.thread, name="thread"),
    path("postfach/<uuid:thread_id>/verlauf.pdf", inbox.transcript, name="transcript"),
    path("postfach/<uuid:thread_id>/archivieren/", inbox.put_away, name="put_away"),
    path("postfach/<uuid:thread_id>/zurueckholen/", inbox.bring_back, name="bring_back"),
    path("postfach/<uuid:thread_id>/<uuid:message_id>/oeffnen/", inbox.open_message, name="open_message"),
    path("postfach/<uuid:thread_id>/dateien/<uuid:file_id>/", inbox.file, name="file"),
    path("benachrichtigungen/", settings.show, name="notifications"),
    path("benachrichtigungen/geraet/", settings.allow, name="device_allow"),
    path("benachrichtigungen/geraet/<int:device>/entfernen/", settings.withdraw, name="device_withdraw"),
    path("benachrichtigungen/adresse-stimmt/", settings.trust, name="address_trust"),
    path("profil/", profile.show, name="profile"),
    path("daten/", person.show, name="data"),
    path("daten/einzeln/<slug:slug>/", person.held, name="held"),
    path("daten/mitnehmen/", export.show, name="export"),
    path("daten/mitnehmen/<uuid:export_id>/", export.fetch, name="export_file"),
    path("daten/einsicht/", looks.listing, name="looks"),
    path("daten/einsicht/<slug:reference>/", looks.of_case, name="looks_case"),
    path("daten/einwilligungen/", consents.listing, name="consents"),
    path("daten/einwilligungen/<slug:reference>/<slug:question>/", consents.withdraw, name="withdraw"),
    path("daten/berichtigen/<slug:reference>/", consents.correct, name="correct"),
    path("daten/loeschen/", leaving.show, name="leave"),
]
