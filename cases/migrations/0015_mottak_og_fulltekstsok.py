# Made by Django, and by hand: the search index is written by the database, from the same rows as the texts.

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet

# A kind of text: its table, and the columns whose words are kept. One column of a table may be a kind of its own.
ENKLE = {
    "undersokelse": {"undersokelse": ("hva_finne_ut", "kilder")},
    "samtale": {
        "samtale": ("deltakere", "hva_sies", "onsker", "hjelper_eller_frykter", "avtalt"),
        "samtale_internt": ("internt_notat",),
    },
    "observasjon": {"observasjon": ("arena", "observator", "beskrivelse", "tolkning")},
    "kartlegging": {"kartlegging": ("funn",)},
    "analyse": {"analyse": ("hva_skjer", "elevens_opplevelse", "opprettholder", "andre_forstaaelser", "begrunnelse")},
    "evaluering": {
        "evaluering": ("elevens_ord", "foresattes_syn", "nye_hendelser", "voksnes_vurdering", "begrunnelse")
    },
    "avslutning": {"avslutning": ("begrunnelse", "elevens_syn", "foresattes_syn", "barnets_beste", "videre_arbeid")},
}
MELDING = ("hva_skjedde", "naar_beskrivelse", "vitner", "grep_inn_beskrivelse", "strakstiltak")
MOTTAK = ("strakstiltak", "hvem_faar_vite")
PLAN = (
    "utfordring",
    "bakgrunn",
    "maal",
    "tegn",
    "elevens_syn",
    "foresattes_syn",
    "barnets_beste",
    "trygghetsperson",
    "samarbeid",
    "uenighet",
)
TILTAK = ("beskrivelse", "grunnlag", "status_notat")

SETT = """
CREATE FUNCTION public.sok_sett(k text, o bigint, s bigint, m bigint, VARIADIC deler text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v tsvector := to_tsvector('pg_catalog.norwegian', array_to_string(deler, E'\n'));
BEGIN
  IF v = ''::tsvector THEN
    DELETE FROM public.cases_soketekst WHERE kilde = k AND objekt = o AND sak_id = s;
  ELSE
    INSERT INTO public.cases_soketekst (kilde, objekt, sak_id, melding_id, vektor) VALUES (k, o, s, m, v)
    ON CONFLICT (kilde, objekt, sak_id) DO UPDATE SET vektor = EXCLUDED.vektor;
  END IF;
END $$;
"""


def _felter(rad, felter):
    return ", ".join(f"{rad}.{felt}" for felt in felter)


def _enkel(tabell, kilder):
    """One table whose rows have a sak of their own: the trigger, and what is there already."""
    sett = " ".join(
        f"PERFORM public.sok_sett('{kilde}', NEW.id, NEW.sak_id, NULL, {_felter('NEW', felter)});"
        for kilde, felter in kilder.items()
    )
    navn = ", ".join(f"'{kilde}'" for kilde in kilder)
    funksjon = f"""
CREATE FUNCTION public.sok_{tabell}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM public.cases_soketekst WHERE kilde IN ({navn}) AND objekt = OLD.id;
  ELSE
    {sett}
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sok_{tabell} AFTER INSERT OR UPDATE OR DELETE ON public.cases_{tabell}
FOR EACH ROW EXECUTE FUNCTION public.sok_{tabell}();
"""
    fyll = "".join(
        f"SELECT public.sok_sett('{kilde}', r.id, r.sak_id, NULL, {_felter('r', felter)})"
        f" FROM public.cases_{tabell} r;\n"
        for kilde, felter in kilder.items()
    )
    return funksjon + fyll


