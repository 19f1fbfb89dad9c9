"""What the archive answers: read from ``arkivmeldingKvittering``, and from what says that it came no further. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from lxml import etree

from cases.arkiv.skjema import IkkeXml, les_xml

NAVNEROM = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/kvittering/v1"
STORST = 1024 * 1024
LENGST = 100
# What an error's id may look like before it is shown to anyone; the archive's own words may hold a name.
FEILKODE = re.compile(r"[\w.:-]{1,60}")
# How our own codes begin, for answers that are no refusal: the same message may still be dealt with.
EGEN_KODE = "fiks."
# It came, and was meant for us, and nobody can make out what it says.
UFORSTAATT = f"{EGEN_KODE}uforstaatt"


class Art(StrEnum):
    """What kind of answer it is, as its envelope says."""

    KVITTERING = "kvittering"
    # The archive has the message in hand, and says no more.
    MOTTATT = "mottatt"
    # It is wrong, and will be as wrong tomorrow.
    AVVIST = "avvist"
    # It was not dealt with: the same, sent again, may be.
    IKKE_UTFORT = "ikke utført"
    # It cannot be opened: what it says is not known.
    ULESELIG = "uleselig"


@dataclass(frozen=True)
class Svar:
    """The archive's answer about one document: where it is now, that it was refused, or that it is being dealt with."""

    nokkel: str
    arkiv_id: str = ""
    fantes: bool = False
    feilkode: str = ""
    underveis: bool = False
    midlertidig: bool = False

    @property
    def arkivert(self) -> bool:
        """Whether the archive has it."""
        return bool(self.arkiv_id)


def tolk(art: Art, innhold: bytes, *, nokkel: str, kode: str, system: str) -> Svar:
    """What an answer of this kind says.

    Args:
        art: the kind, by its envelope.
        innhold: what was in it.
        nokkel: the key its envelope names; empty where it names none.
        kode: our own code for why, where the kind alone does not say.
        system: our name in external keys.

    Raises:
        IkkeXml: it should have been a receipt, and is none, or not one of ours.

    """
    match art:
        case Art.KVITTERING:
            return les_svar(innhold, filens_nokkel=nokkel, system=system)
        case Art.MOTTATT:
            return Svar(nokkel, underveis=True)
        case Art.AVVIST:
            feil_id = _feil_id(innhold)
            return Svar(nokkel, feilkode="ukjent" if feil_id.startswith(EGEN_KODE) else feil_id or "ukjent")
        case Art.IKKE_UTFORT:
            # The archive's own number for what went wrong is what its supplier asks for.
            feil_id = _feil_id(innhold)
            return Svar(nokkel, feilkode=(f"{kode}:{feil_id}" if feil_id else kode)[:60], midlertidig=True)
        case Art.ULESELIG:
            return Svar(nokkel, feilkode=kode)
        case _:
            assert_never(art)


def _feil_id(innhold: bytes) -> str:
    """The number of an error message, or nothing: that it is an error is known without it."""
    try:
        funnet = _barn(les_xml(innhold), "feilId") if 0 < len(innhold) <= STORST else ""
    except IkkeXml:
        return ""
    return funnet if FEILKODE.fullmatch(funnet) else ""


def les_svar(innhold: bytes, *, filens_nokkel: str, system: str) -> Svar:
    """Read one answer.

    Args:
        innhold: the bytes as they came.
        filens_nokkel: the key in the file's name, which is all that tells whose refusal it is.
        system: our name in external keys; another system's answer is not ours.

    Raises:
        IkkeXml: it is no answer, or not one of ours.

    """
    if len(innhold) > STORST:
        raise IkkeXml("for stor")
    rot = les_xml(innhold)
    if rot.tag != f"{{{NAVNEROM}}}arkivmeldingKvittering":
        raise IkkeXml("ikke en kvittering")
    post = rot.find(f"{{{NAVNEROM}}}registreringKvittering")
    if post is not None:
        return _arkivert(post, filens_nokkel, system)
    for navn in ("registreringFeilet", "mappeFeilet"):
        feilet = rot.find(f"{{{NAVNEROM}}}{navn}")
        if feilet is not None:
            kode = _barn(feilet, "feilId")
            return Svar(filens_nokkel, feilkode=kode if FEILKODE.fullmatch(kode) else "ukjent")
    raise IkkeXml("sier ikke hvordan det gikk")


def _arkivert(post: etree._Element, filens_nokkel: str, system: str) -> Svar:
    nokkel = filens_nokkel
    if (ekstern := _finn(post, "referanseEksternNoekkel")) is not None:
        if _barn(ekstern, "fagsystem") != system:
            raise IkkeXml("fra et annet fagsystem")
        nokkel = _barn(ekstern, "noekkel")
        if filens_nokkel not in {"", nokkel}:
            raise IkkeXml("filens navn og nøkkelen er ikke de samme")
    arkiv_id = (_barn(post, "registreringsID") or _barn(post, "systemID"))[:LENGST]
    if not (nokkel and arkiv_id):
        raise IkkeXml("uten nøkkel eller arkivets id")
    return Svar(nokkel, arkiv_id=arkiv_id, fantes=_barn(post, "opprettetEllerEksisterende") == "Eksisterende")


def _finn(ledd: etree._Element, navn: str) -> etree._Element | None:
    """By name alone: a part of a key stands in another namespace than the answer around it."""
    return next((barn for barn in ledd if isinstance(barn.tag, str) and etree.QName(barn).localname == navn), None)


def _barn(ledd: etree._Element, navn: str) -> str:
    funnet = _finn(ledd, navn)
    return (funnet.text or "").strip() if funnet is not None else ""
