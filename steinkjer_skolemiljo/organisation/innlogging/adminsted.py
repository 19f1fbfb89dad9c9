"""Django's admin without a way in of its own: one logs in, and shows the second factor, where everyone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Their rows are written by doors only: a second factor is not taken away in the admin.
UTELATT = frozenset({"account", "mfa"})


class Adminsted(AdminSite):
    """The admin site."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out what belongs to logging in."""
        modeller = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        egne = [modell for modell in modeller if modell._meta.app_label not in UTELATT]
        if egne:
            super().register(egne, admin_class, **options)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """On one's own page, like everyone."""
        return redirect("organisation:passord")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """On one's own page, like everyone."""
        return redirect("organisation:min_side")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """The one way out."""
        from steinkjer_skolemiljo.organisation.innlogging.views import LoggUt  # noqa: PLC0415 - views need the apps

        return LoggUt.as_view()(request)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the one way in; one who is logged in already, and is here, has no business here."""
        if request.user.is_authenticated:
            return redirect("forside")
        return redirect_to_login(request.GET.get("next", reverse("admin:index")))
