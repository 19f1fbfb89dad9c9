"""Attachments: the file, its content in pieces, what is known of it afterwards, and those that wait in a draft."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0013_samtaler_rettes_sendes_og_loggen_skrives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Samlet(
            [
                migrations.AddField(
                    model_name="oppslag",
                    name="vedlegg",
                    field=models.PositiveBigIntegerField(blank=True, null=True),
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
                            ("vedlegg", "Vedlegg"),
                            ("eksport", "Kopi til andre"),
                            ("liste", "Liste med navn"),
                            ("leselogg", "Leseloggen"),
                        ],
                        max_length=20,
                    ),
                ),
            ]
        ),
        Samlet(
            [
                migrations.CreateModel(
                    name="Vedlegg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nokkel", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("navn", models.CharField(max_length=120, verbose_name="filnavn")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("jpeg", "Bilde"),
                                    ("png", "Bilde (PNG)"),
                                    ("webp", "Bilde (WebP)"),
                                    ("pdf", "PDF"),
                                    ("docx", "Word-dokument"),
                                    ("odt", "Tekstdokument (ODT)"),
                                    ("txt", "Ren tekst"),
                                ],
                                max_length=8,
                                verbose_name="type",
                            ),
                        ),
                        ("storrelse", models.PositiveIntegerField(verbose_name="størrelse")),
                        ("sha256", models.CharField(max_length=64)),
                        ("beskrivelse", models.CharField(blank=True, max_length=200, verbose_name="hva filen viser")),
                        ("lagt_ved", models.DateTimeField(verbose_name="lagt ved")),
                        (
                            "lagt_ved_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vedlegg",
                                to="cases.melding",
                            ),
                        ),
                        (
                            "observasjon",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vedlegg",
                                to="cases.observasjon",
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vedlegg",
                                to="cases.sak",
                            ),
                        ),
                        (
                            "samtale",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vedlegg",
                                to="cases.samtale",
                            ),
                        ),
                        (
                            "tillegg",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vedlegg",
                                to="cases.meldingstillegg",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vedlegg",
                        "verbose_name_plural": "vedlegg",
                        "ordering": ("lagt_ved", "id"),
                        "indexes": [
                            models.Index(
                                condition=models.Q(("sak__isnull", False)),
                                fields=["sak", "lagt_ved"],
                                name="vedlegg_sak",
                            ),
                            models.Index(
                                condition=models.Q(("melding__isnull", False)),
                                fields=["melding", "lagt_ved"],
                                name="vedlegg_melding",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("melding__isnull", False), ("sak__isnull", True)),
                                    models.Q(("melding__isnull", True), ("sak__isnull", False)),
                                    _connector="OR",
                                ),
                                name="vedlegg_ligger_ett_sted",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("tillegg__isnull", True), ("melding__isnull", False), _connector="OR"
                                ),
                                name="vedlegg_i_tillegg_har_melding",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("observasjon__isnull", True), ("samtale__isnull", True)),
                                    models.Q(
                                        ("sak__isnull", False),
                                        models.Q(
                                            ("samtale__isnull", True), ("observasjon__isnull", True), _connector="OR"
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                                name="vedlegg_til_ett_i_saken",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("storrelse__gt", 0)), name="vedlegg_har_innhold"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vedleggsdel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.PositiveSmallIntegerField()),
                        ("innhold", models.BinaryField()),
                        (
                            "vedlegg",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="deler", to="cases.vedlegg"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "del av vedlegg",
                        "verbose_name_plural": "deler av vedlegg",
                        "constraints": [
                            models.UniqueConstraint(fields=("vedlegg", "nummer"), name="vedleggsdel_en_gang"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Vedleggskontroll",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "utfall",
                            models.CharField(
                                choices=[
                                    ("ren", "Ingenting funnet"),
                                    ("funn", "Stoppet av viruskontrollen"),
                                    ("sperret", "Sperret"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("tid", models.DateTimeField()),
                        ("grunn", models.CharField(blank=True, max_length=300, verbose_name="grunn")),
                        (
                            "av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "vedlegg",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kontroller",
                                to="cases.vedlegg",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontroll av vedlegg",
                        "verbose_name_plural": "kontroller av vedlegg",
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("utfall", "sperret"), _negated=True),
                                fields=("vedlegg",),
                                name="vedlegg_kontrolleres_en_gang",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("utfall", "sperret")),
                                fields=("vedlegg",),
                                name="vedlegg_sperres_en_gang",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("utfall", "sperret"), _negated=True),
                                    models.Q(("grunn", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="sperret_vedlegg_har_grunn",
                                violation_error_message="Skriv hvorfor filen skal sperres.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Utkastvedlegg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("navn", models.CharField(max_length=120)),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("jpeg", "Bilde"),
                                    ("png", "Bilde (PNG)"),
                                    ("webp", "Bilde (WebP)"),
                                    ("pdf", "PDF"),
                                    ("docx", "Word-dokument"),
                                    ("odt", "Tekstdokument (ODT)"),
                                    ("txt", "Ren tekst"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("storrelse", models.PositiveIntegerField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("innhold", models.BinaryField()),
                        ("lagt_ved", models.DateTimeField()),
                        (
                            "utkast",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="vedlegg",
                                to="cases.meldingsutkast",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vedlegg i utkast",
                        "verbose_name_plural": "vedlegg i utkast",
                        "ordering": ("id",),
                        "constraints": [
                            models.UniqueConstraint(fields=("utkast", "sha256"), name="utkastvedlegg_en_gang")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vedlegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedlegg_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d5fc88e8865a3f21871f1fcb78d812166956c2ae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vedlegg_er_fryst_9b8e1",
                            table="cases_vedlegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vedleggsdel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedleggsdel_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="207067e2649e271468e2660e46210adc17f041ef",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vedleggsdel_er_fryst_71936",
                            table="cases_vedleggsdel",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="vedleggskontroll",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedleggskontroll_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="700e7eac9e57ef9d85a7f110c1af127f1109b226",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vedleggskontroll_bare_legges_til_ab44c",
                            table="cases_vedleggskontroll",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        # What is stored is packed already: trying again would only cost time.
        migrations.RunSQL(
            "ALTER TABLE cases_vedleggsdel ALTER COLUMN innhold SET STORAGE EXTERNAL",
            "ALTER TABLE cases_vedleggsdel ALTER COLUMN innhold SET STORAGE EXTENDED",
        ),
    ]
