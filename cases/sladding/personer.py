"""Whose names are searched for in what goes out, and what each becomes (A-6, A-7, A-15, A-20)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext as _

from cases.dokumenter.maskering import FORSTE, Navn, bokstav
from cases.dokumenter.navnefunn import Person, Slag, Sokeord
from cases.dokumenter.steder import klassenavn, klassene, skolenavn
from cases.melding.models import Melding, Meldinginvolvert
from cases.sak.models import Involvert
from steinkjer_skolemiljo.organisation.models import Bruker, Elev, Foresatt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cases.sak.models import Sak


def _navn(person: Bruker | Foresatt | Elev) -> Navn:
    return Navn(person.fornavn, person.etternavn, getattr(person, "kallenavn", ""))


def personer_i(sak: Sak) -> list[Person]:
    """Everybody the sak knows, seen from its own pupil: that pupil and home are named, the others are not.

    A letter is the pupil's own through the whole sak, and given anew in every other (A-20). The one who reported and
    the one who is accused are «en ansatt» like each other: a word of their own would point to them (A-7). Other adults
    of the school stand: they answer for what they do. A constant number of queries.
    """
    from cases.dokumenter.pdf import andre_elever  # noqa: PLC0415 - most of a second, which few processes need

    andre = andre_elever(sak)
    funnet = [Person(_navn(sak.elev), "", "", beholdes=True)]
    bokstaver: dict[int, str] = {}
    for nummer, annen in enumerate(andre, start=FORSTE):
        ord_ = _("Elev %(bokstav)s") % {"bokstav": bokstav(nummer)}
        bokstaver[annen.pk] = ord_
        funnet.append(Person(_navn(annen), ord_, f"{ord_}s"))
    egne = set(Foresatt.objects.filter(forhold__elev=sak.elev_id).values_list("pk", flat=True))
    for foresatt, elev in _foresatte(sak, andre):
        if foresatt.pk in egne:
            if elev == sak.elev_id:
                funnet.append(Person(_navn(foresatt), "", "", beholdes=True))
            continue
        ord_ = _("en foresatt til %(elev)s") % {"elev": bokstaver[elev]}
        funnet.append(Person(_navn(foresatt), ord_, f"{ord_}s"))
    funnet += [Person(_navn(ansatt), _("en ansatt"), _("en ansatts")) for ansatt in _ansatte(sak)]
    return funnet


def _foresatte(sak: Sak, andre: Sequence[Elev]) -> list[tuple[Foresatt, int]]:
    elever = [sak.elev_id, *(annen.pk for annen in andre)]
    rader = Foresatt.objects.filter(forhold__elev__in=elever).order_by("pk", "forhold__elev")
    return [(rad, rad.til) for rad in rader.annotate(til=F("forhold__elev")).distinct()]


def _ansatte(sak: Sak) -> list[Bruker]:
    """Those who reported, wrote more about it, are accused or saw it."""
    meldinger = Melding.objects.filter(elever__sak=sak).values("pk")
    return list(
        Bruker.objects.filter(
            Q(pk__in=Melding.objects.filter(pk__in=meldinger).values("melder"))
            | Q(pk__in=Involvert.objects.filter(sak=sak, ansatt__isnull=False).values("ansatt"))
            | Q(pk__in=Meldinginvolvert.objects.filter(melding__in=meldinger, ansatt__isnull=False).values("ansatt"))
        ).order_by("pk")
    )


def sokeord(sak: Sak, egne: Sequence[str]) -> Sokeord:
    """What else is looked for: those who go in the class, addresses and telephones, and what has been marked by hand.

    The pupil's own class points nobody out to the pupil's own home; where the address is protected it tells where the
    child is (A-13, A-15), and then who goes in the class now may not either. At most three queries.
    """
    gradert = sak.elev.er_gradert
    naere = Elev.objects.filter(klasse__in=klassene(sak)).exclude(pk=sak.elev_id).order_by("pk")
    ord_ = _("en annen elev")
    return Sokeord(
        klasser=klassenavn(sak) if gradert else (),
        skoler=skolenavn(sak),
        skole_ord=_("skolen"),
        medelever=tuple(Person(_navn(elev), ord_, f"{ord_}s") for elev in naere),
        adresser={
            Slag.ADRESSE: _("(adresse)"),
            Slag.TELEFON: _("(telefonnummer)"),
            Slag.EPOST: _("(e-postadresse)"),
        },
        gater_uten_nummer=gradert,
        egne=tuple(egne),
        eget_ord=_("(skjult)"),
    )
