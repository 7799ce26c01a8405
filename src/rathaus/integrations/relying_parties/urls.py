"""The provider's addresses; their names stay allauth's, which finds them by name."""

from allauth.idp.oidc import views as allauth
from django.urls import include, path

from rathaus.integrations.relying_parties import views
from rathaus.integrations.relying_parties.once import once
from rathaus.integrations.relying_parties.text_only import text_only

_protocol = [
    path(".well-known/openid-configuration", views.configuration, name="configuration"),
    path(".well-known/jwks.json", allauth.jwks, name="jwks"),
    path("konto/verbinden/", views.authorize, name="authorization"),
    path("konto/verbinden/antwort/", views.answer, name="answer"),
    path("konto/verbinden/token", text_only(once(allauth.token)), name="token"),
    path("konto/verbinden/userinfo", text_only(allauth.user_info), name="userinfo"),
    path("konto/verbinden/revoke", text_only(allauth.revoke), name="revoke"),
]

urlpatterns = [path("", include(([path("", include((_protocol, "oidc")))], "idp")))]
