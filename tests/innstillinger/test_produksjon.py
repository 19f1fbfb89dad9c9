"""Production starts only when it is safe to, and says what is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROT = Path(__file__).resolve().parents[2]
HEL = {
    "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.production",
    "SECRET_KEY": "q7Vd2kXz-9pLw4Rt6Yb1Nc8Mf3Hs5Jg0Ea_Ui-Oz2Qx7Wv4Kp9Tr6Dl",
    "ALLOWED_HOSTS": "skolemiljo.steinkjer.example",
    "SITE_URL": "https://skolemiljo.steinkjer.example",
    "DATABASE_URL": "postgres://postgres@127.0.0.1:1/finnes_ikke",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def _kjor(*kommando: str, uten: str = "", **andre: str) -> subprocess.CompletedProcess[str]:
    arvet = {navn: os.environ[navn] for navn in ("PATH", "HOME", "NODE_MODULES_DIR") if navn in os.environ}
    miljo = arvet | {navn: verdi for navn, verdi in (HEL | andre).items() if navn != uten}
    return subprocess.run(
        [sys.executable, *kommando], cwd=ROT, env=miljo, capture_output=True, text=True, check=False, timeout=60
    )


def _les_innstillingene(*, uten: str = "", **andre: str) -> subprocess.CompletedProcess[str]:
    return _kjor("-c", "import steinkjer_skolemiljo.settings.production", uten=uten, **andre)


def test_fulle_innstillinger_starter() -> None:
    svar = _les_innstillingene()
    assert svar.returncode == 0, svar.stderr


@pytest.mark.parametrize("navn", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "SITE_URL"])
def test_det_som_mangler_stanser_og_nevnes(navn: str) -> None:
    svar = _les_innstillingene(uten=navn)
    assert svar.returncode != 0
    siste = svar.stderr.strip().splitlines()[-1]
    assert "ImproperlyConfigured: Kan ikke starte i produksjon" in siste
    assert f"{navn} mangler" in siste


@pytest.mark.parametrize(
    ("navn", "verdi", "grunn"),
    [
        ("SECRET_KEY", "kort", "SECRET_KEY er for kort"),
        ("SECRET_KEY", "a" * 80, "SECRET_KEY er for kort, for enkel"),
        ("SECRET_KEY", "kun-for-utvikling-aldri-i-produksjon" * 2, "SECRET_KEY er"),
        ("SECRET_KEY", "kun-for-tester" * 6, "SECRET_KEY er"),
        ("SECRET_KEY", "django-insecure-" + HEL["SECRET_KEY"], "SECRET_KEY er"),
        # It opens as much as the one in use.
        ("SECRET_KEY_FALLBACKS", "kun-for-utvikling-aldri-i-produksjon", "SECRET_KEY_FALLBACKS har en nøkkel"),
        ("DEBUG", "1", "DEBUG er på"),
        ("DEMO", "ja", "DEMO er på"),
        ("TOFAKTOR_KREVES", "nei", "TOFAKTOR_KREVES er av"),
        ("ALLOWED_HOSTS", "*", "ALLOWED_HOSTS er «*»"),
        ("SITE_URL", "http://skolemiljo.steinkjer.example", "SITE_URL mangler eller begynner ikke med https://"),
    ],
)
def test_utrygge_innstillinger_stanser(navn: str, verdi: str, grunn: str) -> None:
    svar = _les_innstillingene(**{navn: verdi})
    assert svar.returncode != 0
    assert grunn in svar.stderr


def test_alt_som_mangler_nevnes_paa_en_gang() -> None:
    svar = _les_innstillingene(SECRET_KEY="", ALLOWED_HOSTS="", DATABASE_URL="")
    assert all(navn in svar.stderr for navn in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"))


def test_hemmeligheten_selv_skrives_aldri_ut() -> None:
    svar = _les_innstillingene(SECRET_KEY="en-hemmelig-men-kort")
    assert "en-hemmelig-men-kort" not in svar.stderr + svar.stdout


def test_hemmeligheten_kan_ligge_i_en_fil(tmp_path: Path) -> None:
    fil = tmp_path / "nokkel"
    fil.write_text(HEL["SECRET_KEY"] + "\n", encoding="utf-8")
    assert _les_innstillingene(uten="SECRET_KEY", SECRET_KEY_FILE=str(fil)).returncode == 0


def test_den_forrige_nokkelen_og_andre_lister_kan_ligge_i_en_fil(tmp_path: Path) -> None:
    fil = tmp_path / "forrige"
    fil.write_text(HEL["SECRET_KEY"][::-1] + "\n", encoding="utf-8")
    sporsmaal = "from steinkjer_skolemiljo.settings import production as p; print(p.SECRET_KEY_FALLBACKS)"
    svar = _kjor("-c", sporsmaal, SECRET_KEY_FALLBACKS_FILE=str(fil))
    assert svar.stdout.strip() == str([HEL["SECRET_KEY"][::-1]])


def test_webtjeneren_starter_ikke_med_utrygge_innstillinger() -> None:
    svar = _kjor("-c", "import steinkjer_skolemiljo.wsgi", DEMO="1")
    assert svar.returncode != 0
    assert "DEMO er på" in svar.stderr


def test_djangos_egen_kontroll_finner_ingenting() -> None:
    svar = _kjor("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert svar.returncode == 0, svar.stderr


def test_totrinnsinnlogging_kreves_alltid_og_kapslene_horer_bare_til_denne_adressen() -> None:
    navn = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SIST_COOKIE_NAME", "TEKST_COOKIE_NAME", "KJENT_COOKIE_NAME"
    skript = (
        "from steinkjer_skolemiljo.settings import production as p; "
        f"print(p.TOFAKTOR_KREVES, all(getattr(p, n).startswith('__Host-') for n in {navn}), "
        "p.SESSION_COOKIE_HTTPONLY, p.CSRF_COOKIE_HTTPONLY, p.SESSION_COOKIE_SAMESITE, p.SECURE_HSTS_SECONDS)"
    )
    assert _kjor("-c", skript).stdout.strip() == "True True True True Lax 31536000"


def test_bare_https_og_trygge_kapsler() -> None:
    navn = "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS"
    skript = f"from steinkjer_skolemiljo.settings import production as p; print([bool(getattr(p, n)) for n in {navn}])"
    assert _kjor("-c", skript).stdout.strip() == "[True, True, True, True]"
