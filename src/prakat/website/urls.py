"""The part of the public site that is answered by Django: search. Everything else is built."""

from __future__ import annotations

from django.urls import path

from prakat.website import views

app_name = "website"
urlpatterns = [path("search", views.search, name="search"), path("search/", views.search)]
