"""Addresses of framlegg: under the sak for those who lead it, and by itself for the employee."""

from __future__ import annotations

from django.urls import path

from cases.framlegg import egne_views, views

app_name = "framlegg"
urlpatterns = [
    path("saker/<str:nummer>/framlegg/", views.oversikt, name="oversikt"),
    path("saker/<str:nummer>/framlegg/nytt/", views.nytt, name="nytt"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/", views.vis_framlegg, name="vis"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/rediger/", views.rediger, name="rediger"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/navn/", views.masker, name="masker"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/til-godkjenning", views.til_godkjenning, name="til_godkjenning"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/send-tilbake", views.send_tilbake, name="send_tilbake"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/frigi", views.frigi, name="frigi"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/forkast", views.forkast, name="forkast"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/mer-tid", views.mer_tid, name="mer_tid"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/mote/", views.mote, name="mote"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/vurder/", views.vurder, name="vurder"),
    path("saker/<str:nummer>/framlegg/<int:framlegg>/framlegg.pdf", views.pdf, name="pdf"),
    path("framlegg/", egne_views.mine, name="mine"),
    path("framlegg/<uuid:nokkel>/", egne_views.les, name="les"),
    path("framlegg/<uuid:nokkel>/framlegg.pdf", egne_views.pdf, name="egen_pdf"),
    path("framlegg/<uuid:nokkel>/svar", egne_views.svar, name="svar"),
    path("framlegg/<uuid:nokkel>/mer-tid", egne_views.mer_tid, name="egen_mer_tid"),
    path("framlegg/<uuid:nokkel>/ta-med", egne_views.ta_med, name="ta_med"),
    path("framlegg/<uuid:nokkel>/uttaler-seg-ikke", egne_views.uttaler_seg_ikke, name="uttaler_seg_ikke"),
]
