"""The public pages of committee."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
