"""The pages of projects for the team, below ``/arbeitsplatz/``."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
