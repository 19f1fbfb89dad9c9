from django.urls import path

from cases.kommer import kommer

app_name = "tiltaksplan"
urlpatterns = [
    path("saker/<str:nummer>/tiltaksplan/", kommer, name="vis"),
    path("saker/<str:nummer>/tiltaksplan/ny", kommer, name="ny"),
    path("saker/<str:nummer>/tiltaksplan/rediger/", kommer, name="rediger"),
    path("saker/<str:nummer>/tiltaksplan/vedta/", kommer, name="vedta"),
    path("saker/<str:nummer>/tiltaksplan/tiltak/<int:tiltak>/status", kommer, name="status"),
    path("tiltak/", kommer, name="mine"),
    path("tiltak/<int:tiltak>/status", kommer, name="egen_status"),
]
