"""A new installation gets its first two people from the server; after that two persons decide, on the pages."""

from __future__ import annotations

from io import StringIO
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from steinkjer_skolemiljo.organisation.models import Bruker, Rolletildeling
from steinkjer_skolemiljo.organisation.roller import roller_for

pytestmark = pytest.mark.django_db


def test_den_forste_systemforvalteren_registreres_uten_passord() -> None:
    ut = StringIO()
    call_command("forste_bruker", "systemforvalter", "Per@Steinkjer.example", "Per", "Ås", stdout=ut)
    bruker = Bruker.objects.get(email="per@steinkjer.example")
    assert roller_for(bruker, timezone.localdate()).systemforvalter
    assert not bruker.has_usable_password()
    sti = urlsplit(ut.getvalue().split()[-1]).path
    godt = "en hest spiser gulrot"
    assert Client().post(sti, {"nytt": godt, "gjenta": godt}).status_code == 302
    bruker.refresh_from_db()
    assert bruker.check_password(godt)


def test_den_andre_far_ikke_rollen_fra_kommandoen() -> None:
    call_command("forste_bruker", "kommunalsjef", "per@steinkjer.example", "Per", "Ås")
    with pytest.raises(CommandError, match="Brukere"):
        call_command("forste_bruker", "kommunalsjef", "kari@steinkjer.example", "Kari", "Ås")
    assert Rolletildeling.objects.count() == 1
    assert not Bruker.objects.filter(email="kari@steinkjer.example").exists()


def test_en_ugyldig_epost_registrerer_ingen() -> None:
    with pytest.raises(CommandError):
        call_command("forste_bruker", "systemforvalter", "per", "Per", "Ås")
    assert not Bruker.objects.filter(etternavn="Ås").exists()
