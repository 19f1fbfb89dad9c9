from django.urls import path

from cases.kommer import kommer

app_name = "varsling"
urlpatterns = [
    path("varsler/", kommer, name="innboks"),
    path("varsler/<int:varsel>/", kommer, name="apne"),
    path("varsler/alle-lest", kommer, name="alle_lest"),
]
