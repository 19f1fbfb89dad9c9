"""The plan's remaining fields (section 2.5), what a tiltak builds on, and that a version went home."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import steinkjer_skolemiljo.migrering
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_ryddede_oppslag"),
        ("organisation", "0005_innlogging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        steinkjer_skolemiljo.migrering.Samlet(
            operations=[
                migrations.CreateModel(
                    name="Planutsending",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        (
                            "kanal",
                            models.CharField(
                                choices=[
                                    ("digital", "Sikker digital post"),
                                    ("papir", "På papir"),
                                    ("samtale", "Gjennomgått og gitt i en samtale"),
                                ],
                                max_length=8,
                                verbose_name="hvordan",
                            ),
                        ),
                        ("registrert", models.DateTimeField()),
                        (
                            "foresatt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="planutsendinger",
                                to="organisation.foresatt",
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="utsendinger",
                                to="cases.tiltaksplan",
                            ),
                        ),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "indexes": [models.Index(fields=["plan", "-dato"], name="planutsending_plan")],
                        "verbose_name": "utsending av plan",
                        "verbose_name_plural": "utsendinger av planer",
                        "ordering": ("-dato", "-id"),
                    },
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="flytter_eleven",
                    field=models.BooleanField(default=False, verbose_name="flytter eleven saken gjelder"),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="flytting_samtykke",
                    field=models.CharField(blank=True, max_length=200, verbose_name="hvem har samtykket, og når"),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="forrige",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.tiltak",
                    ),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="funn",
                    field=models.CharField(blank=True, max_length=40, verbose_name="bygger på"),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="funn_tekst",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="palegg",
                    field=models.BooleanField(default=False, verbose_name="pålagt av Statsforvalteren"),
                ),
                migrations.AddField(
                    model_name="historicaltiltak",
                    name="palegg_referanse",
                    field=models.CharField(blank=True, max_length=80, verbose_name="påleggets nummer"),
                ),
                migrations.AddField(
                    model_name="historicaltiltaksplan",
                    name="fane",
                    field=models.CharField(blank=True, max_length=36),
                ),
                migrations.AddField(
                    model_name="historicaltiltaksplan",
                    name="foresattes_syn_hver",
                    field=models.JSONField(blank=True, default=list, verbose_name="hver foresatts syn"),
                ),
                migrations.AddField(
                    model_name="historicaltiltaksplan",
                    name="samarbeid_grunnlag",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("samtykke", "De foresatte, og eleven der det trengs, har samtykket"),
                            ("lov", "Loven åpner for å dele"),
                            ("anonymt", "Drøftes uten navn"),
                        ],
                        max_length=10,
                        verbose_name="grunnlag for å dele",
                    ),
                ),
                migrations.AddField(
                    model_name="historicaltiltaksplan",
                    name="samarbeid_grunnlag_tekst",
                    field=models.CharField(blank=True, max_length=300, verbose_name="samtykket eller hjemmelen"),
                ),
                migrations.AddField(
                    model_name="historicaltiltaksplan",
                    name="tegn",
                    field=models.TextField(blank=True, max_length=20000, verbose_name="tegn på at det virker"),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="flytter_eleven",
                    field=models.BooleanField(default=False, verbose_name="flytter eleven saken gjelder"),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="flytting_samtykke",
                    field=models.CharField(blank=True, max_length=200, verbose_name="hvem har samtykket, og når"),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="forrige",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="neste",
                        to="cases.tiltak",
                    ),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="funn",
                    field=models.CharField(blank=True, max_length=40, verbose_name="bygger på"),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="funn_tekst",
                    field=models.CharField(blank=True, max_length=200),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="palegg",
                    field=models.BooleanField(default=False, verbose_name="pålagt av Statsforvalteren"),
                ),
                migrations.AddField(
                    model_name="tiltak",
                    name="palegg_referanse",
                    field=models.CharField(blank=True, max_length=80, verbose_name="påleggets nummer"),
                ),
                migrations.AddField(
                    model_name="tiltaksplan",
                    name="fane",
                    field=models.CharField(blank=True, max_length=36),
                ),
                migrations.AddField(
                    model_name="tiltaksplan",
                    name="foresattes_syn_hver",
                    field=models.JSONField(blank=True, default=list, verbose_name="hver foresatts syn"),
                ),
                migrations.AddField(
                    model_name="tiltaksplan",
                    name="samarbeid_grunnlag",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("samtykke", "De foresatte, og eleven der det trengs, har samtykket"),
                            ("lov", "Loven åpner for å dele"),
                            ("anonymt", "Drøftes uten navn"),
                        ],
                        max_length=10,
                        verbose_name="grunnlag for å dele",
                    ),
                ),
                migrations.AddField(
                    model_name="tiltaksplan",
                    name="samarbeid_grunnlag_tekst",
                    field=models.CharField(blank=True, max_length=300, verbose_name="samtykket eller hjemmelen"),
                ),
                migrations.AddField(
                    model_name="tiltaksplan",
                    name="tegn",
                    field=models.TextField(blank=True, max_length=20000, verbose_name="tegn på at det virker"),
                ),
                migrations.AlterField(
                    model_name="historicaltiltak",
                    name="grunnlag",
                    field=models.TextField(blank=True, max_length=2000, verbose_name="hvorfor akkurat dette"),
                ),
                migrations.AlterField(
                    model_name="tiltak",
                    name="grunnlag",
                    field=models.TextField(blank=True, max_length=2000, verbose_name="hvorfor akkurat dette"),
                ),
                migrations.AddConstraint(
                    model_name="tiltak",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("forrige__isnull", False)),
                        fields=("plan", "forrige"),
                        name="tiltak_viderefores_en_gang",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="planutsending",
                    trigger=pgtrigger.compiler.Trigger(
                        name="planutsending_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7123ee2eec16205e4aced517e9af5d6b576ee2bc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_planutsending_bare_legges_til_66090",
                            table="cases_planutsending",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
