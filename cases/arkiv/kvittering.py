"""What the archive answers: read from ``arkivmeldingKvittering``. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from cases.arkiv.skjema import IkkeXml, les_xml

NAVNEROM = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/kvittering/v1"
STORST = 1024 * 1024
LENGST = 100
# What an error's id may look like before it is shown to anyone; the archive's own words may hold a name.
FEILKODE = re.compile(r"[\w.:-]{1,60}")


@dataclass(frozen=True)
class Svar:
    """The archive's answer about one document: where it is now, or that it was refused."""

    nokkel: str
    arkiv_id: str = ""
    fantes: bool = False
    feilkode: str = ""

    @property
    def arkivert(self) -> bool:
        """Whether the archive has it."""
        return bool(self.arkiv_id)


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
