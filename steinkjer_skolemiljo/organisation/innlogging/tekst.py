"""What a person had written when the session ended, kept for them and for nobody else.

Encrypted with a random key that lies in the browser's cookie only; found by a fingerprint of that key and the page;
given back to the same person after login. Without the cookie the row is noise, and without the right person it is
not asked for.
"""

from __future__ import annotations

import hashlib
import inspect
import json
from contextvars import ContextVar
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core import signing
from django.db import transaction
from django.http import QueryDict
from django.urls import Resolver404, resolve

from steinkjer_skolemiljo.organisation.innlogging.models import Tekstgjemme
from steinkjer_skolemiljo.organisation.innlogging.sesjon import LENGST

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.http import HttpRequest, HttpResponseBase

    from steinkjer_skolemiljo.organisation.models import Bruker

VARER = timedelta(minutes=30)
# Many times the longest form; more than this is not something a person wrote.
STORST = 400_000
# Of one page; nobody writes in more of them at a time.
FLEST_SKJEMAER = 10
SALT = "skolemiljo.sist-innlogget"
# What a form calls itself in what it sends (steinkjer_skolemiljo/skjema.py).
MERKE = "_skjema"

V = TypeVar("V", bound="Callable[..., Any]")
# The fields given back on this request, form by form, for forms to show (steinkjer_skolemiljo/skjema.py).
gjenopprettet: ContextVar[tuple[QueryDict, ...]] = ContextVar("gjenopprettet", default=())


def hvem_sist(request: HttpRequest) -> int | None:
    """Who was last logged in here, by the signed cookie; nobody after a day, or after logging out."""
    try:
        pk: int = signing.loads(
            request.COOKIES.get(settings.SIST_COOKIE_NAME, ""), salt=SALT, max_age=LENGST + timedelta(hours=2)
        )
    except signing.BadSignature:
        return None
    return pk


def _kapsel(response: HttpResponseBase, navn: str, verdi: str, alder: timedelta | None = None) -> None:
    response.set_cookie(
        navn, verdi, max_age=alder, httponly=True, secure=settings.SESSION_COOKIE_SECURE, samesite="Lax", path="/"
    )


def husk_hvem(request: HttpRequest, response: HttpResponseBase, bruker: Bruker) -> None:
    """Note who is logged in here, so that text sent too late can be kept for that person."""
    if hvem_sist(request) != bruker.pk:
        _kapsel(response, settings.SIST_COOKIE_NAME, signing.dumps(bruker.pk, salt=SALT))


def glem(response: HttpResponseBase) -> None:
    """After logging out nothing in the browser points at anyone."""
    response.delete_cookie(settings.SIST_COOKIE_NAME)
    response.delete_cookie(settings.TEKST_COOKIE_NAME)


def _avtrykk(nokkel: str, side: str) -> str:
    return hashlib.sha256(f"{nokkel}\n{side}".encode()).hexdigest()


def gjem(request: HttpRequest, bruker_id: int, side: str, til: str, now: datetime) -> str | None:
    """Keep what was posted for this person and page; returns the browser's key, or nothing when it was not kept.

    A page may have several forms: each is kept for itself, by where it is sent and its own mark.
    """
    felter = request.POST.copy()
    felter.pop("csrfmiddlewaretoken", None)
    tekst = felter.urlencode()
    if not felter or len(tekst) > STORST:
        return None
    nokkel = request.COOKIES.get(settings.TEKST_COOKIE_NAME, "")
    try:
        kryptering = Fernet(nokkel)
    except ValueError:
        nokkel = Fernet.generate_key().decode()
        kryptering = Fernet(nokkel)
    Tekstgjemme.objects.filter(utloper__lte=now).delete()
    with transaction.atomic():
        skjemaer = _les(nokkel, _rad(nokkel, side, bruker_id, now))
        skjemaer.pop(_skjemaet(til, request.POST), None)
        skjemaer[_skjemaet(til, request.POST)] = tekst
        Tekstgjemme.objects.update_or_create(
            avtrykk=_avtrykk(nokkel, side),
            defaults={
                "bruker_id": bruker_id,
                "innhold": _skriv(kryptering, dict(list(skjemaer.items())[-FLEST_SKJEMAER:])),
                "utloper": now + VARER,
            },
        )
    return nokkel


def _skjemaet(til: str, felter: QueryDict) -> str:
    """Which form of the page it is: where it is sent, and its own mark where it has one."""
    return f"{til}\n{felter.get(MERKE, '')}"


def _rad(nokkel: str, side: str, bruker_id: int, now: datetime) -> Tekstgjemme | None:
    return Tekstgjemme.objects.filter(avtrykk=_avtrykk(nokkel, side), bruker=bruker_id, utloper__gt=now).first()


def _les(nokkel: str, rad: Tekstgjemme | None) -> dict[str, str]:
    """The forms in a row, the last written last; none where the key does not open it."""
    if rad is None:
        return {}
    try:
        skjemaer: dict[str, str] = json.loads(Fernet(nokkel).decrypt(bytes(rad.innhold)))
    except (InvalidToken, ValueError):
        return {}
    return skjemaer


