"""Signing in and out."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import views as auth

from prakat.desk.forms import SignInForm
from prakat.desk.views.frame import agency_words


class SignIn(auth.LoginView):
    template_name = "desk/pages/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, **agency_words())


class SignOut(auth.LogoutView):
    """By POST only; back to the sign-in page."""
