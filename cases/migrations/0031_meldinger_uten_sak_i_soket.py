# Made by Django, and by hand: the words of a melding are in the index from the moment it is sent.

import django.db.models.deletion
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet

SETT = """
CREATE OR REPLACE FUNCTION public.sok_sett(k text, o bigint, s bigint, m bigint, VARIADIC deler text[]) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v tsvector := to_tsvector('pg_catalog.norwegian', array_to_string(deler, E'\n'));
BEGIN
  IF v = ''::tsvector THEN
    DELETE FROM public.cases_soketekst WHERE kilde = k AND objekt = o AND sak_id {er} s;
  ELSE
    INSERT INTO public.cases_soketekst (kilde, objekt, sak_id, melding_id, vektor) VALUES (k, o, s, m, v)
    ON CONFLICT (kilde, objekt, sak_id) DO UPDATE SET vektor = EXCLUDED.vektor;
  END IF;
END $$;
"""
TIL_SAKEN = """
CREATE OR REPLACE FUNCTION public.sok_meldingselev() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sak_id IS NOT NULL THEN
    PERFORM public.sok_meldingens(NEW.melding_id, NEW.sak_id);
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.sok_til_meldingen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.sok_meldingens(NEW.melding_id, e.sak_id)
  FROM public.cases_meldingelev e WHERE e.melding_id = NEW.melding_id AND e.sak_id IS NOT NULL;
  RETURN NULL;
END $$;
"""
# Until a sak is known the rows have none; then they give way to those of the sak.
OGSAA_UTEN = """
CREATE OR REPLACE FUNCTION public.sok_meldingselev() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.sak_id IS NOT NULL THEN
    PERFORM public.sok_meldingens(NEW.melding_id, NEW.sak_id);
    DELETE FROM public.cases_soketekst WHERE melding_id = NEW.melding_id AND sak_id IS NULL;
  END IF;
  RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION public.sok_til_meldingen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.sok_meldingens(NEW.melding_id, e.sak_id)
  FROM public.cases_meldingelev e WHERE e.melding_id = NEW.melding_id AND e.sak_id IS NOT NULL;
  IF NOT FOUND THEN
    PERFORM public.sok_meldingens(NEW.melding_id, NULL);
  END IF;
  RETURN NULL;
END $$;
CREATE FUNCTION public.sok_melding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM public.sok_meldingens(NEW.id, NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER sok_melding AFTER INSERT ON public.cases_melding
FOR EACH ROW EXECUTE FUNCTION public.sok_melding();
SELECT public.sok_meldingens(m.id, NULL) FROM public.cases_melding m
WHERE NOT EXISTS (SELECT FROM public.cases_meldingelev e WHERE e.melding_id = m.id AND e.sak_id IS NOT NULL);
"""
OPP = SETT.format(er="IS NOT DISTINCT FROM") + OGSAA_UTEN
NED = (
    "DROP FUNCTION public.sok_melding() CASCADE;\nDELETE FROM public.cases_soketekst WHERE sak_id IS NULL;"
    + SETT.format(er="=")
    + TIL_SAKEN
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0030_varsler_som_ordnes")]

    operations = [
        Samlet(
            [
                migrations.AlterField(
                    model_name="soketekst",
                    name="sak",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="soketekster",
                        to="cases.sak",
                    ),
                ),
                migrations.RemoveConstraint(model_name="soketekst", name="soketekst_en_gang"),
                migrations.AddConstraint(
                    model_name="soketekst",
                    constraint=models.UniqueConstraint(
                        fields=("kilde", "objekt", "sak"), name="soketekst_en_gang", nulls_distinct=False
                    ),
                ),
                migrations.AddConstraint(
                    model_name="soketekst",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("sak__isnull", False), ("melding__isnull", False), _connector="OR"),
                        name="soketekst_i_en_sak_eller_melding",
                    ),
                ),
            ]
        ),
        migrations.RunSQL(OPP, NED),
    ]
