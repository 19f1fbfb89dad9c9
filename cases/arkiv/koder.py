"""The installation's own code values (R-6): what Elements calls its parts and kinds. Read from the settings."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Koder:
    """Each code the archive demands. The names are the elements of Fiks Arkiv's arkivmelding."""

    system: str = "Steinkjer skolemiljø"
    # Who sends where the school must not be named.
    organisasjon: str = "Steinkjer kommune"
    arkivdel: str = "ELEV"
    journalenhet: str = "SKOLE"
    mappetype: str = "ELEVMAPPE"
    klassifikasjonssystem: str = ""
    klasse: str = ""
    journalposttype_internt: str = "N"
    journalposttype_ut: str = "U"
    journalstatus: str = "F"
    dokumentstatus: str = "F"
    tilknyttet_som: str = "H"
    variantformat: str = "A"
    format: str = "RA-PDF"
    intern_avsender: str = "IA"
    intern_mottaker: str = "IM"
    mottaker: str = "EM"
    partrolle: str = "ELEV"
    tilgangsrestriksjon: str = "UO"
    skjermingshjemmel: str = "Offl. § 13, jf. fvl. § 13"
    grad_fortrolig: str = "F"
    grad_strengt_fortrolig: str = "SF"
    # What everyone may read in the journal. Never anything about a pupil.
    offentlig_tittel: str = "Skolemiljøsak, elev"
    offentlig_mappetittel: str = "Elevmappe"
    # The whole sak lies in a folder of its own, which others read than those who read elevmapper. Where it is and who
    # reads it has no answer of ours: no name is hidden in it, so until both are set none is sent.
    saksmappe_arkivdel: str = ""
    saksmappe_tilgangsrestriksjon: str = ""
    saksmappe_mappetype: str = "SKOLEMILJOSAK"
    saksmappe_klassifikasjonssystem: str = ""
    saksmappe_klasse: str = ""
    saksmappe_skjermingshjemmel: str = "Offl. § 13, jf. fvl. § 13"
    offentlig_saksmappetittel: str = "Skolemiljøsak, elev"

    @property
    def tar_saksmapper(self) -> bool:
        """Whether this installation has said where whole saker go, and who reads them there."""
        return bool(self.saksmappe_arkivdel and self.saksmappe_tilgangsrestriksjon)

    def for_saksmappe(self) -> Koder:
        """The codes of the folder of the whole sak, in place of the elevmappe's."""
        return replace(
            self,
            arkivdel=self.saksmappe_arkivdel,
            mappetype=self.saksmappe_mappetype,
            klassifikasjonssystem=self.saksmappe_klassifikasjonssystem,
            klasse=self.saksmappe_klasse,
            tilgangsrestriksjon=self.saksmappe_tilgangsrestriksjon,
            skjermingshjemmel=self.saksmappe_skjermingshjemmel,
            offentlig_mappetittel=self.offentlig_saksmappetittel,
        )


# These may be empty: then the element is left out, or no saksmappe is sent.
VALGFRIE = frozenset(
    {
        "klassifikasjonssystem",
        "klasse",
        "journalenhet",
        "saksmappe_arkivdel",
        "saksmappe_tilgangsrestriksjon",
        "saksmappe_klassifikasjonssystem",
        "saksmappe_klasse",
    }
)
LENGST = 120


def koder() -> Koder:
    """The codes of this installation.

    Raises:
        ValueError: a code is unknown, empty where it must not be, or too long; the sentence says which.

    """
    return les_koder(settings.ARKIV_KODER)


def les_koder(satt: Mapping[str, str]) -> Koder:
    """The codes with what this installation has set instead of our own. Raises ``ValueError`` as ``koder``."""
    kjente = {felt.name for felt in fields(Koder)}
    if ukjente := sorted(set(satt) - kjente):
        raise ValueError(f"ARKIV_KODER har ukjente navn: {', '.join(ukjente)}")
    for navn, verdi in satt.items():
        if not verdi.strip() and navn not in VALGFRIE:
            raise ValueError(f"ARKIV_KODER: {navn} kan ikke være tom")
        if len(verdi) > LENGST:
            raise ValueError(f"ARKIV_KODER: {navn} er lengre enn {LENGST} tegn")
    funnet = Koder(**{navn: verdi.strip() for navn, verdi in satt.items()})
    for en in (funnet, funnet.for_saksmappe()):
        if bool(en.klassifikasjonssystem) != bool(en.klasse):
            raise ValueError("ARKIV_KODER: klassifikasjonssystem og klasse må settes sammen")
    return funnet
