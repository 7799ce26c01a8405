"""Addresses below ``/arbeitsplatz/personal/``."""

from django.urls import path, re_path

from rathaus.foundation.offices import views

urlpatterns = [
    path("", views.staff, name="staff"),
    path("<int:membership>/beenden/", views.dismiss, name="staff_dismiss"),
    re_path(
        r"^(?P<person>[0-9]{1,17})/(?P<role>editor|administrator)/beenden/$", views.withdraw, name="staff_withdraw"
    ),
]