def _skriv(kryptering: Fernet, skjemaer: dict[str, str]) -> bytes:
    return kryptering.encrypt(json.dumps(skjemaer).encode())


def send_nokkel(response: HttpResponseBase, nokkel: str) -> None:
    """Give the browser its key."""
    _kapsel(response, settings.TEKST_COOKIE_NAME, nokkel, VARER)


def finn(request: HttpRequest, bruker: Bruker, side: str, now: datetime) -> tuple[QueryDict, ...]:
    """What this person wrote in the forms of this page in this browser before the session ended, the last first."""
    nokkel = request.COOKIES.get(settings.TEKST_COOKIE_NAME, "")
    if not nokkel:
        return ()
    skjemaer = _les(nokkel, _rad(nokkel, side, bruker.pk, now))
    return tuple(QueryDict(tekst, encoding="utf-8") for tekst in reversed(skjemaer.values()))


def kast(request: HttpRequest, bruker: Bruker, side: str, now: datetime) -> None:
    """It has been sent again, and is needed no more; what stands in the other forms of the page still is."""
    nokkel = request.COOKIES.get(settings.TEKST_COOKIE_NAME, "")
    with transaction.atomic():
        rad = _rad(nokkel, side, bruker.pk, now)
        skjemaer = _les(nokkel, rad)
        if rad is None or skjemaer.pop(_skjemaet(request.path, request.POST), None) is None:
            return
        if skjemaer:
            rad.innhold = _skriv(Fernet(nokkel), skjemaer)
            rad.save(update_fields=["innhold"])
        else:
            rad.delete()


def _kan_vises(sti: str) -> bool:
    try:
        vist = resolve(sti).func
    except Resolver404:
        return False
    # require_POST keeps its list here; a view without one takes GET.
    tillatt = inspect.getclosurevars(vist).nonlocals.get("request_method_list") if inspect.isfunction(vist) else None
    return tillatt is None or "GET" in tillatt


def siden(request: HttpRequest) -> str:
    """The page the form stood on: where it came from if that is one of ours, else the nearest one that can be shown."""
    fra = urlsplit(request.headers.get("Referer", ""))
    kandidater = [request.get_full_path()]
    if fra.netloc == request.get_host():
        kandidater.insert(0, fra.path + (f"?{fra.query}" if fra.query else ""))
    for sti in kandidater:
        if _kan_vises(sti.partition("?")[0]):
            return sti
    return naermeste(request.path)


def naermeste(side: str) -> str:
    """The page itself if it can be shown, else the nearest above it; a refused form may stand where none can be."""
    sti = side.partition("?")[0]
    if _kan_vises(sti):
        return side
    sti = sti.rstrip("/")
    while sti:
        sti = sti.rpartition("/")[0]
        if _kan_vises(f"{sti}/"):
            return f"{sti}/"
    return "/"


def ikke_lagret(request: HttpRequest) -> tuple[str, ...]:
    """What was typed in a form that was refused outright: the page of the refusal gives it back to whoever sent it.

    All that has more than a word; passwords and codes never. Nothing where the form may be another site's: a browser
    sends the session's cookie from no other.
    """
    vaart = getattr(request, "csrf_processing_done", False) or request.user.is_authenticated
    if request.method != "POST" or not vaart or er_om_innlogging(request.path):
        return ()
    felter = (verdier for navn, verdier in request.POST.lists() if navn != MERKE)
    return tuple(dict.fromkeys(verdi for verdier in felter for verdi in verdier if verdi.split()[1:]))


def avtrykk_av(request: HttpRequest) -> str:
    """What tells a form that was sent from another, with its files; nothing where nothing is written or sent along."""
    if not request.FILES and not ikke_lagret(request):
        return ""
    felter = request.POST.copy()
    felter.pop("csrfmiddlewaretoken", None)
    sum_ = hashlib.sha256(f"{request.get_full_path()}\n{felter.urlencode()}".encode())
    for navn, filer in request.FILES.lists():
        for fil in filer:
            sum_.update(f"\n{navn}\n{fil.name}\n{fil.size}\n".encode())
            for del_ in fil.chunks():
                sum_.update(del_)
            # As it was, for whoever reads it next.
            fil.seek(0)
    return sum_.hexdigest()


def er_om_innlogging(side: str) -> bool:
    """Passwords and codes are never kept."""
    try:
        return resolve(side.partition("?")[0]).namespace in {"organisation", "admin"}
    except Resolver404:
        return True


def kan_beholdes(side: str, felter: QueryDict) -> bool:
    """Whether late text for this page may be kept: a page may say no to some of it, and its word is final.

    A view says so by ``beholdes_naar``; one that says nothing lets all of it be kept.
    """
    try:
        visning = resolve(side.partition("?")[0]).func
    except Resolver404:
        return False
    vilkaar: Callable[[QueryDict], bool] | None = getattr(visning, "beholdes_naar", None)
    return vilkaar is None or vilkaar(felter)


def beholdes_naar(vilkaar: Callable[[QueryDict], bool]) -> Callable[[V], V]:
    """Let a view say which of the text that is sent too late may be kept at all."""

    def merk(visning: V) -> V:
        visning.beholdes_naar = vilkaar  # type: ignore[attr-defined]  # read by kan_beholdes
        return visning

    return merk
