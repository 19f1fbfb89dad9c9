"""Django's admin without a way in of its own: one logs in, and shows the second factor, where everyone does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# Their rows are written by doors only: a second factor is not taken away in the admin. Groups open nothing here.
UTELATT = frozenset({"account", "mfa", "auth"})


class Lesing:
    """Shown, and no more: who has logged in is not for the one who reads it to take away."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody."""
        return False


class Adminsted(AdminSite):
    """The admin site."""

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out what belongs to logging in, and let nothing be changed."""
        modeller = model_or_iterable if isinstance(model_or_iterable, (list, tuple)) else [model_or_iterable]
        egne = [modell for modell in modeller if modell._meta.app_label not in UTELATT]
        if egne:
            lesing = type("Lesing", (Lesing, admin_class or ModelAdmin), {"actions": ()})
            super().register(egne, lesing, **options)

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
