"""Addresses of the start page, news and the city's own pages."""

from django.urls import path, re_path

from rathaus.entrances.website import views

urlpatterns = [
    path("", views.start, name="start"),
    path("mitmachen/", views.participate, name="participate"),
    path("aktuelles/", views.news, name="news"),
    path("aktuelles/<slug:slug>/", views.article, name="article"),
    path("gestaltung/", views.style_guide, name="style_guide"),
    path("robots.txt", views.robots),
    path(".well-known/security.txt", views.security_contact),
    path(".well-known/change-password", views.change_password),
    re_path(r"^(?P<slug>impressum|datenschutz|barrierefreiheit|leichte-sprache)/$", views.page, name="page"),
]
