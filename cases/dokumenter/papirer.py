"""What each kind of paper says: melding, referat, evaluering, avslutning, and the notice to skoleeier.

Each is written in the language that is active, in full (``intern``) or for one pupil's folder and home. The tiltaksplan
has a page of its own (``pdf``), with the five points of the law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cases.dokumenter.papir import Del, Papir, Tabell
from cases.dokumenter.pdf import elevens_maskerer
from cases.dokumenter.referat import hjemreferat
from cases.melding.models import FraBehandling
from cases.sak.models import Kriterium
from cases.undersokelse.models import Samtale
from cases.undersokelse.queries import EGNE_ORD, HVA_SIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from cases.evaluering.models import Avslutning, Evaluering, Tiltaksvurdering
    from cases.melding.models import Melding, Meldingelev, Meldinginvolvert
    from cases.sak.models import Sak
    from cases.skoleeier.models import Skoleeiervarsel
    from steinkjer_skolemiljo.organisation.models import Bruker, Elev


def _dag(naar: date | None) -> str:
    return date_format(naar, "j. F Y") if naar is not None else ""


def _dag_og_tid(naar: datetime) -> str:
    return date_format(localtime(naar), "j. F Y, H:i")


def _fakta(*par: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """Those that have something to say."""
    return tuple((navn, verdi) for navn, verdi in par if verdi)


def _skole(sak: Sak, elev: Elev, *, intern: bool) -> str:
    """The school, unless the paper must not tell where the pupil is (A-13)."""
    return "" if elev.er_gradert and not intern else sak.skole.navn


def _hode(sak: Sak, elev: Elev, *mer: tuple[str, str], intern: bool) -> tuple[tuple[str, str], ...]:
    skole = _skole(sak, elev, intern=intern)
    klasse = elev.klasse_ved(sak.skole_id)
    sted = [skole, klasse.navn] if skole and klasse is not None else [skole]
    return _fakta(
        (_("Elev"), elev.navn),
        (_("Saksnummer"), sak.nummer),
        (_("Født"), _dag(elev.fodselsdato)),
        *mer,
        (_("Skole og klasse"), ", ".join(sted)),
    )


def _av(setning_med: str, setning_uten: str, hvem: Bruker, naar: datetime, *, skjult: bool) -> str:
    """Who did it and when; without the name where it would tell where the pupil is."""
    verdier = {"dato": _dag(localtime(naar).date()), "navn": hvem.navn}
    return (setning_uten if skjult else setning_med) % verdier


# ---- melding


def melding(sak: Sak, rad: Meldingelev, *, intern: bool) -> Papir:
    """A melding that led to this sak. The pupil's folder has neither who reported nor who else knows of it (A-7)."""
    m = rad.melding
    masker = str if intern else elevens_maskerer(sak)
    skjult = sak.elev.er_gradert and not intern
    naar = (_dag(m.naar_dato), time_format(m.naar_klokkeslett, "H:i") if m.naar_klokkeslett else "")
    samtykke = ""
    if intern and m.fra_behandling == FraBehandling.SAMTYKKE:
        samtykke = f"{m.samtykke_fra}, {_dag(m.samtykke_dato)}"
    om = _fakta(
        (_("Når det skjedde"), ", ".join(del_ for del_ in (*naar, masker(m.naar_beskrivelse)) if del_)),
        (_("Hvor"), ", ".join(m.arenanavn)),
        (_("Hva slags hendelse"), ", ".join(m.typenavn)),
        (_("Hvordan det ble kjent"), m.get_kilde_display() + (f", {_dag(m.sagt_dato)}" if m.sagt_dato else "")),
        (_("Skolen fikk vite det"), _dag(m.oppdaget)),
        (_("Kan ha krenket"), "\n".join(_krenker(i, intern=intern) for i in m.involverte.all())),
        (_("Grep noen inn?"), _ja_nei(masker(m.grep_inn_beskrivelse), svar=m.grep_inn)),
        (_("Fysisk inngripen"), _("Ja") if m.fysisk_inngripen and intern else ""),
        (_("Er eleven trygg nå?"), m.get_trygg_naa_display()),
        (_("Har foresatte fått vite det?"), _ja_nei(masker(m.foresatte_varslet_beskrivelse), svar=m.foresatte_varslet)),
        (_("Samtykke til å bruke det som kom fram i behandling"), samtykke),
    )
    tillegg = [
        Del(_("Lagt til %(dato)s") % {"dato": _dag_og_tid(t.skrevet)}, tekst=masker(t.tekst)) for t in m.tillegg.all()
    ]
    return Papir(
        tittel=_("Melding om skolemiljøet"),
        referanse=_("Sak %(nummer)s · melding %(melding)s") % {"nummer": sak.nummer, "melding": m.nummer},
        ingress=_("Noen ved skolen meldte fra om at en elev kanskje ikke har det trygt og godt."),
        hode=_hode(sak, sak.elev, (_("Meldt"), _dag_og_tid(m.sendt)), *_alle_meldte(m, intern=intern), intern=intern),
        deler=(
            Del(_("Hva melderen har sett, hørt eller fått vite"), tekst=masker(m.hva_skjedde)),
            Del(_("Om hendelsen"), fakta=om),
            Del(_("Gjort med en gang"), tekst=masker(m.strakstiltak)),
            *([Del(_("Andre som vet noe"), tekst=m.vitner)] if intern else []),
            *tillegg,
        ),
        rettigheter=not intern,
        signatur=_av(_("Meldt %(dato)s av %(navn)s."), _("Meldt %(dato)s."), m.melder, m.sendt, skjult=not intern),
        tid=m.sendt,
        avsender="" if skjult else sak.skole.navn,
        intern=intern,
    )


