"""Placeholder while the rooms are being built."""

from django.http import HttpResponse


def kommer(request, **kwargs):
    return HttpResponse("kommer")
