"""Addresses for finding: search, services, life situations, offices."""

from django.urls import path

from rathaus.portal.catalogue.views import lives, offices, searching, services

urlpatterns = [
    path("suche/", searching.results, name="search"),
    path("suche/vorschlaege/", searching.suggestions, name="suggestions"),
    path("leistungen/", services.a_to_z, name="services"),
    path("leistungen/<slug:slug>/", services.service, name="service"),
    path("lebenslagen/", lives.overview, name="lives"),
    path("lebenslagen/<slug:slug>/", lives.life_situation, name="life"),
    path("dienststellen/", offices.overview, name="offices"),
    path("dienststellen/<slug:slug>/", offices.office, name="office"),
]
