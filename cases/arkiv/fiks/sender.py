"""Sending: the package signed, encrypted to the archive's account, and handed to Fiks IO."""

from __future__ import annotations

import json
from functools import cached_property
from http import HTTPStatus
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from cryptography import x509
from urllib3 import encode_multipart_formdata
from urllib3.fields import RequestField

from cases.arkiv.fiks import nett
from cases.arkiv.fiks.asice import Fil, pakk
from cases.arkiv.fiks.cms import Kryptofeil, krypter
from cases.arkiv.fiks.maskinporten import Token
from cases.arkiv.fiks.meldinger import metadata
from cases.arkiv.fiks.oppsett import Oppsettfeil, oppsett
from cases.arkiv.kanal import FIKS, Kanalfeil

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cases.arkiv.fiks.nett import Svar
    from cases.arkiv.fiks.oppsett import Oppsett
    from cases.arkiv.kanal import Mottatt, Pakke

SENDING: Final = "/fiks-io/api/v1/send"
NOKKEL: Final = "/fiks-io/katalog/api/v1/kontoer/{konto}/offentligNokkel"
ARKIVMELDING: Final = "arkivmelding.xml"


class Fikskanal:
    """Fiks Arkiv over Fiks IO. The answers come to a queue that a process of its own listens to (``lytter.py``)."""

    navn = FIKS

    def send(self, pakke: Pakke) -> str:
        """Hand the package to Fiks; returns the id Fiks gave the message.

        Fiks answers 202 when it has taken the message over. It gives no promise that the archive gets it: that is
        what the receipt is for.
        """
        kropp = self._forsegl(pakke)
        meta = json.dumps(metadata(pakke, self._oppsett)).encode()
        innhold, type_ = encode_multipart_formdata(
            [_del("metadata", meta, "application/json"), _del("data", kropp, "application/octet-stream", str(uuid4()))]
        )
        svar = self._spor("POST", SENDING, kropp=innhold, hoder={"Content-Type": type_}, lese=nett.LESE_SENDING)
        try:
            return str(UUID(svar.felt("meldingId")))
        except (TypeError, ValueError, AttributeError):
            raise Kanalfeil("fiks.uvisst", uvisst=True) from None

    def svar(self, hoyst: int) -> Iterator[Mottatt]:
        """None here: Fiks wants one long connection to the queue, and the listener has it."""
        return iter(())

    def ferdig(self, mottatt: Mottatt, *, forstatt: bool) -> None:
        """Nothing to put away."""

    @cached_property
    def _oppsett(self) -> Oppsett:
        try:
            return oppsett()
        except Oppsettfeil:
            raise Kanalfeil("fiks.oppsett") from None

    @cached_property
    def _token(self) -> Token:
        return Token(self._oppsett)

    @cached_property
    def _mottaker(self) -> x509.Certificate:
        """The certificate of the archive's account: the one we were handed, or the one the account has published."""
        if self._oppsett.mottakers_sertifikat is not None:
            return self._oppsett.mottakers_sertifikat
        svar = self._spor("GET", NOKKEL.format(konto=self._oppsett.mottaker), apent=True)
        try:
            return x509.load_pem_x509_certificate(svar.felt("nokkel").encode())
        except (ValueError, AttributeError):
            raise Kanalfeil("fiks.uten-nokkel") from None

    def _forsegl(self, pakke: Pakke) -> bytes:
        filer = (
            Fil(ARKIVMELDING, "application/xml", pakke.melding),
            Fil(pakke.filnavn, "application/pdf", pakke.innhold),
        )
        mottaker = self._mottaker
        try:
            return krypter(pakk(filer, self._oppsett.virksomhet), mottaker)
        except Kryptofeil:
            raise Kanalfeil("fiks.uten-nokkel") from None

    def _spor(
        self,
        metode: str,
        sti: str,
        *,
        kropp: bytes | None = None,
        hoder: Mapping[str, str] | None = None,
        lese: float | None = None,
        apent: bool = False,
    ) -> Svar:
        """Ask Fiks; what is no yes is a code. The catalogue of keys is open, and is told nothing of who asks."""
        alle = dict(hoder or {})
        if not apent:
            alle["Authorization"] = f"Bearer {self._token()}"
            alle["IntegrasjonId"] = str(self._oppsett.integrasjon)
            alle["IntegrasjonPassord"] = self._oppsett.passord
        try:
            svar = nett.spor(metode, f"{self._oppsett.api}{sti}", hoder=alle, kropp=kropp, lese=lese)
        except nett.Nettfeil as feil:
            if feil.falsk:
                raise Kanalfeil("fiks.tls") from None
            uvisst = feil.sendt and kropp is not None
            raise Kanalfeil("fiks.uvisst" if uvisst else "fiks.nede", uvisst=uvisst) from None
        if svar.gikk_bra:
            return svar
        if svar.nektet:
            self._token.glem()
            raise Kanalfeil("fiks.nektet")
        if svar.var_nede:
            # It answered, so it may have done what it was asked before it failed.
            raise Kanalfeil("fiks.nede", uvisst=kropp is not None)
        if apent and svar.status == HTTPStatus.NOT_FOUND:
            raise Kanalfeil("fiks.uten-nokkel")
        raise Kanalfeil(f"fiks.avvist:{svar.status}")


def _del(navn: str, innhold: bytes, type_: str, filnavn: str | None = None) -> RequestField:
    ledd = RequestField(navn, innhold, filename=filnavn)
    ledd.make_multipart(content_type=type_)
    return ledd
