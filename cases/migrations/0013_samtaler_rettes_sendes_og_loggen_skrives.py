"""Corrections as new rows, who was sent a referat, drafts of referater, and rows written in the log by hand."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import steinkjer_skolemiljo.migrering
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0012_korte_skjemaer"),
        ("organisation", "0005_innlogging"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        steinkjer_skolemiljo.migrering.Samlet(
            operations=[
                migrations.CreateModel(
                    name="Aktivitetsutkast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("slag", models.CharField(max_length=12)),
                        ("retter", models.PositiveBigIntegerField(default=0)),
                        ("felter", models.JSONField(default=dict)),
                        ("endret", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "påbegynt referat",
                        "verbose_name_plural": "påbegynte referater",
                    },
                ),
                migrations.CreateModel(
                    name="Loggnotat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "slag",
                            models.CharField(
                                choices=[
                                    ("telefon", "Telefonsamtale"),
                                    ("mote", "Møte"),
                                    ("melding_hjem", "Melding til hjemmet"),
                                    ("avtale", "Avtale"),
                                    ("hendelse", "Hendelse"),
                                ],
                                max_length=12,
                                verbose_name="hva slags",
                            ),
                        ),
                        ("skjedde", models.DateTimeField(verbose_name="når")),
                        ("med_hvem", models.CharField(blank=True, max_length=200, verbose_name="med hvem")),
                        ("tekst", models.TextField(max_length=20000, verbose_name="hva skjedde")),
                        (
                            "delplikt",
                            models.CharField(
                                choices=[
                                    ("folge_med", "folge_med"),
                                    ("gripe_inn", "gripe_inn"),
                                    ("melde_fra", "melde_fra"),
                                    ("skjerpet_plikt", "skjerpet_plikt"),
                                    ("undersoke", "undersoke"),
                                    ("sette_inn_tiltak", "sette_inn_tiltak"),
                                    ("dokumentere", "dokumentere"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("for_ledere", models.BooleanField(default=False, verbose_name="bare for dem som leder saken")),
                        ("registrert", models.DateTimeField()),
                    ],
                    options={
                        "verbose_name": "notat i loggen",
                        "verbose_name_plural": "notater i loggen",
                        "ordering": ("-skjedde", "-id"),
                    },
                ),
                migrations.CreateModel(
                    name="Referatutsending",
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
                    ],
                    options={
                        "verbose_name": "utsending av referat",
                        "verbose_name_plural": "utsendinger av referater",
                        "ordering": ("dato", "id"),
                    },
                ),
                migrations.AddField(
                    model_name="historicalobservasjon",
                    name="rettelse_av",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.observasjon",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalsamtale",
                    name="rettelse_av",
                    field=models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="cases.samtale",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalsamtale",
                    name="taushetsplikt_forklart",
                    field=models.BooleanField(default=False, verbose_name="taushetsplikten ble forklart"),
                ),
                migrations.AddField(
                    model_name="historicalsamtale",
                    name="trygghetsperson",
                    field=models.CharField(blank=True, max_length=120, verbose_name="trygghetsperson"),
                ),
                migrations.AddField(
                    model_name="historicalsamtale",
                    name="voksnes_beskrivelse",
                    field=models.TextField(blank=True, max_length=20000, verbose_name="det den voksne la merke til"),
                ),
                migrations.AddField(
                    model_name="observasjon",
                    name="rettelse_av",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rettet_av",
                        to="cases.observasjon",
                    ),
                ),
                migrations.AddField(
                    model_name="samtale",
                    name="rettelse_av",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rettet_av",
                        to="cases.samtale",
                    ),
                ),
                migrations.AddField(
                    model_name="samtale",
                    name="taushetsplikt_forklart",
                    field=models.BooleanField(default=False, verbose_name="taushetsplikten ble forklart"),
                ),
                migrations.AddField(
                    model_name="samtale",
                    name="trygghetsperson",
                    field=models.CharField(blank=True, max_length=120, verbose_name="trygghetsperson"),
                ),
                migrations.AddField(
                    model_name="samtale",
                    name="voksnes_beskrivelse",
                    field=models.TextField(blank=True, max_length=20000, verbose_name="det den voksne la merke til"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="observasjon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="observasjon_staar_fast",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (to_jsonb(OLD) IS DISTINCT FROM to_jsonb(NEW))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="15ce4eb1be1878f513b488114b4f6f6fc7222aee",
                            operation="UPDATE",
                            pgid="pgtrigger_observasjon_staar_fast_45d54",
                            table="cases_observasjon",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="samtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="samtale_staar_fast",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (to_jsonb(OLD) - 'sendt_hjem' - 'sendt_hjem_kanal' IS DISTINCT FROM to_jsonb(NEW) - 'sendt_hjem' - 'sendt_hjem_kanal')",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="f35e836d2f24359b9b540aa1703f5a5288517e4c",
                            operation="UPDATE",
                            pgid="pgtrigger_samtale_staar_fast_4f30e",
                            table="cases_samtale",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        # What points from the new tables, once they are there.
        steinkjer_skolemiljo.migrering.Samlet(
            operations=[
                migrations.AddField(
                    model_name="aktivitetsutkast",
                    name="bruker",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="aktivitetsutkast",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                migrations.AddField(
                    model_name="aktivitetsutkast",
                    name="sak",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aktivitetsutkast", to="cases.sak"
                    ),
                ),
                migrations.AddField(
                    model_name="loggnotat",
                    name="registrert_av",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="loggnotat",
                    name="rettelse_av",
                    field=models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rettet_av",
                        to="cases.loggnotat",
                    ),
                ),
                migrations.AddField(
                    model_name="loggnotat",
                    name="sak",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="loggnotater", to="cases.sak"
                    ),
                ),
                migrations.AddField(
                    model_name="referatutsending",
                    name="foresatt",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referatutsendinger",
                        to="organisation.foresatt",
                    ),
                ),
                migrations.AddField(
                    model_name="referatutsending",
                    name="registrert_av",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                migrations.AddField(
                    model_name="referatutsending",
                    name="samtale",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="utsendinger", to="cases.samtale"
                    ),
                ),
                migrations.AddIndex(
                    model_name="aktivitetsutkast",
                    index=models.Index(fields=["endret"], name="aktivitetsutkast_alder"),
                ),
                migrations.AddConstraint(
                    model_name="aktivitetsutkast",
                    constraint=models.UniqueConstraint(
                        fields=("bruker", "sak", "slag", "retter"), name="ett_aktivitetsutkast_hver"
                    ),
                ),
                migrations.AddIndex(
                    model_name="loggnotat",
                    index=models.Index(fields=["sak", "-skjedde"], name="loggnotat_sak"),
                ),
                migrations.AddConstraint(
                    model_name="loggnotat",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("tekst", ""), _negated=True),
                        name="loggnotat_har_tekst",
                        violation_error_message="Skriv hva som skjedde.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="loggnotat",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("skjedde__lte", models.F("registrert"))),
                        name="loggnotat_er_ikke_fram_i_tid",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="loggnotat",
                    trigger=pgtrigger.compiler.Trigger(
                        name="loggnotat_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="e1aeed7b5ecfd74dffe623582708d0a03172c64d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_loggnotat_bare_legges_til_3f7fa",
                            table="cases_loggnotat",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="referatutsending",
                    constraint=models.UniqueConstraint(
                        fields=("samtale", "foresatt"),
                        name="referat_sendt_en_gang_til_hver",
                        nulls_distinct=False,
                        violation_error_message="Det er alt notert at denne personen har fått referatet.",
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="referatutsending",
                    trigger=pgtrigger.compiler.Trigger(
                        name="referatutsending_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="79e163bb0f539063eadbd1ba23209f099fc2c6f5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_referatutsending_bare_legges_til_6cc48",
                            table="cases_referatutsending",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
    ]
