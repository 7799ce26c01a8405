"""The public pages of rooms."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
