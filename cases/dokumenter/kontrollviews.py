"""The page where whoever holds a paper asks whether it is as the school made it. Open to all; says very little."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from cases.dokumenter.kontroll import Summerer, Summert, for_mange, les_sum, svar
from steinkjer_skolemiljo.skjema import SkjemaMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class Kontrollskjema(SkjemaMixin, forms.Form):
    """The file itself, or its sum."""

    ett_av = (("fil", "kontrollsum"),)

    fil = forms.FileField(
        label=_("Filen du har fått"),
        required=False,
        allow_empty_file=True,
        help_text=_("Fyll ut ett av feltene. Filen blir ikke lagret, og ingen leser den."),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
    kontrollsum = forms.CharField(
        label=_("Eller kontrollsummen (64 tegn)"),
        required=False,
        max_length=200,
        help_text=_("Skolen kan lese den opp for deg. Mellomrom og store bokstaver gjør ikke noe."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two; where both are there, the file is asked of."""
        rent = super().clean() or {}
        fil = rent.get("fil")
        if isinstance(fil, Summert):
            rent["sum"] = fil.sha256
        elif rent.get("kontrollsum"):
            rent["sum"] = les_sum(rent["kontrollsum"])
            if rent["sum"] is None:
                self.add_error("kontrollsum", _("Summen er 64 tegn: tall, og bokstaver fra a til f."))
        elif not self.errors:
            self.add_error("fil", _("Velg filen, eller skriv kontrollsummen."))
        return rent


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def kontroll(request: HttpRequest) -> HttpResponse:
    """Before anything is read of what was sent: a file is summed, and not kept. Then the check against forgery."""
    request.upload_handlers = [Summerer(request)]
    return _kontroll(request)


@csrf_protect
def _kontroll(request: HttpRequest) -> HttpResponse:
    side = "cases/dokumenter/kontroll.html"
    if request.method != "POST":
        return render(request, side, {"skjema": Kontrollskjema()})
    if for_mange(request):
        return render(request, side, {"skjema": Kontrollskjema(), "for_mange": True}, status=429)
    skjema = Kontrollskjema(request.POST, request.FILES)
    if not skjema.is_valid():
        return render(request, side, {"skjema": skjema}, status=422)
    innhold = {"skjema": Kontrollskjema(), "spurt": True, "svar": svar(skjema.cleaned_data["sum"])}
    return render(request, side, innhold)