def _alle_meldte(m: Melding, *, intern: bool) -> Iterable[tuple[str, str]]:
    """Whom else it was about: in full only."""
    if intern:
        navn = [e.elev.navn if e.elev is not None else e.beskrivelse for e in m.elever.all()]
        yield _("Gjelder"), ", ".join(navn) if len(navn) > 1 else ""


def _krenker(rad: Meldinginvolvert, *, intern: bool) -> str:
    hvem = rad.get_kategori_display()
    if not intern:
        return hvem
    navn = rad.elev.navn if rad.elev is not None else rad.ansatt.navn if rad.ansatt is not None else rad.beskrivelse
    return f"{hvem}: {navn}" if navn else hvem


def _ja_nei(mer: str, *, svar: bool | None) -> str:
    if svar is None:
        return mer
    return ". ".join(del_ for del_ in (_("Ja") if svar else _("Nei"), mer) if del_)


# ---- referat


def referat_hjem(sak: Sak, samtale: Samtale, elev: Elev) -> Papir:
    """The home's part of a referat. To another pupil's home it says nothing of whose sak it is (A-6, L-4.17)."""
    egen = elev.pk == sak.elev_id
    papir = hjemreferat(sak, samtale, elev)
    hode = [
        (_("Elev"), elev.navn),
        (_("Saksnummer"), sak.nummer if egen else ""),
        (_("Samtale"), _dag(samtale.dato)),
        (_("Sted"), "" if elev.er_gradert else samtale.sted),
    ]
    deler = [Del(punkt.navn, tekst=punkt.tekst, egne_ord=punkt.egne_ord) for punkt in papir.punkter]
    if samtale.neste_samtale:
        deler.append(Del(_("Neste samtale"), tekst=_dag(samtale.neste_samtale)))
    return Papir(
        tittel=_("Referat fra samtale %(dato)s") % {"dato": _dag(samtale.dato)},
        referanse=_("Sak %(nummer)s") % {"nummer": sak.nummer} if egen else "",
        ingress=_("Er noe feil, så si fra, så retter vi det."),
        hode=_fakta(*hode),
        deler=tuple(deler),
        rettigheter=True,
        signatur=_skrevet(samtale.registrert_av, samtale.registrert, skjult=elev.er_gradert),
        tid=samtale.registrert,
        avsender=_skole(sak, elev, intern=False),
    )


def _skrevet(hvem: Bruker, naar: datetime, *, skjult: bool) -> str:
    return _av(_("Skrevet %(dato)s av %(navn)s."), _("Skrevet %(dato)s av en ansatt."), hvem, naar, skjult=skjult)


