"""All addresses of the house."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from cases.forside.views import forside
from steinkjer_skolemiljo.helse import helse
from steinkjer_skolemiljo.organisation.innlogging.views import Kode, LoggInn

# Without the request: the frame of a page asks the database.
handler500 = "steinkjer_skolemiljo.feilside.feil"

urlpatterns = [
    path("", forside, name="forside"),
    path("", include("steinkjer_skolemiljo.organisation.urls")),
    # The names by which django-allauth's login stages find our pages; none of its own pages has an address.
    path("logg-inn/", LoggInn.as_view(), name="account_login"),
    path("logg-inn/kode/", Kode.as_view(), name="mfa_authenticate"),
    path("", include("cases.dokumenter.urls")),
    path("", include("cases.arkiv.urls")),
    path("", include("cases.sladding.urls")),
    path("", include("cases.innsyn.urls")),
    path("", include("cases.overforing.urls")),
    path("", include("cases.dossier.urls")),
    path("", include("cases.framlegg.urls")),
    path("", include("cases.leselogg.urls")),
    path("", include("cases.melding.urls")),
    path("", include("cases.inngripen.urls")),
    path("", include("cases.reaksjon.urls")),
    path("", include("cases.meldeplikt.urls")),
    path("", include("cases.sak.urls")),
    path("", include("cases.personer.urls")),
    path("", include("cases.overlevering.urls")),
    path("", include("cases.undersokelse.urls")),
    path("", include("cases.vedlegg.urls")),
    path("", include("cases.tiltaksplan.urls")),
    path("", include("cases.evaluering.urls")),
    path("", include("cases.kontaktlarer.urls")),
    path("", include("cases.verktoy.urls")),
    path("", include("cases.relasjonssirkel.urls")),
    path("", include("cases.klasseregler.urls")),
    path("", include("cases.kartlegging.urls")),
    path("", include("cases.skoleeier.urls")),
    path("", include("cases.statsforvalter.urls")),
    path("", include("cases.statistikk.urls")),
    path("", include("cases.varsling.urls")),
    path("", include("cases.regelverk.urls")),
    path("", include("cases.innstillinger.urls")),
    path("", include("annual_wheel.urls")),
    path("", include("cases.forebygging.urls")),
    path("", include("procedures.urls")),
    path("", include("steinkjer_skolemiljo.forvaltning.urls")),
    path("", include("steinkjer_skolemiljo.elevregister.urls")),
    path(
        "tilgjengelighet/",
        login_not_required(TemplateView.as_view(template_name="tilgjengelighet.html")),
        name="tilgjengelighet",
    ),
    path("helse/", helse, name="helse"),
    path("admin/", admin.site.urls),
]
