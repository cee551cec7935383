"""Addresses for machines that watch the installation."""

from __future__ import annotations

from django.urls import path

from prakat.operations import views

app_name = "operations"
urlpatterns = [path("healthz", views.healthz, name="healthz"), path("readyz", views.readyz, name="readyz")]
