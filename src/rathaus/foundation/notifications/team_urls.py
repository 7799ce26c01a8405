"""Addresses below ``/arbeitsplatz/post/``."""

from django.urls import path

from rathaus.foundation.notifications.views import post

urlpatterns = [
    path("", post.show, name="post"),
    path("<uuid:mail_id>/noch-einmal/", post.try_again, name="post_again"),
]
