"""The framlegg to an accused employee, and what a helsepersonell answers before a melding."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
import steinkjer_skolemiljo.migrering
import uuid
from django.conf import settings
from django.db import migrations, models

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_kjedet_logg_og_segl"),
        ("organisation", "0002_roller_for_personvern_og_stotte"),
    ]

    operations = [
        Samlet(
            [
                steinkjer_skolemiljo.migrering.Samlet(
                    operations=[
                        migrations.CreateModel(
                            name="Framlegg",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("nokkel", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                                (
                                    "status",
                                    models.CharField(
                                        choices=[
                                            ("utkast", "Utkast"),
                                            ("til_godkjenning", "Venter på godkjenning"),
                                            ("frigitt", "Gitt til den ansatte"),
                                        ],
                                        default="utkast",
                                        max_length=16,
                                        verbose_name="status",
                                    ),
                                ),
                                (
                                    "paastander",
                                    models.TextField(max_length=20000, verbose_name="hva som er kommet fram"),
                                ),
                                ("trenger", models.TextField(max_length=20000, verbose_name="hva du trenger svar på")),
                                ("svarfrist", models.DateField(verbose_name="svarfrist")),
                                ("vis_elev", models.BooleanField(default=False, verbose_name="navngi eleven")),
                                (
                                    "vis_elev_grunn",
                                    models.CharField(
                                        blank=True, max_length=300, verbose_name="hvorfor eleven må navngis"
                                    ),
                                ),
                                ("opprettet", models.DateTimeField()),
                                ("revisjon", models.PositiveIntegerField(default=1)),
                                ("maskert", models.DateTimeField(blank=True, null=True)),
                                ("kontrollsum", models.CharField(blank=True, max_length=64)),
                                (
                                    "sendt_tilbake_grunn",
                                    models.CharField(blank=True, max_length=1000, verbose_name="hva må endres"),
                                ),
                                ("krevde_to", models.BooleanField(default=False)),
                                (
                                    "frigitt",
                                    models.DateTimeField(blank=True, null=True, verbose_name="gitt til den ansatte"),
                                ),
                                (
                                    "lest",
                                    models.DateTimeField(blank=True, null=True, verbose_name="lest av den ansatte"),
                                ),
                                (
                                    "ansatt",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="framlegg",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "frigitt_av",
                                    models.ForeignKey(
                                        blank=True,
                                        null=True,
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "maskert_av",
                                    models.ForeignKey(
                                        blank=True,
                                        null=True,
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "sak",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="framlegg",
                                        to="cases.sak",
                                    ),
                                ),
                                (
                                    "sendt_av",
                                    models.ForeignKey(
                                        blank=True,
                                        null=True,
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "skrevet_av",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "framlegg til ansatt",
                                "verbose_name_plural": "framlegg til ansatte",
                                "ordering": ("-opprettet", "-id"),
                                "indexes": [
                                    models.Index(
                                        condition=models.Q(("status", "frigitt")),
                                        fields=["ansatt", "-frigitt"],
                                        name="framlegg_ansatt",
                                    ),
                                    models.Index(fields=["sak"], name="framlegg_sak"),
                                    models.Index(
                                        condition=models.Q(("status", "frigitt")),
                                        fields=["svarfrist"],
                                        name="framlegg_svarfrist",
                                    ),
                                ],
                                "constraints": [
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("vis_elev", False),
                                            models.Q(("vis_elev_grunn", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                        name="navngitt_elev_har_grunn",
                                        violation_error_message="Skriv hvorfor den ansatte må få vite hvem eleven er.",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            models.Q(("status", "frigitt"), _negated=True),
                                            models.Q(
                                                ("frigitt__isnull", False),
                                                ("frigitt_av__isnull", False),
                                                ("maskert__isnull", False),
                                            ),
                                            _connector="OR",
                                        ),
                                        name="frigitt_framlegg_er_maskert",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("status", "frigitt"),
                                            models.Q(("frigitt__isnull", True), ("lest__isnull", True)),
                                            _connector="OR",
                                        ),
                                        name="bare_frigitt_framlegg_er_lest",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("krevde_to", False),
                                            models.Q(
                                                models.Q(("frigitt_av", models.F("skrevet_av")), _negated=True),
                                                models.Q(("frigitt_av", models.F("maskert_av")), _negated=True),
                                                ("sendt_av__isnull", False),
                                            ),
                                            _connector="OR",
                                        ),
                                        name="to_har_sett_framlegget",
                                        violation_error_message="En annen enn den som skrev framlegget, må se over det.",
                                    ),
                                    models.UniqueConstraint(
                                        condition=models.Q(("status", "frigitt"), _negated=True),
                                        fields=("sak", "ansatt"),
                                        name="ett_framleggsutkast_om_gangen",
                                    ),
                                ],
                            },
                        ),
                        migrations.CreateModel(
                            name="Maskevalg",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("form", models.CharField(max_length=200)),
                                ("erstatning", models.CharField(max_length=60)),
                                ("beholdes", models.BooleanField(default=False)),
                                ("grunn", models.CharField(blank=True, max_length=200, verbose_name="grunn")),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.CASCADE,
                                        related_name="maskevalg",
                                        to="cases.framlegg",
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "maskevalg",
                                "verbose_name_plural": "maskevalg",
                                "ordering": ("id",),
                                "constraints": [
                                    models.UniqueConstraint(fields=("framlegg", "form"), name="ett_maskevalg_per_form"),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("beholdes", False), models.Q(("grunn", ""), _negated=True), _connector="OR"
                                        ),
                                        name="navn_som_blir_staaende_har_grunn",
                                        violation_error_message="Skriv hvorfor ordet kan stå.",
                                    ),
                                ],
                            },
                        ),
                        migrations.CreateModel(
                            name="Framleggdokument",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("elev", models.CharField(max_length=200)),
                                ("paastander", models.TextField()),
                                ("trenger", models.TextField()),
                                ("innhold", models.BinaryField()),
                                ("sha256", models.CharField(max_length=64)),
                                ("laget", models.DateTimeField()),
                                (
                                    "framlegg",
                                    models.OneToOneField(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="dokument",
                                        to="cases.framlegg",
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "framlegg som dokument",
                                "verbose_name_plural": "framlegg som dokumenter",
                            },
                        ),
                        migrations.CreateModel(
                            name="Framleggsvar",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                (
                                    "type",
                                    models.CharField(
                                        choices=[
                                            ("svar", "Svar"),
                                            ("uttaler_seg_ikke", "Ønsker ikke å uttale seg"),
                                            ("mer_tid", "Ber om mer tid"),
                                            ("bistand", "Tar med noen"),
                                        ],
                                        max_length=20,
                                    ),
                                ),
                                ("tekst", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                                (
                                    "onsket_frist",
                                    models.DateField(blank=True, null=True, verbose_name="når kan du svare"),
                                ),
                                ("skrevet", models.DateTimeField()),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="svar",
                                        to="cases.framlegg",
                                    ),
                                ),
                                (
                                    "skrevet_av",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "svar på framlegg",
                                "verbose_name_plural": "svar på framlegg",
                                "ordering": ("skrevet", "id"),
                                "indexes": [models.Index(fields=["framlegg", "skrevet"], name="framleggsvar_framlegg")],
                                "constraints": [
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            ("type", "uttaler_seg_ikke"),
                                            models.Q(("tekst", ""), _negated=True),
                                            _connector="OR",
                                        ),
                                        name="framleggsvar_har_tekst",
                                        violation_error_message="Skriv noe før du sender.",
                                    ),
                                    models.CheckConstraint(
                                        condition=models.Q(
                                            models.Q(("type", "mer_tid"), ("onsket_frist__isnull", False)),
                                            models.Q(
                                                models.Q(("type", "mer_tid"), _negated=True),
                                                ("onsket_frist__isnull", True),
                                            ),
                                            _connector="OR",
                                        ),
                                        name="mer_tid_har_dato",
                                        violation_error_message="Skriv når du kan svare.",
                                    ),
                                ],
                            },
                        ),
                        migrations.CreateModel(
                            name="Framleggmote",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                ("dato", models.DateField(verbose_name="dato")),
                                ("sted", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                                ("deltakere", models.CharField(max_length=500, verbose_name="hvem var med")),
                                (
                                    "tillitsvalgt",
                                    models.BooleanField(default=False, verbose_name="tillitsvalgt var med"),
                                ),
                                ("verneombud", models.BooleanField(default=False, verbose_name="verneombud var med")),
                                (
                                    "redegjorelse",
                                    models.TextField(max_length=20000, verbose_name="hva den ansatte fortalte"),
                                ),
                                ("registrert", models.DateTimeField()),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="moter",
                                        to="cases.framlegg",
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
                                "verbose_name": "møte med den ansatte",
                                "verbose_name_plural": "møter med den ansatte",
                                "ordering": ("dato", "id"),
                                "indexes": [models.Index(fields=["framlegg", "dato"], name="framleggmote_framlegg")],
                            },
                        ),
                        migrations.CreateModel(
                            name="Framleggvurdering",
                            fields=[
                                (
                                    "id",
                                    models.BigAutoField(
                                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                                    ),
                                ),
                                (
                                    "elevens_opplevelse",
                                    models.TextField(max_length=20000, verbose_name="hvordan eleven opplever det"),
                                ),
                                (
                                    "utfall",
                                    models.CharField(
                                        choices=[
                                            ("krenkelse", "Handlingen var en krenkelse"),
                                            ("ikke_krenkelse", "Handlingen var ikke en krenkelse"),
                                            ("ikke_mulig", "Det er ikke mulig å avgjøre"),
                                        ],
                                        max_length=16,
                                        verbose_name="var handlingen en krenkelse",
                                    ),
                                ),
                                ("begrunnelse", models.TextField(max_length=20000, verbose_name="begrunnelse")),
                                (
                                    "personaloppfolging",
                                    models.BooleanField(
                                        default=False, verbose_name="personaloppfølging skjer i eget system"
                                    ),
                                ),
                                ("registrert", models.DateTimeField()),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        on_delete=django.db.models.deletion.PROTECT,
                                        related_name="vurderinger",
                                        to="cases.framlegg",
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
                                "verbose_name": "vurdering etter framlegg",
                                "verbose_name_plural": "vurderinger etter framlegg",
                                "ordering": ("-registrert", "-id"),
                                "indexes": [
                                    models.Index(fields=["framlegg", "-registrert"], name="framleggvurdering_nyest")
                                ],
                            },
                        ),
                        migrations.CreateModel(
                            name="HistoricalFramlegg",
                            fields=[
                                (
                                    "id",
                                    models.BigIntegerField(
                                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                                    ),
                                ),
                                ("nokkel", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                                (
                                    "status",
                                    models.CharField(
                                        choices=[
                                            ("utkast", "Utkast"),
                                            ("til_godkjenning", "Venter på godkjenning"),
                                            ("frigitt", "Gitt til den ansatte"),
                                        ],
                                        default="utkast",
                                        max_length=16,
                                        verbose_name="status",
                                    ),
                                ),
                                (
                                    "paastander",
                                    models.TextField(max_length=20000, verbose_name="hva som er kommet fram"),
                                ),
                                ("trenger", models.TextField(max_length=20000, verbose_name="hva du trenger svar på")),
                                ("svarfrist", models.DateField(verbose_name="svarfrist")),
                                ("vis_elev", models.BooleanField(default=False, verbose_name="navngi eleven")),
                                (
                                    "vis_elev_grunn",
                                    models.CharField(
                                        blank=True, max_length=300, verbose_name="hvorfor eleven må navngis"
                                    ),
                                ),
                                ("opprettet", models.DateTimeField()),
                                ("revisjon", models.PositiveIntegerField(default=1)),
                                ("maskert", models.DateTimeField(blank=True, null=True)),
                                ("kontrollsum", models.CharField(blank=True, max_length=64)),
                                (
                                    "sendt_tilbake_grunn",
                                    models.CharField(blank=True, max_length=1000, verbose_name="hva må endres"),
                                ),
                                ("krevde_to", models.BooleanField(default=False)),
                                (
                                    "frigitt",
                                    models.DateTimeField(blank=True, null=True, verbose_name="gitt til den ansatte"),
                                ),
                                (
                                    "lest",
                                    models.DateTimeField(blank=True, null=True, verbose_name="lest av den ansatte"),
                                ),
                                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                                ("history_date", models.DateTimeField(db_index=True)),
                                ("history_change_reason", models.CharField(max_length=100, null=True)),
                                (
                                    "history_type",
                                    models.CharField(
                                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                                    ),
                                ),
                                (
                                    "ansatt",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "frigitt_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "history_user",
                                    models.ForeignKey(
                                        null=True,
                                        on_delete=django.db.models.deletion.SET_NULL,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "maskert_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "sak",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to="cases.sak",
                                    ),
                                ),
                                (
                                    "sendt_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "skrevet_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "historical framlegg til ansatt",
                                "verbose_name_plural": "historical framlegg til ansatte",
                                "ordering": ("-history_date", "-history_id"),
                                "get_latest_by": ("history_date", "history_id"),
                            },
                            bases=(simple_history.models.HistoricalChanges, models.Model),
                        ),
                        migrations.CreateModel(
                            name="HistoricalFramleggmote",
                            fields=[
                                (
                                    "id",
                                    models.BigIntegerField(
                                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                                    ),
                                ),
                                ("dato", models.DateField(verbose_name="dato")),
                                ("sted", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                                ("deltakere", models.CharField(max_length=500, verbose_name="hvem var med")),
                                (
                                    "tillitsvalgt",
                                    models.BooleanField(default=False, verbose_name="tillitsvalgt var med"),
                                ),
                                ("verneombud", models.BooleanField(default=False, verbose_name="verneombud var med")),
                                (
                                    "redegjorelse",
                                    models.TextField(max_length=20000, verbose_name="hva den ansatte fortalte"),
                                ),
                                ("registrert", models.DateTimeField()),
                                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                                ("history_date", models.DateTimeField(db_index=True)),
                                ("history_change_reason", models.CharField(max_length=100, null=True)),
                                (
                                    "history_type",
                                    models.CharField(
                                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                                    ),
                                ),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to="cases.framlegg",
                                    ),
                                ),
                                (
                                    "history_user",
                                    models.ForeignKey(
                                        null=True,
                                        on_delete=django.db.models.deletion.SET_NULL,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "registrert_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "historical møte med den ansatte",
                                "verbose_name_plural": "historical møter med den ansatte",
                                "ordering": ("-history_date", "-history_id"),
                                "get_latest_by": ("history_date", "history_id"),
                            },
                            bases=(simple_history.models.HistoricalChanges, models.Model),
                        ),
                        migrations.CreateModel(
                            name="HistoricalFramleggsvar",
                            fields=[
                                (
                                    "id",
                                    models.BigIntegerField(
                                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                                    ),
                                ),
                                (
                                    "type",
                                    models.CharField(
                                        choices=[
                                            ("svar", "Svar"),
                                            ("uttaler_seg_ikke", "Ønsker ikke å uttale seg"),
                                            ("mer_tid", "Ber om mer tid"),
                                            ("bistand", "Tar med noen"),
                                        ],
                                        max_length=20,
                                    ),
                                ),
                                ("tekst", models.TextField(blank=True, max_length=20000, verbose_name="tekst")),
                                (
                                    "onsket_frist",
                                    models.DateField(blank=True, null=True, verbose_name="når kan du svare"),
                                ),
                                ("skrevet", models.DateTimeField()),
                                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                                ("history_date", models.DateTimeField(db_index=True)),
                                ("history_change_reason", models.CharField(max_length=100, null=True)),
                                (
                                    "history_type",
                                    models.CharField(
                                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                                    ),
                                ),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to="cases.framlegg",
                                    ),
                                ),
                                (
                                    "history_user",
                                    models.ForeignKey(
                                        null=True,
                                        on_delete=django.db.models.deletion.SET_NULL,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "skrevet_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "historical svar på framlegg",
                                "verbose_name_plural": "historical svar på framlegg",
                                "ordering": ("-history_date", "-history_id"),
                                "get_latest_by": ("history_date", "history_id"),
                            },
                            bases=(simple_history.models.HistoricalChanges, models.Model),
                        ),
                        migrations.CreateModel(
                            name="HistoricalFramleggvurdering",
                            fields=[
                                (
                                    "id",
                                    models.BigIntegerField(
                                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                                    ),
                                ),
                                (
                                    "elevens_opplevelse",
                                    models.TextField(max_length=20000, verbose_name="hvordan eleven opplever det"),
                                ),
                                (
                                    "utfall",
                                    models.CharField(
                                        choices=[
                                            ("krenkelse", "Handlingen var en krenkelse"),
                                            ("ikke_krenkelse", "Handlingen var ikke en krenkelse"),
                                            ("ikke_mulig", "Det er ikke mulig å avgjøre"),
                                        ],
                                        max_length=16,
                                        verbose_name="var handlingen en krenkelse",
                                    ),
                                ),
                                ("begrunnelse", models.TextField(max_length=20000, verbose_name="begrunnelse")),
                                (
                                    "personaloppfolging",
                                    models.BooleanField(
                                        default=False, verbose_name="personaloppfølging skjer i eget system"
                                    ),
                                ),
                                ("registrert", models.DateTimeField()),
                                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                                ("history_date", models.DateTimeField(db_index=True)),
                                ("history_change_reason", models.CharField(max_length=100, null=True)),
                                (
                                    "history_type",
                                    models.CharField(
                                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                                    ),
                                ),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to="cases.framlegg",
                                    ),
                                ),
                                (
                                    "history_user",
                                    models.ForeignKey(
                                        null=True,
                                        on_delete=django.db.models.deletion.SET_NULL,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                                (
                                    "registrert_av",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "historical vurdering etter framlegg",
                                "verbose_name_plural": "historical vurderinger etter framlegg",
                                "ordering": ("-history_date", "-history_id"),
                                "get_latest_by": ("history_date", "history_id"),
                            },
                            bases=(simple_history.models.HistoricalChanges, models.Model),
                        ),
                        migrations.CreateModel(
                            name="HistoricalMaskevalg",
                            fields=[
                                (
                                    "id",
                                    models.BigIntegerField(
                                        auto_created=True, blank=True, db_index=True, verbose_name="ID"
                                    ),
                                ),
                                ("form", models.CharField(max_length=200)),
                                ("erstatning", models.CharField(max_length=60)),
                                ("beholdes", models.BooleanField(default=False)),
                                ("grunn", models.CharField(blank=True, max_length=200, verbose_name="grunn")),
                                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                                ("history_date", models.DateTimeField(db_index=True)),
                                ("history_change_reason", models.CharField(max_length=100, null=True)),
                                (
                                    "history_type",
                                    models.CharField(
                                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                                    ),
                                ),
                                (
                                    "framlegg",
                                    models.ForeignKey(
                                        blank=True,
                                        db_constraint=False,
                                        null=True,
                                        on_delete=django.db.models.deletion.DO_NOTHING,
                                        related_name="+",
                                        to="cases.framlegg",
                                    ),
                                ),
                                (
                                    "history_user",
                                    models.ForeignKey(
                                        null=True,
                                        on_delete=django.db.models.deletion.SET_NULL,
                                        related_name="+",
                                        to=settings.AUTH_USER_MODEL,
                                    ),
                                ),
                            ],
                            options={
                                "verbose_name": "historical maskevalg",
                                "verbose_name_plural": "historical maskevalg",
                                "ordering": ("-history_date", "-history_id"),
                                "get_latest_by": ("history_date", "history_id"),
                            },
                            bases=(simple_history.models.HistoricalChanges, models.Model),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framlegg",
                            trigger=pgtrigger.compiler.Trigger(
                                name="frigitt_framlegg_slettes_aldri",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.\"status\" = 'frigitt')",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                                    hash="c4a434ca16dc070db2d80a153d69d324a6fe2f48",
                                    operation="DELETE",
                                    pgid="pgtrigger_frigitt_framlegg_slettes_aldri_d4bf7",
                                    table="cases_framlegg",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framlegg",
                            trigger=pgtrigger.compiler.Trigger(
                                name="frigitt_framlegg_er_fryst",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    condition="WHEN (OLD.status = 'frigitt' AND ((to_jsonb(OLD) - 'lest' - 'svarfrist') IS DISTINCT FROM (to_jsonb(NEW) - 'lest' - 'svarfrist') OR (OLD.lest IS NOT NULL AND NEW.lest IS DISTINCT FROM OLD.lest)))",
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                                    hash="23e700e96e760e5ab0dd7eb1b0549cd740805cbe",
                                    operation="UPDATE",
                                    pgid="pgtrigger_frigitt_framlegg_er_fryst_c4523",
                                    table="cases_framlegg",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framleggdokument",
                            trigger=pgtrigger.compiler.Trigger(
                                name="framleggdokument_er_fryst",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e2d25cdaa83bd0951e7e80cd4a63878c759bd831",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_framleggdokument_er_fryst_2f97c",
                                    table="cases_framleggdokument",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framleggmote",
                            trigger=pgtrigger.compiler.Trigger(
                                name="framleggmote_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="63e67f151018405b66cb9594703a51c61612fc85",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_framleggmote_bare_legges_til_e3dd5",
                                    table="cases_framleggmote",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framleggsvar",
                            trigger=pgtrigger.compiler.Trigger(
                                name="framleggsvar_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="8ddc54ab708b64d0089fe6a3b5c250aa72da5e82",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_framleggsvar_bare_legges_til_c7cfe",
                                    table="cases_framleggsvar",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="framleggvurdering",
                            trigger=pgtrigger.compiler.Trigger(
                                name="framleggvurdering_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="e865cf38b27a20a7185197b80b323b3ef6a1c439",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_framleggvurdering_bare_legges_til_d417a",
                                    table="cases_framleggvurdering",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="historicalframlegg",
                            trigger=pgtrigger.compiler.Trigger(
                                name="historien_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="335aef229a228534fae3ab2009189d193c08ded6",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_historien_bare_legges_til_05918",
                                    table="cases_historicalframlegg",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="historicalframleggmote",
                            trigger=pgtrigger.compiler.Trigger(
                                name="historien_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="02e06ca935b5a66ae49242e31288918f3fc67153",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_historien_bare_legges_til_6ab23",
                                    table="cases_historicalframleggmote",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="historicalframleggsvar",
                            trigger=pgtrigger.compiler.Trigger(
                                name="historien_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="fbfb44666d24fe874c1631f9907ec1addeba6473",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_historien_bare_legges_til_c9f49",
                                    table="cases_historicalframleggsvar",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="historicalframleggvurdering",
                            trigger=pgtrigger.compiler.Trigger(
                                name="historien_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="a2d4cf23ef9a8ffb2b94aa41682651b7313cfda2",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_historien_bare_legges_til_4c14f",
                                    table="cases_historicalframleggvurdering",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                        pgtrigger.migrations.AddTrigger(
                            model_name="historicalmaskevalg",
                            trigger=pgtrigger.compiler.Trigger(
                                name="historien_bare_legges_til",
                                sql=pgtrigger.compiler.UpsertTriggerSql(
                                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                                    hash="2f28f6b493ea4cf4683b0b26d4d96ad01b859619",
                                    operation="UPDATE OR DELETE",
                                    pgid="pgtrigger_historien_bare_legges_til_4f214",
                                    table="cases_historicalmaskevalg",
                                    when="BEFORE",
                                ),
                            ),
                        ),
                    ],
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="melding",
                    name="sendt_melding_er_uforanderlig",
                ),
                migrations.AddField(
                    model_name="historicalmelding",
                    name="fra_behandling",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("nei", "Nei, jeg har sett eller hørt det utenom behandling"),
                            ("samtykke", "Ja, og jeg har samtykke til å melde det"),
                        ],
                        max_length=12,
                        verbose_name="fra behandling av eleven",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmelding",
                    name="samtykke_dato",
                    field=models.DateField(blank=True, null=True, verbose_name="når ble samtykket gitt"),
                ),
                migrations.AddField(
                    model_name="historicalmelding",
                    name="samtykke_fra",
                    field=models.CharField(blank=True, max_length=120, verbose_name="hvem har samtykket"),
                ),
                migrations.AddField(
                    model_name="historicalmeldingstillegg",
                    name="fra_behandling",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("nei", "Nei, jeg har sett eller hørt det utenom behandling"),
                            ("samtykke", "Ja, og jeg har samtykke til å melde det"),
                        ],
                        max_length=12,
                        verbose_name="fra behandling av eleven",
                    ),
                ),
                migrations.AddField(
                    model_name="historicalmeldingstillegg",
                    name="samtykke_dato",
                    field=models.DateField(blank=True, null=True, verbose_name="når ble samtykket gitt"),
                ),
                migrations.AddField(
                    model_name="historicalmeldingstillegg",
                    name="samtykke_fra",
                    field=models.CharField(blank=True, max_length=120, verbose_name="hvem har samtykket"),
                ),
                migrations.AddField(
                    model_name="melding",
                    name="fra_behandling",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("nei", "Nei, jeg har sett eller hørt det utenom behandling"),
                            ("samtykke", "Ja, og jeg har samtykke til å melde det"),
                        ],
                        max_length=12,
                        verbose_name="fra behandling av eleven",
                    ),
                ),
                migrations.AddField(
                    model_name="melding",
                    name="samtykke_dato",
                    field=models.DateField(blank=True, null=True, verbose_name="når ble samtykket gitt"),
                ),
                migrations.AddField(
                    model_name="melding",
                    name="samtykke_fra",
                    field=models.CharField(blank=True, max_length=120, verbose_name="hvem har samtykket"),
                ),
                migrations.AddField(
                    model_name="meldingstillegg",
                    name="fra_behandling",
                    field=models.CharField(
                        blank=True,
                        choices=[
                            ("nei", "Nei, jeg har sett eller hørt det utenom behandling"),
                            ("samtykke", "Ja, og jeg har samtykke til å melde det"),
                        ],
                        max_length=12,
                        verbose_name="fra behandling av eleven",
                    ),
                ),
                migrations.AddField(
                    model_name="meldingstillegg",
                    name="samtykke_dato",
                    field=models.DateField(blank=True, null=True, verbose_name="når ble samtykket gitt"),
                ),
                migrations.AddField(
                    model_name="meldingstillegg",
                    name="samtykke_fra",
                    field=models.CharField(blank=True, max_length=120, verbose_name="hvem har samtykket"),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="melding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="sendt_melding_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."nummer" IS DISTINCT FROM (NEW."nummer") OR OLD."nokkel" IS DISTINCT FROM (NEW."nokkel") OR OLD."melder_id" IS DISTINCT FROM (NEW."melder_id") OR OLD."skole_id" IS DISTINCT FROM (NEW."skole_id") OR OLD."sendt" IS DISTINCT FROM (NEW."sendt") OR OLD."hva_skjedde" IS DISTINCT FROM (NEW."hva_skjedde") OR OLD."naar_dato" IS DISTINCT FROM (NEW."naar_dato") OR OLD."naar_klokkeslett" IS DISTINCT FROM (NEW."naar_klokkeslett") OR OLD."naar_beskrivelse" IS DISTINCT FROM (NEW."naar_beskrivelse") OR OLD."oppdaget" IS DISTINCT FROM (NEW."oppdaget") OR OLD."arenaer" IS DISTINCT FROM (NEW."arenaer") OR OLD."kilde" IS DISTINCT FROM (NEW."kilde") OR OLD."sagt_dato" IS DISTINCT FROM (NEW."sagt_dato") OR OLD."typer" IS DISTINCT FROM (NEW."typer") OR OLD."grep_inn" IS DISTINCT FROM (NEW."grep_inn") OR OLD."grep_inn_beskrivelse" IS DISTINCT FROM (NEW."grep_inn_beskrivelse") OR OLD."fysisk_inngripen" IS DISTINCT FROM (NEW."fysisk_inngripen") OR OLD."strakstiltak" IS DISTINCT FROM (NEW."strakstiltak") OR OLD."trygg_naa" IS DISTINCT FROM (NEW."trygg_naa") OR OLD."foresatte_varslet" IS DISTINCT FROM (NEW."foresatte_varslet") OR OLD."foresatte_varslet_beskrivelse" IS DISTINCT FROM (NEW."foresatte_varslet_beskrivelse") OR OLD."vitner" IS DISTINCT FROM (NEW."vitner") OR OLD."haster" IS DISTINCT FROM (NEW."haster") OR OLD."fra_behandling" IS DISTINCT FROM (NEW."fra_behandling") OR OLD."samtykke_fra" IS DISTINCT FROM (NEW."samtykke_fra") OR OLD."samtykke_dato" IS DISTINCT FROM (NEW."samtykke_dato"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="b5bb49c23ccd63543221ebfca71ba7ec23f03555",
                            operation="UPDATE",
                            pgid="pgtrigger_sendt_melding_er_uforanderlig_0e4a4",
                            table="cases_melding",
                            when="BEFORE",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="melding",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fra_behandling", "samtykke"),
                                models.Q(("samtykke_fra", ""), _negated=True),
                                ("samtykke_dato__isnull", False),
                            ),
                            models.Q(
                                ("fra_behandling__in", ["", "nei"]),
                                ("samtykke_fra", ""),
                                ("samtykke_dato__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="melding_fra_behandling_har_samtykke",
                        violation_error_message="Skriv hvem som har samtykket, og når.",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="meldingstillegg",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("fra_behandling", "samtykke"),
                                models.Q(("samtykke_fra", ""), _negated=True),
                                ("samtykke_dato__isnull", False),
                            ),
                            models.Q(
                                ("fra_behandling__in", ["", "nei"]),
                                ("samtykke_fra", ""),
                                ("samtykke_dato__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="tillegg_fra_behandling_har_samtykke",
                        violation_error_message="Skriv hvem som har samtykket, og når.",
                    ),
                ),
            ]
        )
    ]
