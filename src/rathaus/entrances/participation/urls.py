"""Addresses of the figures, below ``/mitmachen/``."""

from django.urls import path

from rathaus.entrances.participation import views

urlpatterns = [
    path("zahlen/", views.figures, name="participation_figures"),
    path("zahlen.csv", views.figures_csv, name="participation_csv"),
    path("zahlen.json", views.figures_json, name="participation_json"),
]
