from django.urls import path

from cases.kommer import kommer

app_name = "dokumenter"
urlpatterns = [
    path("saker/<str:nummer>/tiltaksplan.pdf", kommer, name="tiltaksplan"),
    path("saker/<str:nummer>/tiltaksplan/<int:versjon>.pdf", kommer, name="versjon"),
]
