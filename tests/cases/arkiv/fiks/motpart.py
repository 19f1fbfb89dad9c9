"""The other side: Maskinporten, Fiks IO and an archive behind it, on this machine, speaking the protocols over TLS.

What is sent is taken apart by OpenSSL and the standard library, not by our own code: the grant is checked as Maskinporten
does, the package is decrypted with the archive's key, the signature verified, the sums compared, and the message held
against Fiks Arkiv's schema where this machine has it. The archive has one document for each key, and answers as it is
told to.
"""

from __future__ import annotations

import hashlib
import io
import json
import threading
import time
import zipfile
from base64 import b64decode, b64encode
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qs
from uuid import UUID, uuid4

import jwt
from cryptography import x509
from lxml import etree

from cases.arkiv import skjema
from tests.cases.arkiv.fiks import openssl
from tests.cases.arkiv.fiks.meglar import Meglar
from tests.cases.arkiv.test_arkivmelding import kvittering

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from tests.cases.arkiv.fiks.nokler import Identitet, Noekler

KONTO, ARKIVETS = UUID("11111111-1111-4111-8111-111111111111"), UUID("22222222-2222-4222-8222-222222222222")
INTEGRASJON, PASSORD, KLIENT = UUID("33333333-3333-4333-8333-333333333333"), "hemmelig passord", "klient-4"
KO = f"fiksio.konto.{KONTO}"
FIKS_ARKIV = "no.ks.fiks.arkiv.v1."
OPPRETT = f"{FIKS_ARKIV}arkivering.arkivmelding.opprett"
UGYLDIG, SERVERFEIL = f"{FIKS_ARKIV}feilmelding.ugyldigforespoersel", f"{FIKS_ARKIV}feilmelding.serverfeil"
TIDSAVBRUDD, IKKE_LEVERT = "no.ks.fiks.kvittering.tidsavbrudd", "no.ks.fiks.kvittering.serverfeil.v1"
FEIL_ID = "7d2f9a40-0000-4000-8000-000000000000"


def feilmelding(type_: str, feil_id: str = FEIL_ID) -> bytes:
    """An error as the archive words it: with a name in it."""
    navn = type_.rpartition(".")[2]
    rom = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/feil"
    return (
        f'<f:{navn} xmlns:f="{rom}/{navn}/v1" xmlns:b="{rom}/feilmelding/v1"><b:feilId>{feil_id}</b:feilId>'
        f"<b:feilmelding>Fant ingen elevmappe for Nora Sand</b:feilmelding></f:{navn}>"
    ).encode()


@dataclass
class Sendt:
    """One message as Fiks got it, opened by the archive."""

    melding_id: str
    metadata: dict[str, Any]
    filer: dict[str, bytes]
    nokkel: str

    @property
    def hoder(self) -> dict[str, str]:
        headere: dict[str, str] = self.metadata["headere"]
        return headere


