from django.urls import path

from cases.kommer import kommer

app_name = "annual_wheel"
urlpatterns = [
    path("arshjul/", kommer, name="vis"),
]
