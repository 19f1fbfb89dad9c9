"""The guide's third part as a collection: what it is, who made it, for whom and about what."""

from __future__ import annotations

from dataclasses import dataclass

_UDIR = "https://www.udir.no/"
_MILJO = f"{_UDIR}laring-og-trivsel/skolemiljo/"
_FREMME = f"{_MILJO}fremme-et-godt-skolemiljo-og-forebygge-krenkelser/"
_DEMBRA = "https://www.dembra.no/no/"
_REDD_BARNA = "https://www.reddbarna.no/skole-og-barnehage/"
UDIR, DEMBRA, REDD_BARNA = "Utdanningsdirektoratet", "Dembra", "Redd Barna"
VOKSNE = ("ansatte", "ledere")
KLASSEN = ("ansatte", "elever")


@dataclass(frozen=True)
class Ressursrad:
    """One page out there."""

    tittel: str
    url: str
    utgiver: str
    for_hvem: tuple[str, ...]
    tema: tuple[str, ...] = ()
    delplikter: tuple[str, ...] = ()
    beskrivelse: str = ""


RESSURSER: tuple[Ressursrad, ...] = (
    Ressursrad(
        "Kompetansepakke: trygt og godt skolemiljø",
        f"{_MILJO}kompetansepakke-om-trygt-og-godt-skolemiljo/",
        UDIR,
        VOKSNE,
        ("nulltoleranse", "ledelse"),
        ("folge_med", "gripe_inn", "melde_fra", "undersoke", "sette_inn_tiltak"),
        "For personalet sammen, over tid.",
    ),
    Ressursrad(
        "Kompetansepakke: trygt og godt miljø i SFO",
        f"{_UDIR}utdanningslopet/sfo/stottemateriell-til-rammeplanen-for-sfo/"
        "kompetansepakke-om-trygt-og-godt-miljo-i-sfo/",
        UDIR,
        ("sfo", "ledere"),
        ("nulltoleranse", "relasjoner"),
        ("folge_med", "gripe_inn", "melde_fra"),
        "For dem som arbeider i SFO.",
    ),
    Ressursrad(
        "Kompetansepakke: inkluderende praksis",
        f"{_UDIR}kvalitet-og-kompetanse/lokal-kompetanseutvikling/kompetansepakken-inkluderende-praksis/",
        UDIR,
        VOKSNE,
        ("fellesskap",),
        beskrivelse="Om å gi alle elever en plass i fellesskapet.",
    ),
    Ressursrad("Null mobbing", f"{_UDIR}nullmobbing/", UDIR, ("foresatte", "elever", "ansatte"), ("nulltoleranse",)),
    Ressursrad(
        "Nulltoleranse for krenkende oppførsel",
        f"{_FREMME}nulltoleranse-for-krenkende-oppforsel/",
        UDIR,
        VOKSNE,
        ("nulltoleranse",),
        ("gripe_inn",),
    ),
    Ressursrad("Skoleledelse og skolekultur", f"{_FREMME}skolekultur/", UDIR, ("ledere",), ("ledelse",)),
    Ressursrad("Klasseledelse", f"{_FREMME}klasseledelse/", UDIR, VOKSNE, ("klasseledelse",)),
    Ressursrad("Relasjoner mellom voksne og elever", f"{_FREMME}relasjoner/", UDIR, VOKSNE, ("relasjoner",)),
    Ressursrad("Samarbeid mellom hjem og skole", f"{_FREMME}samarbeid-mellom-hjem-og-skole/", UDIR, VOKSNE, ("hjem",)),
    Ressursrad(
        "Læringsfellesskap: sosial læring i fagene",
        f"{_MILJO}sosial-laring-gjennom-arbeid-med-fag/",
        UDIR,
        VOKSNE,
        ("fellesskap", "vennskap"),
    ),
    Ressursrad(
        "Elever med særskilt sårbarhet",
        f"{_FREMME}elever-med-sarskilt-sarbarhet/",
        UDIR,
        VOKSNE,
        ("sarbarhet",),
        ("folge_med",),
    ),
    Ressursrad(
        "Elevmedvirkning i arbeidet med skolemiljøet",
        f"{_FREMME}elevmedvirkning-i-skolemiljoarbeidet/",
        UDIR,
        VOKSNE,
        ("medvirkning",),
    ),
    Ressursrad("Film om elevmedvirkning", "https://vimeo.com/796630657", UDIR, VOKSNE, ("medvirkning",)),
    Ressursrad("Observasjon", f"{_UDIR}laring-og-trivsel/observasjon/", UDIR, VOKSNE, (), ("folge_med", "undersoke")),
    Ressursrad(
        "Undersøkelser i skolemiljøsaker",
        f"{_MILJO}arbeid-med-aktivitetsplikten/undersokelser-i-skolemiljosaker/",
        UDIR,
        VOKSNE,
        ("regelverk",),
        ("undersoke",),
    ),
    Ressursrad(
        "Hva som er best for eleven",
        f"{_MILJO}arbeid-med-aktivitetsplikten/vurdere-kva-som-er-best-for-eleven/",
        UDIR,
        VOKSNE,
        ("regelverk",),
        ("sette_inn_tiltak",),
        "Hvordan skolen vurderer barnets beste når tiltakene velges.",
    ),
    Ressursrad(
        "Slik kan skolen håndtere et utrygt skolemiljø",
        f"{_MILJO}slik-kan-skolen-handtere-et-utrygt-skolemiljo/",
        UDIR,
        VOKSNE,
        ("regelverk",),
        ("undersoke", "sette_inn_tiltak", "dokumentere"),
    ),
    Ressursrad(
        "Opplæringslova", "https://lovdata.no/lov/2023-06-09-30/", "Lovdata", ("ansatte", "ledere"), ("regelverk",)
    ),
    Ressursrad(
        "Handlingsveilederen i Steinkjer",
        "https://steinkjer.bedreinnsats.no/bti-veileder/",
        "Steinkjer kommune",
        VOKSNE,
        ("hjem", "sarbarhet"),
        beskrivelse="Hvem som kan hjelpe, og hvordan tjenestene arbeider sammen om et barn.",
    ),
    Ressursrad(
        "Klassetrivsel",
        "https://www.klassetrivsel.no/",
        "Klassetrivsel",
        VOKSNE,
        (),
        ("folge_med", "undersoke"),
        "Kartlegging av trivselen i en klasse.",
    ),
    Ressursrad(
        "Undervisningsopplegg mot fordommer og utenforskap",
        f"{_DEMBRA}undervisningsressurser/undervisningsopplegg",
        DEMBRA,
        KLASSEN,
        ("rasisme", "fellesskap"),
    ),
    Ressursrad(
        "Pedagogiske tips og verktøy",
        f"{_DEMBRA}undervisningsressurser/pedagogiske-tips-og-verktoy",
        DEMBRA,
        VOKSNE,
        ("rasisme", "klasseledelse"),
    ),
    Ressursrad(
        "Media og ressursbank", f"{_DEMBRA}undervisningsressurser/media-og-ressursbank", DEMBRA, KLASSEN, ("rasisme",)
    ),
    Ressursrad("Begreper forklart", f"{_DEMBRA}undervisningsressurser/begreper", DEMBRA, KLASSEN, ("rasisme",)),
    Ressursrad("Fagtekster og publikasjoner", f"{_DEMBRA}fagtekster-og-publikasjoner", DEMBRA, VOKSNE, ("rasisme",)),
    Ressursrad(
        "Forandringsfabrikken: skole",
        "https://forandringsfabrikken.no/skole/",
        "Forandringsfabrikken",
        VOKSNE,
        ("medvirkning",),
        beskrivelse="Elevers egne råd til skolen.",
    ),
    Ressursrad(
        "Du bestemmer", "https://www.dubestemmer.no/", "Datatilsynet og Utdanningsdirektoratet", KLASSEN, ("nett",)
    ),
    Ressursrad("Barnevakten", "https://www.barnevakten.no/", "Barnevakten", ("foresatte", "ansatte"), ("nett",)),
    Ressursrad(
        "Materiell om inkludering og trygt miljø",
        f"{_REDD_BARNA}undervisningsmateriell/?_product_categories=inkluderende-og-trygt-miljo",
        REDD_BARNA,
        KLASSEN,
        ("fellesskap",),
    ),
    Ressursrad(
        "Plakat om trygt skolemiljø, på flere språk",
        f"{_REDD_BARNA}produkt/plakat-om-trygt-skolemiljo/",
        REDD_BARNA,
        ("elever", "foresatte"),
        ("nulltoleranse",),
    ),
    Ressursrad(
        "Knus rasismen: undervisningsopplegg",
        f"{_REDD_BARNA}produkt/knus-rasismen-undervisningsopplegg-om-rasisme/",
        REDD_BARNA,
        KLASSEN,
        ("rasisme",),
    ),
    Ressursrad(
        "Diskusjonskort om nettvett",
        f"{_REDD_BARNA}produkt/diskusjonskort-om-nettvett/",
        REDD_BARNA,
        KLASSEN,
        ("nett",),
    ),
    Ressursrad(
        "Elevrådshåndboka (1.–7. trinn)",
        f"{_REDD_BARNA}produkt/elevradshandboka/",
        REDD_BARNA,
        KLASSEN,
        ("medvirkning",),
    ),
    Ressursrad(
        "Fem foreldretips om vennskap",
        f"{_REDD_BARNA}produkt/5-foreldretips-om-vennskap/",
        REDD_BARNA,
        ("foresatte",),
        ("vennskap", "hjem"),
    ),
    Ressursrad(
        "Helt ærlig: demokrati og medborgerskap",
        f"{_REDD_BARNA}tema/heltaerlig/",
        REDD_BARNA,
        KLASSEN,
        ("medvirkning", "fellesskap"),
    ),
    Ressursrad(
        "Funksjonsmangfold og diskriminering", f"{_REDD_BARNA}produkt/dansetimen/", REDD_BARNA, KLASSEN, ("fellesskap",)
    ),
    Ressursrad(
        "Den gode timen",
        "https://www.statped.no/laringsressurser/teknologitema/"
        "struktur-og-forutsigbarhet-i-det-digitale-laringsmiljoet/pedagogiske-og-digitale-verktoy/"
        "hvordan-tilrettelegge/klasseledelse/",
        "Statped",
        ("ansatte",),
        ("klasseledelse", "sarbarhet"),
    ),
    Ressursrad(
        "Foreldreutvalget for grunnopplæringen (FUG)",
        "https://foreldreutvalgene.no/fug/",
        "Foreldreutvalgene",
        ("foresatte", "ledere"),
        ("hjem",),
    ),
)
