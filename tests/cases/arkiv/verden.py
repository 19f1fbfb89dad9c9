"""What the archive's tests need: documents made for an elevmappe, a folder to watch, and an archive that answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cases.arkiv import sending
from cases.arkiv.models import Arkivering
from cases.dokumenter.actions import frys
from cases.dokumenter.models import Dokument
from cases.dossier import dokumentet
from cases.dossier.models import Dossier
from steinkjer_skolemiljo.organisation.sporing import lagre
from tests.cases.arkiv.test_arkivmelding import INNHOLD, avslag, kvittering
from tests.cast import NAA, OSLO
from tests.factories import lag_sak

if TYPE_CHECKING:
    from cases.sak.models import Sak
    from steinkjer_skolemiljo.organisation.models import Elev
    from tests.cast import Rollebesetning

# Where whole saker go, and who reads them there.
SAKSMAPPER = {"saksmappe_arkivdel": "SAK", "saksmappe_tilgangsrestriksjon": "XX"}
# Long ago, and a pupil who has left grunnskolen since.
AVSLUTTET = datetime(2018, 5, 2, 12, 0, tzinfo=OSLO)


@dataclass
class Arkivet:
    """The other side of the folder: takes what lies there, and answers."""

    rot: Path

    @property
    def pakker(self) -> dict[str, dict[str, bytes]]:
        """What lies in the folder now: package → file → bytes. Half ones show, if there are any."""
        ut = self.rot / "ut"
        return {
            pakke.name: {fil.name: fil.read_bytes() for fil in pakke.iterdir()}
            for pakke in sorted(ut.iterdir() if ut.exists() else ())
        }

    def svar(self, nokkel: str, innhold: bytes | None = None) -> None:
        """Leave an answer."""
        mappe = self.rot / "kvittering"
        mappe.mkdir(exist_ok=True)
        (mappe / f"{nokkel}.xml").write_bytes(innhold if innhold is not None else kvittering(nokkel))

    def avslaa(self, nokkel: str) -> None:
        """Refuse a document, with words that hold a name."""
        self.svar(nokkel, avslag())

    def lagt_til_side(self, hvor: str) -> list[str]:
        """The answers in a folder beside."""
        return sorted(fil.name for fil in (self.rot / "kvittering" / hvor).glob("*"))


def lag_dokument(
    sak: Sak,
    roller: Rollebesetning,
    *,
    type_: Dokument.Type = Dokument.Type.AVSLUTNING,
    now: datetime = NAA,
    versjon: int = 1,
    **annet: Any,
) -> Dokument:
    """A frozen document for the pupil's elevmappe."""
    felles: dict[str, Any] = {
        "utgave": Dokument.Utgave.ELEVMAPPE,
        "objekt": sak,
        "innhold": INNHOLD,
        "filnavn": f"{type_}-{sak.nummer}.pdf",
        "aktor": roller.rektor,
    }
    return frys(sak=sak, type=type_, versjon=versjon, now=now, **felles | annet)


def lag_saksmappe(sak: Sak, roller: Rollebesetning, now: datetime = NAA) -> Dossier:
    """The archive's saksmappe with all it must say of what is in it; but nothing is drawn."""
    versjon = Dossier.objects.til_arkivet().filter(sak=sak).count() + 1
    skrevet = dokumentet.skriv(sak, versjon, now, for_arkivet=True)
    dokument = lag_dokument(
        sak, roller, type_=Dokument.Type.SAKSMAPPE_ARKIV, utgave=Dokument.Utgave.INTERN, now=now, versjon=versjon
    )
    return Dossier.objects.create(
        sak=sak,
        formaal=Dossier.Formaal.ARKIV,
        versjon=versjon,
        status=Dossier.Status.FERDIG,
        bestilt=now,
        bestilt_av=roller.rektor,
        oyeblikk=now,
        ferdig=now,
        dokument=dokument,
        lenker=skrevet.lenker,
        rader=skrevet.rader,
    )


def arkiver_alt(sak: Sak, roller: Rollebesetning, arkivet: Arkivet) -> None:
    """All of a sak in the archive: its papers, and the saksmappe."""
    naar = sak.avsluttet or NAA
    if not Dokument.objects.filter(sak=sak, type=Dokument.Type.AVSLUTNING).exists():
        lag_dokument(sak, roller, now=naar)
    lag_saksmappe(sak, roller, naar)
    kvitter(sak, arkivet)


def kvitter(sak: Sak, arkivet: Arkivet) -> None:
    """What the sak has is sent, and the archive answers for all of it."""
    sending.sveip(NAA)
    for nokkel in Arkivering.objects.filter(sak=sak, status="sendt").values_list("nokkel", flat=True):
        arkivet.svar(nokkel)
    sending.sveip(NAA)


def arkivering(dokument: Dokument) -> Arkivering:
    """Where a document is now."""
    return Arkivering.objects.get(dokument=dokument)


def lag_gammel_sak(roller: Rollebesetning, elev: Elev | None = None, **felter: Any) -> Sak:
    """A sak closed long ago, of a pupil who has left grunnskolen since."""
    elev = elev or roller.elev
    elev.fodselsdato, elev.sluttet = date(2008, 3, 1), date(2024, 6, 21)
    lagre(elev, aktor=roller.systemet, now=NAA, provd=True)
    return lag_sak(
        roller,
        elev=elev,
        opprettet=AVSLUTTET - timedelta(days=90),
        mottatt=AVSLUTTET - timedelta(days=90),
        avsluttet=AVSLUTTET,
        fase="avsluttet",
        **felter,
    )
