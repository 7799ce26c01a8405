"""What holds for every address."""

from rathaus.foundation.accounts.audience import audience_of
from tests.architecture.addresses import all_addresses

TAKEN_WITHOUT_CSRF_TOKEN = {
    "/api/v1/services",
    "/api/v1/services/<slug>",
    "/api/v1/services/<slug>/schema",
    "/api/v1/services/<slug>/applications",
    "/api/v1/applications/<reference>",
    "/api/v1/search",
    "/api/v1/ideas",
    "/api/v1/ideas/similar",
    "/api/v1/ideas/<number>",
    "/api/v1/workshops",
    "/api/v1/projects",
    "/api/v1/participation/funnel",
    "/konto/verbinden/token",
    "/konto/verbinden/userinfo",
    "/konto/verbinden/revoke",
    "/konto/bundid/antwort/",
    "/konto/unternehmenskonto/antwort/",
    "/benachrichtigungen/<str:token>/abbestellen/",
}
"""The door for programs: it looks at no cookie, so that no foreign page can act for whoever is signed in. And where
BundID and Mein Unternehmenskonto send people back to, with an answer that counts only in the browser that asked. And
where mail programs switch mails off with one click (RFC 8058): they have the link, and no cookie."""


def test_every_address_says_whom_it_is_for() -> None:
    assert [route for route, view in all_addresses() if audience_of(view) is None] == []


def test_only_reviewed_views_do_without_a_csrf_token() -> None:
    exempt = {route for route, view in all_addresses() if getattr(view, "csrf_exempt", False)}
    assert exempt == TAKEN_WITHOUT_CSRF_TOKEN


def test_no_address_is_declared_twice() -> None:
    """The door for programs declares an address once for each method, and all lead to the same view."""
    routes = [route for route, _ in all_addresses() if not route.startswith("/api/")]
    assert sorted(routes) == sorted(set(routes))
