"""Which saker may be removed here, and what stands in the way of the others (R-2, R-8, R-10).

A sak may go when it is closed, the pupil has long left grunnskolen, every paper of it lies in the archive with a
receipt, the archive's saksmappe has all that is kept of it, and nobody has stopped it. What is asked here is asked of
many saker in one query, and the log says whether the saksmappe is of the sak as it is; that each row is in it as it is
now is held against its sum in the doors and when it is carried out (``usikret``).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from cases.arkiv.dekning import etter_saksmappa, uten_dekning
from cases.arkiv.innstillinger import Nokkel, innstilling
from cases.arkiv.models import Arkivering, Fjerningsstans
from cases.arkiv.sending import arkivverdige
from cases.dokumenter.slag import SLAG
from cases.dossier.models import Dossier
from cases.inngripen.models import Inngripen, Inngripenstillegg
from cases.innsyn.models import Innsynskrav
from cases.leselogg import innstillinger as leseloggens
from cases.leselogg.models import Oppslagsvurdering
from cases.melding.models import Melding, Meldingelev
from cases.overforing.models import Overforing
from cases.reaksjon.models import Avtalesamtale, Reaksjon, Reaksjonstillegg, Samarbeidsavtale
from cases.sak.hendelse import Hendelsestype
from cases.sak.models import Hendelse, Kriterium, Oppslag, Sak
from cases.vedlegg.models import Vedlegg, Vedleggskontroll

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

Status = Arkivering.Status
FERDIG = (Status.KVITTERT, Status.ERSTATTET)
# The year a pupil turns sixteen is the year grunnskolen ends, in July.
SISTE_AAR = 16
SLUTT = (7, 31)


@dataclass(frozen=True)
class Hindring:
    """One thing that keeps a sak here: its name in the query, and how it is said."""

    navn: str
    setning: _StrPromise


HINDRINGER = (
    Hindring("aapen", _("Saken er ikke avsluttet.")),
    Hindring("elev_i_skolen", _("Eleven har ikke sluttet i grunnskolen, eller det er for kort tid siden.")),
    Hindring("hos_statsforvalter", _("Saken er fortsatt hos Statsforvalteren.")),
    Hindring(
        "etter_statsforvalter",
        _(
            "Statsforvalteren har hatt saken. Bestem at den skal bli stående av den grunn, og opphev det når du vet at "
            "de er ferdige og at ingen klager."
        ),
    ),
    Hindring("stanset", _("Det er bestemt at saken ikke skal fjernes.")),
    Hindring("ubesvart_innsyn", _("Et krav om innsyn i saken er ikke besvart.")),
    Hindring(
        "stengt_fil",
        _(
            "En fil i saken er sperret, stoppet av viruskontrollen eller ikke kontrollert ennå. Den kan ikke legges i "
            "arkivet, og saken blir stående så lenge den er her."
        ),
    ),
    Hindring(
        "andres_papirer",
        _(
            "Her står en reaksjon, en avtale eller en fysisk inngripen som gjelder en annen elev. Den skal også ligge "
            "i den elevens mappe."
        ),
    ),
    Hindring(
        "overfort_videre",
        _("Saken ble overført til en annen skole, og saken som bygger på den der, er ikke avsluttet og arkivert."),
    ),
    Hindring("overfort_hit", _("Saken bygger på en eldre sak ved skolen eleven kom fra. Den må fjernes først.")),
    Hindring(
        "felles_melding",
        _("En melding i saken gjelder også en elev som ikke har noen sak, og er ikke arkivert for den eleven."),
    ),
    Hindring("ikke_laget", _("Noen av dokumentene i saken er ikke laget ennå. De lages av seg selv i natt.")),
    Hindring("ikke_arkivert", _("Ikke alle dokumentene er kvittert av arkivet.")),
    Hindring("uten_saksmappe", _("Saksmappa for arkivet er ikke laget etter at saken ble avsluttet.")),
    Hindring("gammel_saksmappe", _("Noe er gjort i saken etter at saksmappa for arkivet ble laget.")),
    Hindring("annet_innhold", _("Saken har noe i seg som saksmappa for arkivet ikke tar med.")),
    Hindring("leselogg", _("Noen har åpnet saken i den tiden leseloggen skal bevares.")),
)
# What is mended by making the saksmappe and having the archive's answer: no person need do more than ask for it.
ARKIVETS = ("ikke_laget", "ikke_arkivert", "uten_saksmappe", "gammel_saksmappe")
# What a new saksmappe mends.
SAKSMAPPAS = frozenset({"uten_saksmappe", "gammel_saksmappe", "ikke_i_saksmappa"})
# Found by holding each row against its sum, and not by the query.
IKKE_I_SAKSMAPPA = Hindring(
    "ikke_i_saksmappa", _("Noe i saken står ikke i saksmappa arkivet har, slik det står nå. Lag saksmappa på nytt.")
)


def hele_saksmapper() -> QuerySet[Dossier]:
    """The archive's saksmapper that are of the sak as it is: nothing has been done in it since. For a subquery."""
    senere = Hendelse.objects.filter(sak=OuterRef("sak"), lenke__gt=OuterRef("lenker")).exclude(etter_saksmappa())
    return (
        Dossier.objects.til_arkivet()
        .filter(~Exists(senere), status=Dossier.Status.FERDIG, oyeblikk__gte=F("sak__avsluttet"))
        .order_by()
    )


