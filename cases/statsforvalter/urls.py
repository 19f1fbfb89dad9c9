"""Addresses of the register, under its sak."""

from __future__ import annotations

from django.urls import path

from cases.statsforvalter import views

app_name = "statsforvalter"
_STED = "saker/<str:nummer>/statsforvalteren"
urlpatterns = [
    path(f"{_STED}/", views.vis_register, name="vis"),
    path(f"{_STED}/meldt/", views.meldt, name="meldt"),
    path(f"{_STED}/krav/", views.krav, name="krav"),
    path(f"{_STED}/krav/<int:krav>/frist/", views.frist, name="frist"),
    path(f"{_STED}/krav/<int:krav>/svar/", views.svar, name="svar"),
    path(f"{_STED}/mote/", views.mote, name="mote"),
    path(f"{_STED}/vedtak/", views.vedtak, name="vedtak"),
    path(f"{_STED}/palegg/", views.palegg, name="palegg"),
    path(f"{_STED}/palegg/<int:palegg>/", views.oppfolging, name="oppfolging"),
    path(f"{_STED}/palegg/<int:palegg>/frist/", views.palegg_frist, name="palegg_frist"),
    path(f"{_STED}/klage/", views.klage, name="klage"),
    path(f"{_STED}/mulkt/", views.mulkt, name="mulkt"),
    path(f"{_STED}/mulkt/<int:mulkt>/stans/", views.stans, name="stans"),
    path(f"{_STED}/slutt/", views.slutt, name="slutt"),
]