def referat_internt(sak: Sak, samtale: Samtale) -> Papir:
    """A referat in full, with the internal note, or that the talk was offered and declined."""
    felter: list[tuple[str, str]] = [
        (_("Hvem var med"), "deltakere"),
        (str(HVA_SIES[Samtale.Type(samtale.type)]), "hva_sies"),
        (_("Hvordan eleven ønsker at det skal bli"), "onsker"),
        (_("Hva eleven tror hjelper, og hva eleven er redd for"), "hjelper_eller_frykter"),
        (_("Det den voksne la merke til"), "voksnes_beskrivelse"),
        (_("Hva ble avtalt"), "avtalt"),
        (_("Internt notat"), "internt_notat"),
    ]
    sagt = _fakta(
        (_("Formålet ble forklart"), _("Ja") if samtale.formaal_forklart else _("Nei")),
        (_("Taushetsplikten ble forklart"), _("Ja") if samtale.taushetsplikt_forklart else _("Nei")),
        (_("Tolk ble brukt"), _("Ja") if samtale.tolk else ""),
        (_("Trygghetsperson"), samtale.trygghetsperson),
        (_("Neste samtale"), _dag(samtale.neste_samtale)),
    )
    annen = samtale.elev.navn if samtale.elev is not None else ""
    return Papir(
        tittel=_("Referat fra samtale %(dato)s") % {"dato": _dag(samtale.dato)},
        referanse=_("Sak %(nummer)s") % {"nummer": sak.nummer},
        ingress=_("Samtalen ble tilbudt. Svaret var nei takk.") if samtale.takket_nei else "",
        hode=_hode(
            sak,
            sak.elev,
            (_("Samtale med"), ": ".join(del_ for del_ in (samtale.get_type_display(), annen) if del_)),
            (_("Sted"), samtale.sted),
            intern=True,
        ),
        deler=(
            *(Del(navn, tekst=getattr(samtale, felt), egne_ord=felt in EGNE_ORD) for navn, felt in felter),
            *(() if samtale.takket_nei else (Del(_("Om samtalen"), fakta=sagt),)),
        ),
        signatur=_skrevet(samtale.registrert_av, samtale.registrert, skjult=False),
        tid=samtale.registrert,
        avsender=sak.skole.navn,
        intern=True,
    )


# ---- evaluering og avslutning


def evaluering(sak: Sak, rad: Evaluering, *, intern: bool) -> Papir:
    """How a plan version worked. The home's copy leaves out the tiltak the home does not know of."""
    masker = str if intern else elevens_maskerer(sak)
    skjult = sak.elev.er_gradert and not intern
    svar = rad.get_elevens_svar_display()
    if rad.trygghetstall:
        svar += " " + _("(%(tall)s av 5)") % {"tall": rad.trygghetstall}
    syn = [f"{'' if skjult else rad_['navn'] + ': '}{masker(rad_['syn'])}" for rad_ in rad.foresattes_syn_hver]
    voksne = [rad.get_voksnes_svar_display() if rad.voksnes_svar else "", masker(rad.voksnes_vurdering)]
    return Papir(
        tittel=_("Evaluering %(dato)s") % {"dato": _dag(rad.dato)},
        referanse=_("Sak %(nummer)s · tiltaksplan versjon %(versjon)s")
        % {"nummer": sak.nummer, "versjon": rad.plan.versjon},
        ingress=_("Hvordan tiltakene har virket, og hva som skjer videre"),
        hode=_hode(
            sak,
            sak.elev,
            (_("Gjelder"), _("tiltaksplan versjon %(versjon)s") % {"versjon": rad.plan.versjon}),
            (_("Neste evaluering"), _dag(rad.ny_evalueringsdato)),
            intern=intern,
        ),
        deler=(
            Del(_("Har eleven det trygt og godt?"), tekst=svar),
            Del(_("Med elevens egne ord"), tekst=masker(rad.elevens_ord), egne_ord=True),
            Del(_("Hvem spurte eleven, og hvor"), tekst="" if skjult else masker(rad.spurt_av)),
            Del(_("Tiltakene"), tabell=_tiltakene(rad.vurderinger.all(), masker, intern=intern)),
            Del(_("Foresattes syn"), tekst="\n\n".join([*syn, masker(rad.foresattes_syn)]).strip()),
            Del(_("Nytt siden sist"), tekst=masker(rad.nye_hendelser)),
            Del(_("De voksnes vurdering"), tekst="\n".join(del_ for del_ in voksne if del_)),
            Del(_("Hjelp utenfra"), tekst=masker(rad.hjelp_utenfra)),
            Del(_("Hva nå"), tekst="\n".join([rad.get_konklusjon_display(), masker(rad.begrunnelse)]).strip()),
            Del(_("Hvem var med"), tekst=masker(rad.deltakere)),
        ),
        rettigheter=not intern,
        signatur=_skrevet(rad.registrert_av, rad.registrert, skjult=skjult),
        tid=rad.registrert,
        avsender=_skole(sak, sak.elev, intern=intern),
        intern=intern,
    )