def _andres_papirer() -> Q:
    """What is about another pupil, and was written after somebody last said that it lies in that pupil's folder."""
    # A record of what was done with the sak's own pupil, or one with a sak of the same melding, is in that sak's.
    egen_sak = Q(
        Exists(Meldingelev.objects.filter(melding=OuterRef("melding"), elev=OuterRef("elev"), sak__isnull=False))
    )
    rader = (
        Reaksjon.objects.filter(sak=OuterRef("pk")),
        Reaksjonstillegg.objects.filter(reaksjon__sak=OuterRef("pk")),
        Samarbeidsavtale.objects.filter(sak=OuterRef("pk")),
        Avtalesamtale.objects.filter(avtale__sak=OuterRef("pk")),
        Inngripen.objects.filter(~egen_sak, melding__elever__sak=OuterRef("pk")),
    )
    lagt = Hendelse.objects.filter(sak=OuterRef(OuterRef("pk")), type=Hendelsestype.ANDRES_PAPIRER_LAGT)
    andres = Inngripen.objects.filter(~egen_sak, pk=OuterRef("inngripen"))
    tillegg = Inngripenstillegg.objects.filter(Exists(andres), inngripen__melding__elever__sak=OuterRef("pk"))
    q = Q(Exists(tillegg.filter(~Exists(lagt.filter(registrert__gte=OuterRef("skrevet"))))))
    for en in rader:
        q |= Q(Exists(en.filter(~Exists(lagt.filter(registrert__gte=OuterRef("registrert"))))))
    return q


def _stengte_filer() -> Q:
    """A file that may not be opened, and so is in no saksmappe: in the sak, or in a melding of it."""
    kontroller = Vedleggskontroll.objects.filter(vedlegg=OuterRef("pk"))
    stengt = Q(Exists(kontroller.exclude(utfall=Vedleggskontroll.Utfall.REN)))
    if settings.VIRUSKONTROLL:
        stengt |= ~Q(Exists(kontroller.filter(utfall=Vedleggskontroll.Utfall.REN)))
    filer = Vedlegg.objects.filter(stengt)
    return Q(Exists(filer.filter(sak=OuterRef("pk")))) | Q(Exists(filer.filter(melding__elever__sak=OuterRef("pk"))))


def _statsforvalteren() -> dict[str, Q]:
    """While they have the sak, and after: until somebody has said that they are done (R-10)."""
    har_hatt = Q(alvorlig_kriterier__contains=[Kriterium.STATSFORVALTER]) | Q(meldt_statsforvalter=True)
    sagt = Fjerningsstans.objects.filter(sak=OuterRef("pk"), grunn=Fjerningsstans.Grunn.STATSFORVALTER)
    return {
        "hos_statsforvalter": Q(hos_statsforvalter=True),
        "etter_statsforvalter": Q(hos_statsforvalter=False) & har_hatt & ~Q(Exists(sagt)),
    }


def _arkivets() -> dict[str, Q]:
    """The papers and the saksmappe: made, sent, and answered."""
    arkiveringer = Arkivering.objects.filter(sak=OuterRef("pk"))
    uten_rad = arkivverdige().filter(~Exists(Arkivering.objects.filter(dokument=OuterRef("pk"))), sak=OuterRef("pk"))
    ferdige = Dossier.objects.til_arkivet().filter(
        sak=OuterRef("pk"), status=Dossier.Status.FERDIG, oyeblikk__gte=OuterRef("avsluttet")
    )
    ikke_laget = Q(pk__in=())
    for slag in SLAG.values():
        ikke_laget |= Q(Exists(slag.uten_dokument(slag.alle()).filter(sak=OuterRef("pk")).order_by()))
    return {
        "ikke_laget": ikke_laget,
        "ikke_arkivert": Q(Exists(arkiveringer.exclude(status__in=FERDIG))) | Q(Exists(uten_rad)),
        "uten_saksmappe": ~Q(Exists(ferdige)),
        "gammel_saksmappe": Q(Exists(ferdige)) & ~Q(Exists(hele_saksmapper().filter(sak=OuterRef("pk")))),
    }