# A melding, its additions and its reception belong to every sak it led to: written when the sak is known.
MELDINGEN = f"""
CREATE FUNCTION public.sok_meldingens(m bigint, s bigint) RETURNS void LANGUAGE sql AS $$
  SELECT public.sok_sett('melding', r.id, s, r.id, {_felter("r", MELDING)}) FROM public.cases_melding r WHERE r.id = m;
  SELECT public.sok_sett('tillegg', r.id, s, m, r.tekst) FROM public.cases_meldingstillegg r WHERE r.melding_id = m;
  SELECT public.sok_sett('mottak', r.id, s, m, {_felter("r", MOTTAK)}) FROM public.cases_mottak r WHERE r.melding_id = m;
$$;
CREATE FUNCTION public.sok_meldingselev() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sak_id IS NOT NULL THEN
    PERFORM public.sok_meldingens(NEW.melding_id, NEW.sak_id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sok_meldingselev AFTER INSERT OR UPDATE ON public.cases_meldingelev
FOR EACH ROW EXECUTE FUNCTION public.sok_meldingselev();
CREATE FUNCTION public.sok_til_meldingen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.sok_meldingens(NEW.melding_id, e.sak_id)
  FROM public.cases_meldingelev e WHERE e.melding_id = NEW.melding_id AND e.sak_id IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER sok_tillegg AFTER INSERT ON public.cases_meldingstillegg
FOR EACH ROW EXECUTE FUNCTION public.sok_til_meldingen();
CREATE TRIGGER sok_mottak AFTER INSERT ON public.cases_mottak
FOR EACH ROW EXECUTE FUNCTION public.sok_til_meldingen();
SELECT public.sok_meldingens(e.melding_id, e.sak_id) FROM public.cases_meldingelev e WHERE e.sak_id IS NOT NULL;
"""
# A plan is one text with its tiltak. What is not adopted is a kind of its own, for fewer to find.
PLANEN = f"""
CREATE FUNCTION public.sok_plan(p bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  r public.cases_tiltaksplan;
  k text;
BEGIN
  SELECT * INTO r FROM public.cases_tiltaksplan WHERE id = p;
  k := CASE WHEN r.id IS NULL THEN '' WHEN r.status = 'utkast' THEN 'planutkast' ELSE 'plan' END;
  DELETE FROM public.cases_soketekst WHERE objekt = p AND kilde IN ('plan', 'planutkast') AND kilde <> k;
  IF k <> '' THEN
    PERFORM public.sok_sett(k, p, r.sak_id, NULL, {_felter("r", PLAN)}, (
      SELECT string_agg(concat_ws(E'\n', {_felter("t", TILTAK)}), E'\n' ORDER BY t.rekkefolge, t.id)
      FROM public.cases_tiltak t WHERE t.plan_id = p));
  END IF;
END $$;
CREATE FUNCTION public.sok_tiltaksplan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM public.sok_plan(OLD.id); ELSE PERFORM public.sok_plan(NEW.id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sok_tiltaksplan AFTER INSERT OR UPDATE OR DELETE ON public.cases_tiltaksplan
FOR EACH ROW EXECUTE FUNCTION public.sok_tiltaksplan();
CREATE FUNCTION public.sok_tiltak() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM public.sok_plan(OLD.plan_id); ELSE PERFORM public.sok_plan(NEW.plan_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER sok_tiltak AFTER INSERT OR UPDATE OR DELETE ON public.cases_tiltak
FOR EACH ROW EXECUTE FUNCTION public.sok_tiltak();
SELECT public.sok_plan(id) FROM public.cases_tiltaksplan;
"""
FUNKSJONER = (
    *(f"sok_{tabell}()" for tabell in ENKLE),
    "sok_meldingselev()",
    "sok_til_meldingen()",
    "sok_meldingens(bigint, bigint)",
    "sok_tiltaksplan()",
    "sok_tiltak()",
    "sok_plan(bigint)",
    "sok_sett(text, bigint, bigint, bigint, text[])",
)
OPP = SETT + "".join(_enkel(tabell, kilder) for tabell, kilder in ENKLE.items()) + MELDINGEN + PLANEN
NED = "".join(f"DROP FUNCTION public.{navn} CASCADE;\n" for navn in FUNKSJONER)


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0014_vedlegg_med_innhold_og_kontroll"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Samlet(
            [
                migrations.CreateModel(
                    name="Mottak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("habil", models.BooleanField(verbose_name="ikke selv eller noen nær involvert")),
                        (
                            "avvisning",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("fysisk_miljo", "Det gjelder bygningen, inneluften eller uteområdet (§ 12-7)"),
                                    ("annet", "Det gjelder noe annet enn hvordan elever har det på skolen"),
                                ],
                                max_length=16,
                                verbose_name="hvorfor ikke kapittel 12",
                            ),
                        ),
                        (
                            "strakstiltak",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva gjør dere med en gang"),
                        ),
                        (
                            "hvem_faar_vite",
                            models.TextField(blank=True, max_length=20000, verbose_name="hvem får vite hva, og når"),
                        ),
                        ("tid", models.DateTimeField()),
                        (
                            "av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melding",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="mottak", to="cases.melding"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mottak av melding",
                        "verbose_name_plural": "mottak av meldinger",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("habil", True)),
                                name="mottak_av_en_habil",
                                violation_error_message="Den som er involvert, tar ikke imot meldingen.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Soketekst",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("kilde", models.CharField(max_length=20)),
                        ("objekt", models.BigIntegerField()),
                        ("vektor", django.contrib.postgres.search.SearchVectorField()),
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to="cases.melding",
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="soketekster", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "søketekst",
                        "verbose_name_plural": "søketekster",
                        "constraints": [
                            models.UniqueConstraint(fields=("kilde", "objekt", "sak"), name="soketekst_en_gang")
                        ],
                        "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["vektor"], name="soketekst_ord")],
                    },
                ),
                migrations.CreateModel(
                    name="Meldingsinhabilitet",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("grunn", models.CharField(max_length=300, verbose_name="grunn")),
                        ("fra", models.DateTimeField()),
                        (
                            "bruker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="inhabile", to="cases.melding"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inhabilitet ved mottak",
                        "verbose_name_plural": "inhabilitet ved mottak",
                        "constraints": [
                            models.UniqueConstraint(fields=("bruker", "melding"), name="inhabil_til_melding_en_gang")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldingsinhabilitet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="inhabil_til_melding_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ca2ef1742ae11083c38f2c79ed48c77f92a5db13",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_inhabil_til_melding_legges_til_7bc8b",
                            table="cases_meldingsinhabilitet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="mottak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="mottak_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fab83e884ddd447333c9eda80fe73deb88afacd0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_mottak_bare_legges_til_f2e01",
                            table="cases_mottak",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(OPP, NED),
    ]