def _tiltakene(vurderinger: Iterable[Tiltaksvurdering], masker: Callable[[str], str], *, intern: bool) -> Tabell:
    return Tabell(
        kolonner=(_("Tiltak"), _("Gjennomført"), _("Eleven"), _("De voksne"), _("Videre")),
        rader=tuple(
            (
                "\n\n".join(del_ for del_ in (masker(v.tiltak.beskrivelse), masker(v.kommentar)) if del_),
                v.get_gjennomfort_display(),
                v.get_virkning_elev_display(),
                v.get_virkning_voksne_display(),
                v.get_videre_display(),
            )
            for v in vurderinger
            if intern or v.tiltak.synlig_for_hjem
        ),
    )


def avslutning(sak: Sak, rad: Avslutning, *, intern: bool) -> Papir:
    """Why the sak was closed, what the pupil says to that, and when the school asks again."""
    masker = str if intern else elevens_maskerer(sak)
    skjult = sak.elev.er_gradert and not intern
    dato = _dag(localtime(rad.tid).date())
    siste = f"{rad.get_elevens_svar_display()}, {_dag(rad.elevens_svar_dato)}" if rad.elevens_svar else ""
    return Papir(
        tittel=_("Avslutning av saken"),
        referanse=_("Sak %(nummer)s · avsluttet %(dato)s") % {"nummer": sak.nummer, "dato": dato},
        hode=_hode(sak, sak.elev, (_("Avsluttet"), dato), (_("Ettersjekk"), _dag(rad.ettersjekk_dato)), intern=intern),
        deler=(
            Del(_("Hvorfor saken er avsluttet"), tekst="\n".join([rad.get_grunn_display(), masker(rad.begrunnelse)])),
            Del(_("Elevens siste svar på om det er trygt"), tekst=siste.removesuffix(", ")),
            Del(_("Elevens syn"), tekst=masker(rad.elevens_syn)),
            Del(_("Foresattes syn"), tekst=_med_dato(masker(rad.foresattes_syn), rad.foresattes_syn_dato)),
            Del(_("Barnets beste"), tekst=masker(rad.barnets_beste)),
            Del(_("Fortsetter som vanlig arbeid"), tekst=masker(rad.videre_arbeid)),
            Del(_("Hvem som har fått vite det"), tekst="" if skjult else masker(rad.hvem_er_informert)),
            Del(
                _("Hvis det ikke er trygt likevel"),
                tekst=_("Si fra til en voksen på skolen. Da kan saken tas opp igjen med en gang."),
            ),
        ),
        rettigheter=not intern,
        signatur=_av(_("Avsluttet %(dato)s av %(navn)s."), _("Avsluttet %(dato)s."), rad.av, rad.tid, skjult=skjult),
        tid=rad.tid,
        avsender=_skole(sak, sak.elev, intern=intern),
        intern=intern,
    )


def _med_dato(tekst: str, dag: date | None) -> str:
    return f"{tekst}\n({_dag(dag)})" if tekst and dag is not None else tekst


# ---- varsel til skoleeier


def varsel_til_skoleeier(sak: Sak, rad: Skoleeiervarsel) -> Papir:
    """The school's part of the notice, as it was sent. It is in no pupil's folder (R-3)."""
    return Papir(
        tittel=_("Varsel til skoleeier"),
        referanse=_("Sak %(nummer)s · %(dato)s") % {"nummer": sak.nummer, "dato": _dag_og_tid(rad.varslet)},
        ingress=rad.get_type_display(),
        hode=_hode(
            sak,
            sak.elev,
            (_("Sendt"), _dag_og_tid(rad.varslet)),
            (_("Rektor fikk vite det"), _dag_og_tid(rad.laert)),
            intern=True,
        ),
        deler=(
            Del(
                _("Hva som gjør saken alvorlig"),
                tekst="\n".join(f"– {Kriterium(kode).label}" for kode in rad.kriterier),
            ),
            Del(_("Kort om saken"), tekst=rad.redegjorelse),
            Del(_("Gjort og planlagt"), tekst=rad.gjort_og_planlagt),
            Del(_("Er eleven trygg nå?"), tekst=rad.get_trygg_naa_display()),
            Del(_("Skolen trenger hjelp til"), tekst=rad.hjelp_onsket),
        ),
        signatur=_av(_("Sendt %(dato)s av %(navn)s."), "", rad.varslet_av, rad.varslet, skjult=False),
        tid=rad.varslet,
        avsender=sak.skole.navn,
        intern=True,
    )
