"""The log of each sak is chained, and what is append-only is sealed."""

import django.contrib.postgres.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet

# The lines that are there already get their place in the chain, in the order they were written. The table's own
# triggers refuse every change, so they rest meanwhile: the table is locked, and this is one transaction.
LENK_DET_SOM_FINNES = """
ALTER TABLE cases_hendelse DISABLE TRIGGER USER;
DO $fyll$
DECLARE
    rad public.cases_hendelse%ROWTYPE;
    siste public.cases_hendelse%ROWTYPE;
BEGIN
    FOR rad IN SELECT * FROM public.cases_hendelse ORDER BY sak_id, id LOOP
        IF siste.sak_id IS DISTINCT FROM rad.sak_id THEN
            siste := NULL;
        END IF;
        rad.lenke := COALESCE(siste.lenke, 0) + 1;
        rad.forrige := COALESCE(siste.sum, '');
        rad.sum := encode(sha256(convert_to(COALESCE('8:aktor_id' || octet_length(rad.aktor_id::text) || ':' || rad.aktor_id::text, '')
            || COALESCE('4:data' || octet_length(rad.data::text) || ':' || rad.data::text, '')
            || COALESCE('7:forrige' || octet_length(rad.forrige::text) || ':' || rad.forrige::text, '')
            || COALESCE('8:handling' || octet_length(rad.handling::text) || ':' || rad.handling::text, '')
            || COALESCE('2:id' || octet_length(rad.id::text) || ':' || rad.id::text, '')
            || COALESCE('5:lenke' || octet_length(rad.lenke::text) || ':' || rad.lenke::text, '')
            || COALESCE('9:objekt_id' || octet_length(rad.objekt_id::text) || ':' || rad.objekt_id::text, '')
            || COALESCE('11:objekt_type' || octet_length(rad.objekt_type::text) || ':' || rad.objekt_type::text, '')
            || COALESCE('10:registrert' || octet_length(to_char(rad.registrert AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) || ':' || to_char(rad.registrert AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')
            || COALESCE('6:sak_id' || octet_length(rad.sak_id::text) || ':' || rad.sak_id::text, '')
            || COALESCE('7:skjedde' || octet_length(to_char(rad.skjedde AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) || ':' || to_char(rad.skjedde AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '')
            || COALESCE('4:type' || octet_length(rad.type::text) || ':' || rad.type::text, ''), 'UTF8')), 'hex');
        UPDATE public.cases_hendelse SET lenke = rad.lenke, forrige = rad.forrige, sum = rad.sum WHERE id = rad.id;
        siste := rad;
    END LOOP;
END
$fyll$;
ALTER TABLE cases_hendelse ENABLE TRIGGER USER;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_settesaksbehandler_og_nodinnsyn"),
    ]

    operations = [
        Samlet(
            [
                migrations.AddField(
                    model_name="hendelse",
                    name="forrige",
                    field=models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                migrations.AddField(
                    model_name="hendelse",
                    name="lenke",
                    field=models.PositiveIntegerField(default=0, editable=False),
                ),
                migrations.AddField(
                    model_name="hendelse",
                    name="sum",
                    field=models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hendelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="hendelse_lenkes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE siste record;",
                            func="PERFORM 1 FROM public.cases_sak WHERE id = NEW.sak_id FOR NO KEY UPDATE; SELECT lenke AS nummer, sum INTO siste FROM public.cases_hendelse WHERE sak_id = NEW.sak_id ORDER BY lenke DESC LIMIT 1; NEW.lenke := COALESCE(siste.nummer, 0) + 1; NEW.forrige := COALESCE(siste.sum, ''); NEW.sum := encode(sha256(convert_to(COALESCE('8:aktor_id' || octet_length(NEW.aktor_id::text) || ':' || NEW.aktor_id::text, '') || COALESCE('4:data' || octet_length(NEW.data::text) || ':' || NEW.data::text, '') || COALESCE('7:forrige' || octet_length(NEW.forrige::text) || ':' || NEW.forrige::text, '') || COALESCE('8:handling' || octet_length(NEW.handling::text) || ':' || NEW.handling::text, '') || COALESCE('2:id' || octet_length(NEW.id::text) || ':' || NEW.id::text, '') || COALESCE('5:lenke' || octet_length(NEW.lenke::text) || ':' || NEW.lenke::text, '') || COALESCE('9:objekt_id' || octet_length(NEW.objekt_id::text) || ':' || NEW.objekt_id::text, '') || COALESCE('11:objekt_type' || octet_length(NEW.objekt_type::text) || ':' || NEW.objekt_type::text, '') || COALESCE('10:registrert' || octet_length(to_char(NEW.registrert AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) || ':' || to_char(NEW.registrert AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '') || COALESCE('6:sak_id' || octet_length(NEW.sak_id::text) || ':' || NEW.sak_id::text, '') || COALESCE('7:skjedde' || octet_length(to_char(NEW.skjedde AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) || ':' || to_char(NEW.skjedde AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '') || COALESCE('4:type' || octet_length(NEW.type::text) || ':' || NEW.type::text, ''), 'UTF8')), 'hex'); RETURN NEW;",
                            hash="1827e780dffe611038793a42675a22bd013464c0",
                            operation="INSERT",
                            pgid="pgtrigger_hendelse_lenkes_fee04",
                            table="cases_hendelse",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        migrations.RunSQL(LENK_DET_SOM_FINNES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="hendelse",
            constraint=models.UniqueConstraint(fields=("sak", "lenke"), name="hendelse_lenke_en_gang"),
        ),
        Samlet(
            [
                migrations.CreateModel(
                    name="Segl",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveBigIntegerField(default=0, editable=False, verbose_name="nummer")),
                        ("tabell", models.CharField(max_length=80, verbose_name="tabell")),
                        ("etter_id", models.BigIntegerField()),
                        ("til_id", models.BigIntegerField()),
                        (
                            "ider",
                            django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                        ),
                        (
                            "saker",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.BigIntegerField(null=True), size=None
                            ),
                        ),
                        ("summer", models.BinaryField()),
                        (
                            "kolonner",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=63), size=None
                            ),
                        ),
                        ("laget", models.DateTimeField(verbose_name="laget")),
                        ("forrige", models.CharField(blank=True, default="", editable=False, max_length=64)),
                        ("sum", models.CharField(blank=True, default="", editable=False, max_length=64)),
                    ],
                    options={
                        "verbose_name": "segl",
                        "verbose_name_plural": "segl",
                        "ordering": ("nummer",),
                        "constraints": [
                            models.UniqueConstraint(fields=("nummer",), name="segl_nummer_en_gang"),
                            models.UniqueConstraint(fields=("tabell", "etter_id"), name="segl_rad_en_gang"),
                            models.CheckConstraint(
                                condition=models.Q(("etter_id__lt", models.F("til_id"))), name="segl_dekker_noe"
                            ),
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="segl",
                    trigger=pgtrigger.compiler.Trigger(
                        name="segl_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2214b8cb2465ec66a34ae88a3a745254693ce90c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_segl_bare_legges_til_04db1",
                            table="cases_segl",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="segl",
                    trigger=pgtrigger.compiler.Trigger(
                        name="segl_lenkes",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE siste record;",
                            func="PERFORM pg_advisory_xact_lock(7212026); SELECT nummer AS nummer, sum INTO siste FROM public.cases_segl ORDER BY nummer DESC LIMIT 1; NEW.nummer := COALESCE(siste.nummer, 0) + 1; NEW.forrige := COALESCE(siste.sum, ''); NEW.sum := encode(sha256(convert_to(COALESCE('8:etter_id' || octet_length(NEW.etter_id::text) || ':' || NEW.etter_id::text, '') || COALESCE('7:forrige' || octet_length(NEW.forrige::text) || ':' || NEW.forrige::text, '') || COALESCE('4:ider' || octet_length(NEW.ider::text) || ':' || NEW.ider::text, '') || COALESCE('8:kolonner' || octet_length(NEW.kolonner::text) || ':' || NEW.kolonner::text, '') || COALESCE('5:laget' || octet_length(to_char(NEW.laget AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')) || ':' || to_char(NEW.laget AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '') || COALESCE('6:nummer' || octet_length(NEW.nummer::text) || ':' || NEW.nummer::text, '') || COALESCE('5:saker' || octet_length(NEW.saker::text) || ':' || NEW.saker::text, '') || COALESCE('6:summer' || octet_length(encode(sha256(NEW.summer), 'hex')) || ':' || encode(sha256(NEW.summer), 'hex'), '') || COALESCE('6:tabell' || octet_length(NEW.tabell::text) || ':' || NEW.tabell::text, '') || COALESCE('6:til_id' || octet_length(NEW.til_id::text) || ':' || NEW.til_id::text, ''), 'UTF8')), 'hex'); RETURN NEW;",
                            hash="52fb59dc64d2a32fb944142253b171a74c93f304",
                            operation="INSERT",
                            pgid="pgtrigger_segl_lenkes_9417c",
                            table="cases_segl",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
