"""A sak with every kind of row, lived through the doors: archived whole, removed whole, and nothing left (R-2, R-8)."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdf
import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import models

from cases.arkiv import saksmappe, sending
from cases.arkiv.actions import andres_papirer_er_lagt, avgjor_fjerning, foreslaa_fjerning, opphev_stans, stans_fjerning
from cases.arkiv.dekning import I_SAKSMAPPA, UTKAST, som_skal_bevises, uten_dekning
from cases.arkiv.fjernbar import hindringer
from cases.arkiv.fjerning import alt_som_horer_til, usikret
from cases.arkiv.models import Arkivering, Fjerningsstans, Saksfjerning
from cases.dokumenter.kontroll import svar
from cases.dokumenter.models import Dokument
from cases.dossier import arbeid
from cases.dossier.models import Dossier
from cases.framlegg.models import Framleggdokument
from cases.sak.hendelse import Hendelsestype, logg
from cases.sak.models import Hendelse, Sak
from cases.segl.forsegling import forsegl
from cases.segl.kontroll import Telling, kontroller
from cases.vedlegg.models import Vedlegg, Vedleggsdel
from tests.cases.arkiv.hel_sak import DAG, SENERE, SLUTT, lev
from tests.cases.arkiv.tabellene import alt, der_det_staar, uten
from tests.cases.arkiv.test_arkivmelding import tekst
from tests.cast import NAA, sett_rollene
from tests.factories import lag_melding, lag_sak, lag_vedlegg

if TYPE_CHECKING:
    from tests.cases.arkiv.verden import Arkivet
    from tests.cast import Rollebesetning

pytestmark = pytest.mark.django_db(transaction=True)
LAGET = SLUTT + 40 * DAG
# Written with the row it stands in, and not as it is kept: a file's name inside, and what only a computer reads.
IKKE_TEKST = frozenset({"objekt_type", "slag", "mime"})


def kommando(*valg: str) -> str:
    ut = StringIO()
    with time_machine.travel(SENERE, tick=False):
        call_command("fjern_saker", *valg, stdout=ut)
    return ut.getvalue()


def uten_mellomrom(tekst_: str) -> str:
    """As letters only: a line that ends in the middle of a word is still that word."""
    return re.sub(r"[\s\u00ad]+", "", unicodedata.normalize("NFC", tekst_))


def arkiver(sak: Sak, arkivet: Arkivet) -> Dossier:
    """The saksmappe is asked for, made and sent by itself, and the archive answers for all of it."""
    sending.sveip(LAGET - DAG)
    assert saksmappe.bestill_manglende(LAGET) == 1
    assert saksmappe.bestill_manglende(LAGET) == 0
    assert arbeid.lag_ventende(klokke=lambda: LAGET) == 1
    sending.sveip(LAGET)
    assert not Arkivering.objects.filter(sak=sak, status="venter").exists()
    for nokkel in arkivet.pakker:
        arkivet.svar(nokkel)
    sending.sveip(LAGET + DAG)
    assert set(Arkivering.objects.filter(sak=sak).values_list("status", flat=True)) == {"kvittert", "erstattet"}
    return Dossier.objects.get(sak=sak, formaal="arkiv")


def bli_enige(sak: Sak, roller: Rollebesetning) -> None:
    foreslaa_fjerning(aktor=roller.rektor, nummer=sak.nummer, now=SENERE)
    avgjor_fjerning(
        aktor=roller.systemforvalter, forslag_id=sak.fjerningsforslag.get().pk, godkjent=True, begrunnelse="",
        now=SENERE,
    )  # fmt: skip


def test_alt_i_saken_ligger_i_arkivet_og_saa_er_ingenting_igjen_av_den(
    transactional_db: None, arkivet: Arkivet
) -> None:
    roller = sett_rollene()
    # Another pupil's sak, with some of the same, which is to be as it was.
    annen = lag_sak(roller, elev=roller.annen_elev, nummer="2026-9001")
    logg(annen, Hendelsestype.SAK_OPPRETTET, aktor=roller.rektor, now=NAA)
    lag_vedlegg(lag_melding(roller, elev=roller.annen_elev, sak=annen, nummer="M-2026-9001"), roller.ansatt)
    sak = lev(roller)
    laget = arkiver(sak, arkivet)

    _alt_som_skal_bevares_staar_der(sak, laget)
    _pakken_er_en_egen_mappe_uten_spor_utenpaa(sak, laget, arkivet)

    # What a person still has to say, and then nothing stands in the way.
    assert [h.navn for h in hindringer(sak.pk, SENERE.date())] == ["etter_statsforvalter", "andres_papirer"]
    andres_papirer_er_lagt(aktor=roller.rektor, sak_id=sak.pk, now=SENERE)
    stans = stans_fjerning(
        aktor=roller.rektor, sak_id=sak.pk, grunn=Fjerningsstans.Grunn.STATSFORVALTER, notat="", now=SENERE
    )
    opphev_stans(aktor=roller.rektor, sak_id=sak.pk, stans_id=stans.pk, fordi="De er ferdige.", now=SENERE)
    assert hindringer(sak.pk, SENERE.date()) == []
    bli_enige(sak, roller)
    forsegl(SENERE)
    _fjernes_og_ingenting_er_igjen(sak, laget, arkivet)


def _alt_som_skal_bevares_staar_der(sak: Sak, laget: Dossier) -> None:
    """Every kind of row there is has one here; each is in the saksmappe as it is; each text of each can be read there."""
    rader = alt_som_horer_til(sak)
    assert uten_dekning() == ()
    navn = {modell._meta.model_name for modell, ider in rader.ider.items() if ider}
    assert I_SAKSMAPPA - navn == set()
    assert usikret(sak) == []
    assert laget.dokument is not None
    innhold = bytes(laget.dokument.innhold)
    ord_ = uten_mellomrom("\n".join(side.extract_text() for side in pypdf.PdfReader(BytesIO(innhold)).pages))
    sett, savnet = 0, []
    for modell, ider in rader.ider.items():
        if modell._meta.model_name not in I_SAKSMAPPA:
            continue
        for rad in modell._base_manager.filter(pk__in=som_skal_bevises(modell, ider)):
            for felt in modell._meta.concrete_fields:
                verdi = getattr(rad, felt.name)
                er_tekst = isinstance(felt, models.CharField | models.TextField) and not felt.choices
                if er_tekst and verdi and felt.name not in IKKE_TEKST and modell is not Hendelse:
                    sett += 1
                    if uten_mellomrom(verdi) not in ord_:
                        savnet.append((modell._meta.model_name, felt.name, verdi))
    assert (savnet, sett > 150) == ([], True)
    # A gap would be said on its first page, and there is none but those that are always there.
    assert "kravominnsyn." not in ord_[: ord_.index("Innhold")]
    # Drafts were nobody's but their writer's, and are not in it.
    assert {navn for navn in UTKAST if _utkast(navn, rader.ider)} >= {"framlegg", "sladding", "sladdekilde"}
    with pikepdf.open(BytesIO(innhold)) as pdf:
        inni = [bytes(fil.get_file().read_bytes()) for fil in pdf.attachments.values()]
        with pdf.open_metadata() as meta:
            assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
    # Each file byte for byte, and each paper that is in nobody's elevmappe.
    for fil in Vedlegg.objects.filter(models.Q(sak=sak) | models.Q(melding__elever__sak=sak)):
        assert b"".join(fil.biter()) in inni
    assert Vedlegg.objects.exclude(sak=None).count() == 2
    for dokument in Dokument.objects.filter(sak=sak, utgave="intern").exclude(type__in=["dossier", "saksmappe_arkiv"]):
        assert bytes(dokument.innhold) in inni, dokument
    assert bytes(Framleggdokument.objects.get().innhold) in inni
    sendt, usendt = (Dossier.objects.get(sak=sak, formaal="statsforvalter", versjon=n).dokument for n in (2, 1))
    assert sendt is not None
    assert usendt is not None
    assert (bytes(sendt.innhold) in inni, bytes(usendt.innhold) in inni) == (True, False)
    # The pupil's own folder never gets it: there is one such paper, and nobody can make it an elevmappe's.
    papir = Dokument.objects.get(type="saksmappe_arkiv")
    assert (papir.utgave, papir.elev) == ("intern", None)


def _utkast(navn: str, rader: dict[Any, set[int]]) -> bool:
    modell: Any = apps.get_model("cases", navn)
    return bool(modell._base_manager.filter(UTKAST[navn], pk__in=rader.get(modell, ())))


def _pakken_er_en_egen_mappe_uten_spor_utenpaa(sak: Sak, laget: Dossier, arkivet: Arkivet) -> None:
    nokkel = f"dokument-{laget.dokument_id}"
    melding = arkivet.pakker[nokkel]["arkivmelding.xml"]
    assert tekst(melding, "mappe/referanseEksternNoekkel/noekkel") == [f"sak-{sak.pk}"]
    assert tekst(melding, "mappe/tittel") == [f"Skolemiljøsak {sak.nummer}"]
    assert tekst(melding, "offentligTittel") == ["Skolemiljøsak, elev"] * 2
    assert tekst(melding, "arkivdel/kode") == ["SAK"]
    assert tekst(melding, "mappetype/kode") == ["SKOLEMILJOSAK"]
    # The pupil stands once, shielded; nobody else at all.
    assert melding.decode().count("Nora") == 1
    assert tekst(melding, "part/erSkjermet") == ["true"]
    assert not re.search("Jonas|Anklaget|Ansatt Egge|Kari", melding.decode())
    andre = [m["arkivmelding.xml"] for n, m in arkivet.pakker.items() if n != nokkel]
    assert len(andre) > 8
    assert all(b"elev-" in en and f"sak-{sak.pk}<".encode() not in en for en in andre)
    # What went to the other pupil's folder does not say whose sak it came from.
    (jonas,) = [en for en in andre if f"elev-{sak.involverte.exclude(elev=None).get().elev_id}<".encode() in en]
    assert sak.nummer.encode() not in jonas
    linjer = Hendelse.objects.filter(sak=sak, type="saksmappe_arkivert")
    assert [linje.data for linje in linjer] == [{"arkiv": "2026/123-4"}]


def _fjernes_og_ingenting_er_igjen(sak: Sak, laget: Dossier, arkivet: Arkivet) -> None:
    assert laget.dokument is not None
    papir = Dokument.objects.filter(sak=sak, type="avslutning", utgave="elevmappe").latest("pk")
    kontrollert = svar(papir.sha256)
    meldingsnummer = sak.meldingselever.get().melding.nummer
    hode = Hendelse.objects.filter(sak=sak).order_by("-lenke").values_list("lenke", "sum").first()
    antall = Arkivering.objects.filter(sak=sak, status="kvittert").count()
    assert len(der_det_staar("ord-")) > 50
    for_ = alt()
    assert list(kontroller(SENERE, Telling(), alt=True)) == []
    assert Vedleggsdel.objects.count() > 1

    ut = kommando("--utfor")
    assert f"{sak.nummer}: fjernet" in ut
    assert f"Tatt bort fra arkivets mappe: {antall}" in ut
    rad = Saksfjerning.objects.get()
    etter = alt()
    # Not a row more than it says, and of no other sak: what was there is there as it was.
    ny = {"cases_saksfjerning": etter["cases_saksfjerning"]}
    assert {**etter, "cases_saksfjerning": {}} == uten(for_, rad.ider)
    assert len(ny["cases_saksfjerning"]) == 1
    assert len(rad.ider) > 90
    # In no table a word of it, its number, or that of the melding it came from.
    assert der_det_staar("ord-", sak.nummer, meldingsnummer) == {"cases_saksfjerning": 1}
    assert (rad.saksnummer, rad.lenker, rad.hode) == (sak.nummer, *(hode or ()))
    assert len(rad.arkivert) == antall
    assert [f"dokument-{laget.dokument_id}", "2026/123-4", laget.dokument.sha256] in rad.arkivert
    assert not re.search("Nora|Eggen|Jonas|Anklaget", str(vars(rad)))
    # The folder has nothing left of it either; whoever holds a paper can still have it controlled.
    assert arkivet.pakker == {}
    assert arkivet.lagt_til_side("behandlet") == []
    assert svar(papir.sha256) == kontrollert is not None
    # The logs and the seals are whole, also when the row that says so is sealed itself.
    assert list(kontroller(SENERE, Telling(), alt=True)) == []
    forsegl(SENERE + DAG)
    assert list(kontroller(SENERE + DAG, Telling(), alt=True)) == []
    assert not Sak.objects.filter(pk=sak.pk).exists()
