"""Doors of the procedures: read in the approved documents, confirm that one has read, note that a school has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from procedures.access import krev_leser, ser_navn, statusskoler
from procedures.innhold.dokument import flyt
from procedures.katalog import DOKUMENTER
from procedures.models import Avsnitt, Gjennomgang, Lesebekreftelse, Prosedyre, Prosedyreversjon
from steinkjer_skolemiljo.organisation.sporing import lagre

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from procedures.innhold.dokument import Dokument
    from steinkjer_skolemiljo.organisation.models import Bruker

Status = Prosedyreversjon.Status


def _hode(dokument: Dokument) -> dict[str, str]:
    return {felt: flyt(getattr(dokument, felt)) for felt in ("formaal", "omfang", "ansvar")}


def _prosedyre(dokument: Dokument, *, aktor: Bruker, now: datetime) -> Prosedyre:
    """The procedure itself, with the name the document gives it, unless it has a newer version than the document."""
    finnes = Prosedyre.objects.filter(slug=dokument.slug).first()
    if finnes is not None and finnes.versjoner.filter(versjon__gt=dokument.versjon).exists():
        return finnes
    prosedyre = finnes or Prosedyre(slug=dokument.slug)
    nytt: dict[str, object] = {"nummer": dokument.nummer, "tittel": dokument.tittel}
    if finnes is None:
        nytt |= _hode(dokument)
    if finnes is None or any(getattr(prosedyre, felt) != verdi for felt, verdi in nytt.items()):
        for felt, verdi in nytt.items():
            setattr(prosedyre, felt, verdi)
        lagre(prosedyre, aktor=aktor, now=now)
    return prosedyre


def _skriv_versjon(prosedyre: Prosedyre, dokument: Dokument, *, aktor: Bruker, now: datetime) -> None:
    versjon = lagre(
        Prosedyreversjon(
            prosedyre=prosedyre,
            versjon=dokument.versjon,
            godkjent=dokument.godkjent,
            godkjent_av=dokument.godkjent_av,
            gjelder_fra=dokument.gjelder_fra,
            neste_revisjon=dokument.neste_revisjon,
            deltitler=[tittel for tittel, _avsnitt in dokument.deler],
            nytt=dokument.nytt,
            sporsmaal=[
                {"sporsmaal": spor, "svar": list(svar), "riktig": riktig, "forklaring": fordi}
                for spor, svar, riktig, fordi in dokument.sporsmaal
            ],
            publisert=now,
            **_hode(dokument),
        ),
        aktor=aktor,
        now=now,
    )
    plass = 0
    for delnummer, (_tittel, avsnittene) in enumerate(dokument.deler, start=1):
        for avsnitt in avsnittene:
            plass += 1
            lagre(
                Avsnitt(
                    versjon=versjon,
                    delnummer=delnummer,
                    rekkefolge=plass,
                    anker=avsnitt.anker,
                    tittel=avsnitt.tittel,
                    hjemmel=avsnitt.hjemmel,
                    ansvarlig=avsnitt.ansvarlig,
                    tekst=flyt(avsnitt.tekst),
                    lenker=[{"tekst": tekst, "url": url} for tekst, url in avsnitt.lenker],
                    delplikt=avsnitt.delplikt,
                    steder=list(avsnitt.steder),
                ),
                aktor=aktor,
                now=now,
            )


def la_nyeste_gjelde(prosedyre: Prosedyre, dag: date, *, aktor: Bruker, now: datetime) -> None:
    """Set the newest version that has begun as the one in force; older ones are replaced, later ones wait."""
    versjoner = list(Prosedyreversjon.objects.filter(prosedyre=prosedyre).order_by("versjon"))
    begynt = [versjon for versjon in versjoner if versjon.gjelder_fra <= dag]
    nyeste = begynt[-1] if begynt else None
    # The old one steps down before the new one steps up: only one may be in force.
    for versjon in versjoner:
        riktig = Status.GJELDENDE if versjon == nyeste else Status.ERSTATTET if versjon in begynt else Status.KOMMENDE
        if versjon.status != riktig:
            versjon.status = riktig
            lagre(versjon, aktor=aktor, now=now)
    if nyeste is not None:
        _folg(prosedyre, nyeste, aktor=aktor, now=now)


def _folg(prosedyre: Prosedyre, versjon: Prosedyreversjon, *, aktor: Bruker, now: datetime) -> None:
    """Let the procedure say what the version in force says of its purpose, scope and responsibility."""
    nytt = {felt: getattr(versjon, felt) for felt in ("formaal", "omfang", "ansvar")}
    if any(getattr(prosedyre, felt) != verdi for felt, verdi in nytt.items()):
        for felt, verdi in nytt.items():
            setattr(prosedyre, felt, verdi)
        lagre(prosedyre, aktor=aktor, now=now)


def la_kommende_gjelde(*, aktor: Bruker, now: datetime) -> int:
    """Put in force the versions whose day has come; done each hour, first at midnight. Returns how many procedures."""
    dag = localdate(now)
    with transaction.atomic():
        klare = Prosedyre.objects.filter(
            versjoner__status=Status.KOMMENDE, versjoner__gjelder_fra__lte=dag
        ).values_list("pk", flat=True)
        prosedyrer = list(
            Prosedyre.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=list(klare)).order_by("pk")
        )
        for prosedyre in prosedyrer:
            la_nyeste_gjelde(prosedyre, dag, aktor=aktor, now=now)
    return len(prosedyrer)


def les_inn_katalog(*, aktor: Bruker, now: datetime, dokumenter: Iterable[Dokument] = DOKUMENTER) -> int:
    """Read in the versions that are not there yet, and say how many they were; a second time none.

    A version that is there is left as it stands. Run again on the day a coming version begins.

    Raises:
        django.core.exceptions.ValidationError: the catalogue itself is wrong.

    """
    nye = 0
    with transaction.atomic():
        for dokument in sorted(dokumenter, key=lambda dokument: (dokument.slug, dokument.versjon)):
            prosedyre = _prosedyre(dokument, aktor=aktor, now=now)
            if not prosedyre.versjoner.filter(versjon=dokument.versjon).exists():
                _skriv_versjon(prosedyre, dokument, aktor=aktor, now=now)
                nye += 1
            la_nyeste_gjelde(prosedyre, localdate(now), aktor=aktor, now=now)
    return nye


def bekreft_lest(*, aktor: Bruker, slug: str, versjon: int, now: datetime) -> Lesebekreftelse:
    """Confirm that one has read the version in force. Again changes nothing: the first time stands.

    Args:
        aktor: who has read.
        slug: the procedure.
        versjon: the version that was on the screen.
        now: the time of the act.

    Raises:
        Http404: no such procedure, or the person has no role today.
        django.core.exceptions.ValidationError: another version has come into force meanwhile.

    """
    krev_leser(aktor, localdate(now))
    with transaction.atomic():
        gjeldende = (
            Prosedyreversjon.objects.select_for_update(of=("self",))
            .filter(prosedyre__slug=slug, status=Status.GJELDENDE)
            .first()
        )
        if gjeldende is None:
            raise Http404
        if gjeldende.versjon != versjon:
            raise ValidationError(
                _("Teksten er endret siden du åpnet siden. Les den nye versjonen, og bekreft på nytt.")
            )
        finnes = Lesebekreftelse.objects.filter(versjon=gjeldende, bruker=aktor).first()
        return finnes or lagre(Lesebekreftelse(versjon=gjeldende, bruker=aktor, tid=now), aktor=aktor, now=now)


def noter_gjennomgang(
    *, aktor: Bruker, skole: str, slug: str, versjon: int, dato: date, hvordan: str, now: datetime
) -> Gjennomgang:
    """Note that a school has gone through the version in force together. For the school's own leaders.

    Raises:
        Http404: no such school or procedure for this person.
        django.core.exceptions.ValidationError: a day that has not been or is before the version, or another version
            has come into force meanwhile.

    """
    dag = localdate(now)
    with transaction.atomic():
        stedet = statusskoler(aktor, dag).filter(kortnavn=skole).first()
        if stedet is None or not ser_navn(aktor, stedet, dag):
            raise Http404
        gjeldende = Prosedyreversjon.objects.filter(prosedyre__slug=slug, status=Status.GJELDENDE).first()
        if gjeldende is None:
            raise Http404
        if gjeldende.versjon != versjon:
            raise ValidationError(_("Prosedyren har fått en ny versjon siden du åpnet siden."))
        if not gjeldende.godkjent <= dato <= dag:
            raise ValidationError({"dato": _("Datoen må være fra versjonen ble godkjent, og ikke etter i dag.")})
        return lagre(
            Gjennomgang(versjon=gjeldende, skole=stedet, dato=dato, hvordan=hvordan, av=aktor, tid=now),
            aktor=aktor,
            now=now,
        )
