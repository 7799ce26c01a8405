"""The pages of ideas for the team, below ``/arbeitsplatz/``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
