"""Nothing anyone has written of a person stands in the server's logs, also when something goes wrong."""

from __future__ import annotations

import logging
from io import StringIO
from logging.config import dictConfig
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from celery import Celery
from celery.signals import setup_logging
from django.conf import settings
from django.db import IntegrityError, OperationalError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.sak.models import Nodinnsyn
from steinkjer_skolemiljo.celery import bruk_husets_logg
from steinkjer_skolemiljo.organisation.innlogging.actions import gi_passordlenke
from tests.cast import NAA
from tests.factories import lag_sak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cast import Rollebesetning

ORD = "Zqsnora gråt"


@pytest.fixture
def logget() -> Iterator[StringIO]:
    """What the house's own handler writes."""
    strom = StringIO()
    oppsett = {
        **settings.LOGGING,
        "handlers": {"console": {**settings.LOGGING["handlers"]["console"], "stream": strom}},
    }
    rot = logging.getLogger()
    for_, nivaa = list(rot.handlers), rot.level
    dictConfig(oppsett)
    yield strom
    rot.handlers = for_
    rot.setLevel(nivaa)


def _nektes(roller: Rollebesetning) -> None:
    """PostgreSQL says no, and quotes the row."""
    sak = lag_sak(roller)
    with transaction.atomic():
        Nodinnsyn.objects.create(sak=sak, bruker=roller.sektorleder, gjelder="fare", grunn=ORD, fra=NAA, til=NAA)


def test_det_basen_siterer_naar_den_sier_nei_staar_ikke_i_loggen(
    client: Client, roller: Rollebesetning, logget: StringIO
) -> None:
    with pytest.raises(IntegrityError, match=ORD):
        _nektes(roller)
    client.force_login(roller.rektor)
    client.raise_request_exception = False
    with patch("cases.forside.views.render", side_effect=lambda *_a, **_k: _nektes(roller)):
        assert client.get(reverse("forside")).status_code == 500
    linjer = logget.getvalue()
    assert ORD not in linjer
    # Where it was and of what kind is there, and what led to it.
    for sier in ("Internal Server Error: /", "IntegrityError", "psycopg.errors.", "in _nektes"):
        assert sier in linjer


@pytest.mark.parametrize("forfalsket", [True, False])
def test_en_adresse_som_er_en_hemmelighet_staar_ikke_i_loggen(
    roller: Rollebesetning, logget: StringIO, *, forfalsket: bool
) -> None:
    lenke = gi_passordlenke(aktor=roller.systemforvalter, bruker_id=roller.ansatt.pk, now=timezone.now())
    adresse = reverse("organisation:nytt_passord", args=[lenke])
    klient = Client(enforce_csrf_checks=forfalsket)
    svar = [klient.post(adresse, {"nytt": "kort", "gjenta": "kort"}), klient.put(adresse)]
    assert [ett.status_code for ett in svar] == ([403, 403] if forfalsket else [422, 405])
    assert lenke not in logget.getvalue()
    assert logget.getvalue().count("/nytt-passord/<str:lenke>/") == 2
    # It can still be used, by the one who has it.
    assert klient.get(adresse).status_code == 200


def test_en_oppgave_som_feiler_sier_ikke_hva_feilen_sa(logget: StringIO) -> None:
    app = Celery(broker="memory://")

    @app.task(name="gaar_galt")
    def gaar_galt() -> None:
        raise KeyError(ORD)

    gaar_galt.apply()
    logging.getLogger("celery").error("%s could not be made: %r", "papiret", ValueError(ORD))
    linjer = logget.getvalue()
    assert ORD not in linjer
    assert "Task gaar_galt" in linjer
    assert "papiret could not be made: 'ValueError'" in linjer
    assert linjer.count("KeyError\n") == 2


def test_det_maskinen_sier_om_en_forbindelse_beholdes(logget: StringIO) -> None:
    logging.getLogger("noe").error("ingen database", exc_info=OperationalError("connection refused"))
    assert "OperationalError: connection refused" in logget.getvalue()


def test_arbeideren_logger_slik_huset_gjor() -> None:
    assert setup_logging.has_listeners(None)
    rot = logging.getLogger()
    for_, nivaa = list(rot.handlers), rot.level
    try:
        bruk_husets_logg(loglevel=logging.ERROR)
        assert rot.level == logging.ERROR
        assert "UtenOrd" in {type(behandler.formatter).__name__ for behandler in rot.handlers}
    finally:
        rot.handlers = for_
        rot.setLevel(nivaa)


def test_proxyen_logger_ingen_adresser_heller_ikke_naar_tjenesten_ikke_svarer() -> None:
    oppsett = (Path(__file__).resolve().parents[2] / "script" / "container" / "Caddyfile").read_text(encoding="utf-8")
    filter_ = oppsett.partition("format filter {")[2].partition("\n\t\t}\n")[0]
    assert {"request>uri delete", "request>headers delete"} <= {linje.strip() for linje in filter_.splitlines()}
