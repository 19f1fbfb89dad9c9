"""Lists with names in the read-log, and what is made of the log: overviews for families, assessments, removals."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_framlegg_og_samtykke"),
        ("organisation", "0002_roller_for_personvern_og_stotte"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Samlet(
            [
                # Adding columns with a default rewrites no row, so the append-only trigger has nothing to say.
                migrations.RemoveConstraint(
                    model_name="oppslag",
                    name="oppslag_gjelder_noe",
                ),
                migrations.AddField(
                    model_name="oppslag",
                    name="antall",
                    field=models.PositiveIntegerField(default=0),
                ),
                migrations.AddField(
                    model_name="oppslag",
                    name="liste",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("forside", "Forsiden"),
                            ("saker", "Saker"),
                            ("skoleeier", "Skoleeiers oversikt"),
                            ("innboks", "Nye meldinger"),
                            ("elevsok", "Søk etter elev"),
                            ("egne_tiltak", "Mine tiltak"),
                            ("leselogg", "Leseloggen"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddField(
                    model_name="oppslag",
                    name="viste_elever",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="oppslag",
                    name="viste_meldinger",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AddField(
                    model_name="oppslag",
                    name="viste_saker",
                    field=django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                    ),
                ),
                migrations.AlterField(
                    model_name="oppslag",
                    name="hva",
                    field=models.CharField(
                        choices=[
                            ("sak", "Saken"),
                            ("undersokelse", "Undersøkelsen"),
                            ("tiltaksplan", "Tiltaksplanen"),
                            ("evaluering", "Evalueringen"),
                            ("personer", "Personene i saken"),
                            ("logg", "Loggen"),
                            ("melding", "Meldingen"),
                            ("dokument", "Dokument"),
                            ("eksport", "Kopi til andre"),
                            ("liste", "Liste med navn"),
                            ("leselogg", "Leseloggen"),
                        ],
                        max_length=20,
                    ),
                ),
                migrations.AddIndex(
                    model_name="oppslag",
                    index=models.Index(fields=["tid"], name="oppslag_tid"),
                ),
                migrations.AddIndex(
                    model_name="oppslag",
                    index=models.Index(
                        condition=models.Q(("melding_nummer", ""), _negated=True),
                        fields=["melding_nummer"],
                        name="oppslag_melding",
                    ),
                ),
                migrations.AddIndex(
                    model_name="oppslag",
                    index=django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("hva", "liste")), fields=["viste_saker"], name="oppslag_viste_saker"
                    ),
                ),
                migrations.AddIndex(
                    model_name="oppslag",
                    index=django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("hva", "liste")), fields=["viste_meldinger"], name="oppslag_viste_meldinger"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oppslag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("sak__isnull", False),
                            models.Q(("melding_nummer", ""), _negated=True),
                            models.Q(("liste", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="oppslag_gjelder_noe",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="oppslag",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("hva", "liste"), _negated=True),
                            models.Q(models.Q(("liste", ""), _negated=True), ("antall__gte", 1), ("sak__isnull", True)),
                            _connector="OR",
                        ),
                        name="oppslag_i_liste_har_antall",
                    ),
                ),
                # One go: see steinkjer_skolemiljo/migrering.py.
                Samlet(
                    [
                        migrations.CreateModel(
                            name="Innsynsutskrift",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("fra", models.DateField(verbose_name="fra og med")),
                                ("til", models.DateField(verbose_name="til og med")),
                                (
                                    "navngitte",
                                    django.contrib.postgres.fields.ArrayField(
                                        base_field=models.BigIntegerField(), blank=True, default=list, size=None
                                    ),
                                ),
                                (
                                    "begrunnelse",
                                    models.CharField(blank=True, max_length=300, verbose_name="hvorfor navn blir gitt"),
                                ),
                                ("linjer", models.JSONField(default=dict)),
                                ("filnavn", models.CharField(max_length=120)),
                                ("innhold", models.BinaryField()),
                                ("sha256", models.CharField(max_length=64)),
                                ("laget", models.DateTimeField()),
                                (
                                    "foresatt",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to="organisation.foresatt",
                                        verbose_name="foresatt",
                                    ),
                                ),
                                (
                                    "laget_av",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "sak",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="innsynsutskrifter",
                                        to="cases.sak",
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "oversikt til foresatte",
                                "verbose_name_plural": "oversikter til foresatte",
                                "ordering": ("-laget", "-id"),
                                "indexes": [models.Index(fields=["sak", "-laget"], name="innsynsutskrift_sak")],
                                "constraints": [
                                    models.CheckConstraint(
                                        condition=models.Q(("fra__lte", models.F("til"))),
                                        name="innsynsutskrift_begynner_for_den_slutter",
                                        violation_error_message="Perioden kan ikke slutte før den begynner.",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("navngitte", []),
                                            models.Q(("begrunnelse", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                        name="navn_i_utskrift_har_begrunnelse",
                                        violation_error_message="Skriv hvorfor navn blir gitt.",
                                    ),
                                ],
                            },
                        ),
                        migrations.CreateModel(
                            name="Leseloggrydding",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("utfort", models.DateTimeField()),
                                ("eldre_enn", models.DateTimeField()),
                                ("aar", models.PositiveSmallIntegerField()),
                                ("antall", models.PositiveIntegerField()),
                                ("beholdt", models.PositiveIntegerField(default=0)),
                                ("per_aar", models.JSONField(default=dict)),
                            ],
                            options={
                                "verbose_name": "rydding i leseloggen",
                                "verbose_name_plural": "ryddinger i leseloggen",
                                "ordering": ("-utfort", "-id"),
                            },
                        ),
                        migrations.CreateModel(
                            name="Oppslagsvurdering",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("dag", models.DateField()),
                                (
                                    "utfall",
                                    models.CharField(
                                        choices=[
                                            ("forklart", "Forklart: det var tjenstlig behov"),
                                            ("folges_opp", "Må følges opp med den ansatte eller lederen"),
                                            ("ikke_behov", "Ikke tjenstlig behov: behandles som avvik"),
                                        ],
                                        max_length=12,
                                        verbose_name="vurdering",
                                    ),
                                ),
                                ("notat", models.CharField(max_length=500, verbose_name="notat")),
                                ("vurdert", models.DateTimeField()),
                                (
                                    "bruker",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "sak",
                                    models.ForeignKey(
                                        blank=True,
                                        null=True,
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="oppslagsvurderinger",
                                        to="cases.sak",
                                    ),
                                ),
                                (
                                    "vurdert_av",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "vurdering av oppslag",
                                "verbose_name_plural": "vurderinger av oppslag",
                                "ordering": ("-vurdert", "-id"),
                                "indexes": [
                                    models.Index(fields=["dag", "bruker", "sak"], name="oppslagsvurdering_dag")
                                ],
                                "constraints": [
                                    models.CheckConstraint(
                                        condition=models.Q(("notat", ""), _negated=True),
                                        name="oppslagsvurdering_har_notat",
                                        violation_error_message="Skriv et notat.",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(("vurdert_av", models.F("bruker")), _negated=True),
                                        name="ingen_vurderer_egne_oppslag",
                                        violation_error_message="Egne oppslag må vurderes av en annen.",
                                    ),
                                ],
                            },
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="leseloggrydding",
                            trigger=pgtrigger.compiler.Trigger(
                                name="rydding_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="f691de4a2b601a56f938641f73627a96b5b9f912",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_rydding_bare_legges_til_b554c",
                                    table="cases_leseloggrydding",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="innsynsutskrift",
                            trigger=pgtrigger.compiler.Trigger(
                                name="utskrift_er_fryst",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="32fccb98e5ac6887cd8565280aa6290af1f84fb1",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_utskrift_er_fryst_adcf5",
                                    table="cases_innsynsutskrift",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="oppslagsvurdering",
                            trigger=pgtrigger.compiler.Trigger(
                                name="oppslagsvurdering_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="07fb0cd4868d8937f02ffa781c2f7b067cb9f714",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_oppslagsvurdering_legges_til_853e5",
                                    table="cases_oppslagsvurdering",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                    ]
                ),
            ]
        )
    ]
