"""Addresses below ``/api/v1/``."""

from __future__ import annotations

from django.urls import path

from prakat.opendata import views

app_name = "opendata"

urlpatterns = [
    path("search", views.search, name="search"),
]