def _hindringer(dag: date) -> dict[str, Q]:
    """Each thing that stands in the way, as a condition on the sak."""
    aar = innstilling(Nokkel.BEHOLDES_AAR, dag)
    # Who was born this year or before left grunnskolen so long ago.
    grunnskolen_slutt = dag.year - aar - ((dag.month, dag.day) < SLUTT)
    fodt = grunnskolen_slutt - SISTE_AAR
    logg_aar = leseloggens.innstilling(leseloggens.Nokkel.OPPBEVARES, dag)
    logg_fra = make_aware(datetime.combine(_aar_for(dag, logg_aar), time()))
    annet = Q(pk__in=())
    for modell, vei in uten_dekning():
        annet |= Q(Exists(modell._default_manager.filter(**{vei: OuterRef("pk")})))
    # Looked at before there was a sak.
    meldinger = Melding.objects.filter(elever__sak=OuterRef(OuterRef("pk"))).values("nummer")
    # The newer sak must have all it needs in the archive itself before what it builds on goes.
    nyere_er_arkivert = hele_saksmapper().filter(sak=OuterRef("ny_sak"), dokument__arkivering__status=Status.KVITTERT)
    return {
        "aapen": Q(avsluttet__isnull=True),
        "elev_i_skolen": Q(elev__sluttet__isnull=True)
        | Q(elev__sluttet__gt=_aar_for(dag, aar))
        | Q(elev__fodselsdato__year__gt=fodt),
        **_statsforvalteren(),
        "stanset": Q(Exists(Fjerningsstans.objects.filter(sak=OuterRef("pk"), opphevet__isnull=True))),
        "ubesvart_innsyn": Q(Exists(Innsynskrav.objects.filter(sak=OuterRef("pk"), besvart__isnull=True))),
        "stengt_fil": _stengte_filer(),
        "andres_papirer": _andres_papirer(),
        "overfort_videre": Q(
            Exists(Overforing.objects.filter(~Exists(nyere_er_arkivert), sak=OuterRef("pk"), ny_sak__isnull=False))
        ),
        "overfort_hit": Q(Exists(Overforing.objects.filter(ny_sak=OuterRef("pk")))),
        "felles_melding": Q(
            Exists(
                Meldingelev.objects.filter(melding__elever__sak=OuterRef("pk"), sak__isnull=True, elev__isnull=False)
            )
        ),
        **_arkivets(),
        "annet_innhold": annet,
        "leselogg": Q(Exists(Oppslag.objects.filter(sak=OuterRef("pk"), tid__gte=logg_fra)))
        | Q(Exists(Oppslag.objects.filter(melding_nummer__in=meldinger, tid__gte=logg_fra).exclude(melding_nummer="")))
        | Q(Exists(Oppslagsvurdering.objects.filter(sak=OuterRef("pk"), vurdert__gte=logg_fra))),
    }


def _aar_for(dag: date, aar: int) -> date:
    try:
        return dag.replace(year=dag.year - aar)
    except ValueError:  # 29 February
        return dag.replace(year=dag.year - aar, day=28)


def _som_felt(q: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(q, output_field=BooleanField())


def kan_fjernes(dag: date) -> Q:
    """The saker nothing stands in the way of, for whoever asks about saker they may know."""
    q = Q()
    for hindring in _hindringer(dag).values():
        q &= ~hindring
    return q


def venter_paa_arkivet(dag: date) -> tuple[Q, dict[str, ExpressionWrapper[Q]]]:
    """The saker that lack nothing but what the archive has to have, and what of it, each as a field ``h_…``."""
    regler = _hindringer(dag)
    q, mangler = Q(), Q(pk__in=())
    for navn, hindring in regler.items():
        if navn in ARKIVETS:
            mangler |= hindring
        else:
            q &= ~hindring
    return q & mangler, {f"h_{navn}": _som_felt(regler[navn]) for navn in ARKIVETS}


def hindringer(sak_id: int, dag: date) -> list[Hindring]:
    """What stands in the way of this sak, in the order it is mended. One query, and two for the settings."""
    regler = _hindringer(dag)
    rad = (
        Sak.objects.filter(pk=sak_id)
        .annotate(**{f"h_{navn}": _som_felt(q) for navn, q in regler.items()})
        .values(*(f"h_{navn}" for navn in regler))
        .first()
    )
    return funnet(rad) if rad is not None else []


def funnet(rad: Mapping[str, object]) -> list[Hindring]:
    """The hindrances a row says it has, in the order they are mended."""
    return [hindring for hindring in HINDRINGER if rad.get(f"h_{hindring.navn}")]
