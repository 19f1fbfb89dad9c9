from django.urls import path

from cases.kommer import kommer

app_name = "melding"
urlpatterns = [
    path("meld/", kommer, name="meld"),
    path("meld/utkast", kommer, name="utkast"),
    path("meld/elevsok", kommer, name="elevsok"),
    path("meldinger/", kommer, name="mine"),
    path("meldinger/innboks/", kommer, name="innboks"),
    path("meldinger/<str:nummer>/", kommer, name="kvittering"),
    path("meldinger/<str:nummer>/tillegg", kommer, name="tillegg"),
    path("meldinger/<str:nummer>/ta-imot/", kommer, name="ta_imot"),
]
