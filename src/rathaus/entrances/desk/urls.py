"""Addresses below ``/arbeitsplatz/``; those of a single case are ``portal.cases``'."""

from django.urls import include, path

from rathaus.entrances.desk import views

urlpatterns = [
    path("", views.work_list, name="work_list"),
    path("suche/", views.search, name="desk_search"),
    path("uebernehmen/", views.take, name="desk_take"),
    path("zuweisen/", views.assign, name="desk_assign"),
    path("zahlen/", views.figures, name="desk_figures"),
    path("vorgang/<slug:reference>/voriger/", views.step, {"before": True}, name="desk_previous"),
    path("vorgang/<slug:reference>/naechster/", views.step, {"before": False}, name="desk_next"),
    path("vorgang/", include("rathaus.portal.cases.desk_urls")),
]
