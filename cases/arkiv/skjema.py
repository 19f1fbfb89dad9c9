"""Fiks Arkiv's own schemas, where the installation has them: a message that breaks them is never sent."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from lxml import etree

from cases.arkiv.arkivmelding import UgyldigArkivmelding

if TYPE_CHECKING:
    from collections.abc import Iterator

OPPRETT = "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
KVITTERING = "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.kvittering.xsd"


class IkkeXml(ValueError):  # noqa: N818 - the domain's word
    """What was read is not XML we accept."""


def les_xml(innhold: bytes) -> etree._Element:
    """Read XML that came from outside: no entities, no files, no network, no depth that fills the memory.

    Raises:
        IkkeXml: it is none, or has a document type.

    """
    leser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        rot = etree.fromstring(innhold, leser)
    except (etree.XMLSyntaxError, ValueError) as feil:
        raise IkkeXml("kan ikke leses") from feil
    if rot.getroottree().docinfo.doctype:
        raise IkkeXml("har en dokumenttype")
    return rot


def skjemamappe() -> Path | None:
    """Where the schemas lie, if the installation has been given them."""
    return Path(settings.FIKS_ARKIV_XSD_DIR) if settings.FIKS_ARKIV_XSD_DIR else None


def _skjema(sti: Path) -> etree.XMLSchema:
    # Read each time: it takes milliseconds, and a schema that has validated carries the log of it between threads.
    return etree.XMLSchema(etree.parse(str(sti), etree.XMLParser(no_network=True)))


def brudd(innhold: bytes, navn: str) -> Iterator[str]:
    """Where the message breaks its schema, as line and rule; never the value. Nothing without the schemas."""
    mappe = skjemamappe()
    if mappe is None:
        return
    skjema = _skjema(mappe / navn)
    rot = les_xml(innhold)
    if not skjema.validate(rot):
        yield from sorted({f"linje {feil.line}: {feil.type_name}" for feil in skjema.error_log})


def krev_gyldig(melding: bytes) -> None:
    """Refuse a message that breaks Fiks Arkiv's schema.

    Raises:
        UgyldigArkivmelding: with the line and the rule of each breach.

    """
    if funn := list(brudd(melding, OPPRETT)):
        raise UgyldigArkivmelding(*funn)


def krev_kvittering(svar: bytes) -> None:
    """Refuse an answer that breaks Fiks Arkiv's schema.

    Raises:
        IkkeXml: with the first breach.

    """
    for funn in brudd(svar, KVITTERING):
        raise IkkeXml(funn)
