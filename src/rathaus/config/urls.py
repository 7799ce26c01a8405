"""Every address of the house; each module brings its own."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    # The longest way of all leads through the second, votes come by thousands: they are looked through first.
    path("ideen/", include("rathaus.participation.ideas.urls")),
    path("", include("rathaus.portal.applications.urls")),
    path("", include("rathaus.entrances.website.urls")),
    path("", include("rathaus.portal.catalogue.urls")),
    path("", include("rathaus.portal.cases.urls")),
    path("workshops/", include("rathaus.participation.workshops.urls")),
    path("raum/", include("rathaus.participation.rooms.urls")),
    path("lenkungskreis/", include("rathaus.participation.committee.urls")),
    path("projekte/", include("rathaus.participation.projects.urls")),
    path("mitmachen/", include("rathaus.entrances.participation.urls")),
    path("konto/", include("rathaus.foundation.accounts.urls")),
    path("konto/anmelden/", include("rathaus.integrations.openid.urls")),
    path("konto/", include("rathaus.integrations.saml.urls")),
    path("mein/vorgaenge/", include("rathaus.portal.cases.citizen_urls"), {"frame": "my/frame.html"}),
    path("mein/ideen/", include("rathaus.participation.ideas.my_urls"), {"frame": "my/frame.html"}),
    path("mein/vertretung/", include("rathaus.foundation.representation.urls"), {"frame": "my/frame.html"}),
    path(
        "mein/verbundene-dienste/",
        include("rathaus.integrations.relying_parties.my_urls"),
        {"frame": "my/frame.html"},
    ),
    path("mein/", include("rathaus.entrances.my.urls")),
    path("arbeitsplatz/ideen/", include("rathaus.participation.ideas.team_urls")),
    path("arbeitsplatz/workshops/", include("rathaus.participation.workshops.team_urls")),
    path("arbeitsplatz/lenkungskreis/", include("rathaus.participation.committee.team_urls")),
    path("arbeitsplatz/projekte/", include("rathaus.participation.projects.team_urls")),
    path("arbeitsplatz/personal/", include("rathaus.foundation.offices.urls")),
    path("arbeitsplatz/post/", include("rathaus.foundation.notifications.team_urls")),
    path("arbeitsplatz/", include("rathaus.entrances.desk.urls")),
    path("benachrichtigungen/", include("rathaus.foundation.notifications.urls")),
    path("api/v1/", include("rathaus.entrances.api.urls")),
    path("", include("rathaus.entrances.ops.urls")),
]

if settings.IDP_OIDC_PRIVATE_KEY:
    urlpatterns.append(path("", include("rathaus.integrations.relying_parties.urls")))
if not settings.PRODUCTION:
    urlpatterns.append(path("demo/", include("rathaus.integrations.demo.urls")))

handler400 = "rathaus.entrances.website.errors.bad_request"
handler403 = "rathaus.entrances.website.errors.forbidden"
handler404 = "rathaus.entrances.website.errors.not_found"
handler500 = "rathaus.entrances.website.errors.server_error"
handler429 = "rathaus.foundation.accounts.views.too_many_requests"
