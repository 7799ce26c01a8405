"""Her connected services; included below ``/mein/verbundene-dienste/``, with the frame of her area."""

from django.urls import path

from rathaus.integrations.relying_parties import views

urlpatterns = [
    path("", views.connected, name="connected_services"),
    path("<int:number>/trennen/", views.disconnect, name="disconnect_service"),
]
