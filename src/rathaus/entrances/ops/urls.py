"""Addresses for load balancers and monitoring."""

from django.urls import path

from rathaus.entrances.ops import views

urlpatterns = [
    path("healthz", views.live),
    path("readyz", views.ready),
    path("metrics", views.metrics),
]