@dataclass
class Motpart:
    """All three. ``svar``: how the archive answers each message; ``feil``: how an address fails, the next time or for ever."""

    noekler: Noekler
    sendt: list[Sendt] = field(default_factory=list)
    # The archive: one document for each of our keys.
    arkiv: dict[str, str] = field(default_factory=dict)
    svar: list[str] = field(default_factory=lambda: ["mottatt", "kvittering"])
    feil: dict[str, str] = field(default_factory=dict)
    tokener: dict[str, float] = field(default_factory=dict)
    varighet: int = 120
    # What the checks here found wrong; a test that ends with any has failed.
    avvik: list[str] = field(default_factory=list)
    uten_nokkel: bool = False
    publisert: Identitet | None = None

    def __enter__(self) -> Self:
        tjener = type("Tjener", (_Tjener,), {"fiks": self})
        self._brukte: set[str] = set()
        self._slipp = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), tjener)
        self._http.daemon_threads = True
        self._http.socket = self.noekler.tls().wrap_socket(self._http.socket, server_side=True)
        self.adresse = f"https://127.0.0.1:{self._http.server_address[1]}"
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.meglar = Meglar(self.noekler.tls(), self._slipp_inn, {KO: deque()}).__enter__()
        return self

    def __exit__(
        self, type_: type[BaseException] | None, feil: BaseException | None, spor: TracebackType | None
    ) -> None:
        self._slipp.set()
        self.meglar.__exit__(None, None, None)
        self._http.shutdown()
        self._http.server_close()
        assert self.avvik == []
        assert self.meglar.brudd == []

    @property
    def maskinporten(self) -> str:
        return f"{self.adresse}/maskinporten/"

    def svar_med(
        self,
        hva: str,
        nokkel: str = "",
        *,
        svar_til: str = "",
        avsender: UUID = ARKIVETS,
        xml: bytes | None = None,
        kropp: bytes | None = None,
        **egne: str,
    ) -> None:
        """Put an answer on our queue, as the archive or Fiks itself would."""
        korrelasjon = {"klientKorrelasjonsId": nokkel} if nokkel else {}
        hoder = {f"egendefinert-header.{navn}": verdi for navn, verdi in (korrelasjon | egne).items()}
        type_ = {"mottatt": f"{OPPRETT}.mottatt", "kvittering": f"{OPPRETT}.kvittering"}.get(hva, hva)
        if xml is not None:
            kropp = self.pakk(xml, "arkivmelding-kvittering.xml" if hva == "kvittering" else "feilmelding.xml")
        hoder |= {"melding-id": str(uuid4()), "avsender-id": str(avsender), "type": type_, "svar-til": svar_til}
        self.meglar.legg(KO, hoder, kropp or b"")

    def pakk(self, xml: bytes, navn: str, til: Identitet | None = None) -> bytes:
        """The archive's own package: zipped, signed and encrypted to our account, by other code than ours."""
        sum_ = hashlib.sha256(xml).digest()
        manifest = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cades:ASiCManifest '
            'xmlns:cades="http://uri.etsi.org/2918/v1.2.1#" xmlns:sig="http://www.w3.org/2000/09/xmldsig#">'
            '<cades:SigReference URI="META-INF/signature-1.p7s" MimeType="application/x-pkcs7-signature" />'
            f'<cades:DataObjectReference URI="{navn}" MimeType="application/xml"><sig:DigestMethod '
            'Algorithm="http://www.w3.org/2000/09/xmldsig#sha256" /><sig:DigestValue>'
            f"{b64encode(sum_).decode()}</sig:DigestValue></cades:DataObjectReference></cades:ASiCManifest>"
        ).encode()
        ut = io.BytesIO()
        with zipfile.ZipFile(ut, "w") as pakke:
            pakke.writestr("mimetype", "application/vnd.etsi.asic-e+zip")
            pakke.writestr(navn, xml)
            pakke.writestr("META-INF/ASiCManifest.xml", manifest)
            pakke.writestr("META-INF/signature-1.p7s", openssl.signer(manifest, self.noekler.arkivet))
        return openssl.krypter(ut.getvalue(), til or self.noekler.kontoen)

    # Maskinporten.

    def gi_token(self, skjema: dict[str, list[str]]) -> tuple[int, dict[str, Any]]:
        fullmakt = skjema["assertion"][0]
        self._krev(skjema["grant_type"] == ["urn:ietf:params:oauth:grant-type:jwt-bearer"], "grant_type")
        hode = jwt.get_unverified_header(fullmakt)
        sertifikat = x509.load_der_x509_certificate(b64decode(hode["x5c"][0]))
        self._krev(sertifikat == self.noekler.kommunen.sertifikat, "x5c")
        krav = jwt.decode(
            fullmakt,
            sertifikat.public_key(),  # type: ignore[arg-type]  # an RSA key, as all here
            algorithms=["RS256"],
            audience=self.maskinporten,
            options={"verify_iat": False, "verify_exp": False},
        )
        self._krev(krav["iss"] == KLIENT and krav["scope"] == "ks:fiks", "iss og scope")
        self._krev(0 < krav["exp"] - krav["iat"] <= 120, "lever for lenge")
        self._krev(krav["jti"] not in self._brukte, "brukt før")
        self._brukte.add(krav["jti"])
        token = f"token-{uuid4()}"
        self.tokener[token] = time.monotonic() + self.varighet
        return 200, {"access_token": token, "token_type": "Bearer", "expires_in": self.varighet, "scope": "ks:fiks"}

    def er_gyldig(self, token: str) -> bool:
        return self.tokener.get(token, 0.0) > time.monotonic()

    def _slipp_inn(self, bruker: str, passord: str) -> bool:
        forst, _mellomrom, token = passord.rpartition(" ")
        return bruker == str(INTEGRASJON) and forst == PASSORD and self.er_gyldig(token)

    # Fiks IO.

    def ta_imot(self, deler: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        meta = json.loads(deler["metadata"].get_payload(decode=True))
        self._krev(deler["metadata"].get_content_type() == "application/json", "metadata er ikke json")
        self._krev(deler["data"].get_content_type() == "application/octet-stream", "data er ikke bytes")
        self._krev(set(meta) <= {"avsenderKontoId", "mottakerKontoId", "meldingType", "ttl", "headere"}, "metadata")
        self._krev((meta["avsenderKontoId"], meta["mottakerKontoId"]) == (str(KONTO), str(ARKIVETS)), "kontoene")
        self._krev(meta["meldingType"] == OPPRETT and isinstance(meta["ttl"], int), "type og levetid")
        UUID(meta["headere"]["klientMeldingId"])
        melding_id = str(uuid4())
        sendt = self._apne(melding_id, meta, deler["data"].get_payload(decode=True))
        self.sendt.append(sendt)
        for hva in self.svar:
            self._svar(hva, sendt)
        return 202, meta | {"meldingId": melding_id, "dokumentlagerId": None, "svarPaMelding": None}

    # The archive.

    def _apne(self, melding_id: str, meta: dict[str, Any], kryptert: bytes) -> Sendt:
        with zipfile.ZipFile(io.BytesIO(openssl.dekrypter(kryptert, self.noekler.arkivet))) as pakke:
            alt = {navn: pakke.read(navn) for navn in pakke.namelist()}
            forst = pakke.infolist()[0]
        self._krev((forst.filename, forst.compress_type) == ("mimetype", zipfile.ZIP_STORED), "mimetype først")
        self._krev(alt["mimetype"] == b"application/vnd.etsi.asic-e+zip", "mimetype")
        manifest = etree.fromstring(alt["META-INF/asicmanifest.xml"])
        rom = {"a": "http://uri.etsi.org/02918/v1.2.1#", "d": "http://www.w3.org/2000/09/xmldsig#"}
        signatur = manifest.find("a:SigReference", rom).get("URI")
        openssl.krev_signatur(alt["META-INF/asicmanifest.xml"], alt[signatur], self.noekler.kommunen)
        filer = {navn: data for navn, data in alt.items() if "META-INF" not in navn and navn != "mimetype"}
        summer = {
            ledd.get("URI"): b64decode(ledd.find("d:DigestValue", rom).text)
            for ledd in manifest.findall("a:DataObjectReference", rom)
        }
        self._krev(summer == {navn: hashlib.sha256(data).digest() for navn, data in filer.items()}, "summene")
        melding = filer["arkivmelding.xml"]
        self._krev(not list(skjema.brudd(melding, skjema.OPPRETT)), "meldingen bryter skjemaet")
        rot = etree.fromstring(melding)
        filnavn = rot.xpath("//*[local-name()='referanseDokumentfil']")[0].text
        self._krev(set(filer) == {"arkivmelding.xml", filnavn}, "filene")
        nokkel = rot.xpath(
            "//*[local-name()='registrering']/*[local-name()='referanseEksternNoekkel']/*[local-name()='noekkel']"
        )[0].text
        return Sendt(melding_id, meta, filer, nokkel)

    def _svar(self, hva: str, sendt: Sendt) -> None:
        felles: dict[str, Any] = {
            "nokkel": sendt.hoder["klientKorrelasjonsId"],
            "svar_til": sendt.melding_id,
            "klientMeldingId": str(uuid4()),
        }
        if hva == "kvittering":
            arkiv_id = self.arkiv.setdefault(sendt.nokkel, f"2026/{123 + len(self.arkiv)}-1")
            self.svar_med(hva, xml=kvittering(sendt.nokkel, arkiv_id=arkiv_id), **felles)
        elif hva in {UGYLDIG, SERVERFEIL}:
            self.svar_med(hva, xml=feilmelding(hva, str(uuid4())), **felles)
        elif hva in {TIDSAVBRUDD, IKKE_LEVERT}:
            # Fiks's own say which message, and nothing more.
            self.svar_med(hva, svar_til=sendt.melding_id, avsender=ARKIVETS)
        else:
            self.svar_med(hva, **felles)

    def _krev(self, stemmer: bool, hva: str) -> None:
        if not stemmer:
            self.avvik.append(hva)


class _Tjener(BaseHTTPRequestHandler):
    fiks: Motpart
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        kropp = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path == "/maskinporten/token":
            self._svar(lambda: self.fiks.gi_token(parse_qs(kropp.decode(), strict_parsing=True)))
        elif self.path == "/fiks-io/api/v1/send":
            if self._er_inne():
                hel = message_from_bytes(f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode() + kropp)
                deler = {ledd.get_param("name", header="Content-Disposition"): ledd for ledd in hel.get_payload()}  # type: ignore[union-attr]  # a multipart has parts
                self._svar(lambda: self.fiks.ta_imot(deler))  # type: ignore[arg-type]
        else:
            self.send_error(404)

    def do_GET(self) -> None:
        if self.path != f"/fiks-io/katalog/api/v1/kontoer/{ARKIVETS}/offentligNokkel" or self.fiks.uten_nokkel:
            self.send_error(404)
            return
        # The catalogue is open: who asks is nobody's business.
        self.fiks._krev(not {"Authorization", "IntegrasjonPassord"} & set(self.headers), "sier hvem vi er")
        pem = (self.fiks.publisert or self.fiks.noekler.arkivet).sertifikatfil.read_text()
        self._svar(lambda: (200, {"nokkel": pem, "issuerDN": "CN=Arkivet", "serial": "1"}))

    def _er_inne(self) -> bool:
        token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
        if (
            self.fiks.er_gyldig(token)
            and self.headers["IntegrasjonId"] == str(INTEGRASJON)
            and self.headers["IntegrasjonPassord"] == PASSORD
        ):
            return True
        self.send_error(401)
        return False

    def _svar(self, hva: Callable[[], tuple[int, dict[str, Any]]]) -> None:
        """Do it, and answer; or fail in the way the test has asked for."""
        feil = self.fiks.feil.get(self.path, "")
        if feil == "heng":
            self.fiks._slipp.wait(60)
            return
        if feil.isdecimal():
            # With a name in the words, as such answers may have.
            self._skriv(int(feil), b'{"error":"invalid_grant","message":"Nora Sand finnes ikke"}')
            return
        try:
            status, innhold = hva()
        except Exception as uventet:  # noqa: BLE001 - told of where the test ends
            self.fiks.avvik.append(repr(uventet))
            self.send_error(500)
            return
        if feil == "gjort, uten svar":
            self.close_connection = True
            with suppress(OSError):
                self.connection.close()
            return
        self._skriv(status, b"<html>" if feil == "gjort, uforståelig" else json.dumps(innhold).encode())

    def _skriv(self, status: int, innhold: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(innhold)))
        self.end_headers()
        self.wfile.write(innhold)

    def log_message(self, *_args: Any) -> None:
        pass
