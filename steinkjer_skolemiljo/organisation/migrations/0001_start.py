"""All tables of the app, as they are from the start."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models


from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        # One go: see steinkjer_skolemiljo/migrering.py.
        Samlet(
            [
                migrations.CreateModel(
                    name="Bruker",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("password", models.CharField(max_length=128, verbose_name="password")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-post")),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("stilling", models.CharField(blank=True, max_length=80, verbose_name="stilling")),
                        ("telefon", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                        ("er_helsepersonell", models.BooleanField(default=False, verbose_name="helsepersonell")),
                        ("er_teknisk", models.BooleanField(default=False, verbose_name="teknisk bruker")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                        ("er_systemet", models.BooleanField(default=False, editable=False)),
                        (
                            "groups",
                            models.ManyToManyField(
                                blank=True,
                                help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.group",
                                verbose_name="groups",
                            ),
                        ),
                        (
                            "user_permissions",
                            models.ManyToManyField(
                                blank=True,
                                help_text="Specific permissions for this user.",
                                related_name="user_set",
                                related_query_name="user",
                                to="auth.permission",
                                verbose_name="user permissions",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "bruker",
                        "verbose_name_plural": "brukere",
                        "ordering": ("etternavn", "fornavn"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                                name="epost_med_smaa_bokstaver",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("er_systemet", True)), fields=("er_systemet",), name="ett_system"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skole",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("navn", models.CharField(max_length=120, unique=True, verbose_name="navn")),
                        ("kortnavn", models.SlugField(max_length=40, unique=True, verbose_name="kortnavn")),
                        (
                            "maalform",
                            models.CharField(
                                choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                                default="nb",
                                max_length=2,
                                verbose_name="målform",
                            ),
                        ),
                        ("trinn_fra", models.PositiveSmallIntegerField(default=1, verbose_name="fra trinn")),
                        ("trinn_til", models.PositiveSmallIntegerField(default=7, verbose_name="til trinn")),
                        ("har_sfo", models.BooleanField(default=True, verbose_name="har SFO")),
                        ("nedlagt", models.DateField(blank=True, null=True, verbose_name="nedlagt")),
                    ],
                    options={
                        "verbose_name": "skole",
                        "verbose_name_plural": "skoler",
                        "ordering": ("navn",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("trinn_fra__gte", 1),
                                    ("trinn_til__lte", 10),
                                    ("trinn_fra__lte", models.F("trinn_til")),
                                ),
                                name="skole_trinn_henger_sammen",
                                violation_error_message="Trinnene må være mellom 1 og 10, og fra kan ikke være etter til.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Klasse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("navn", models.CharField(max_length=20, verbose_name="navn")),
                        ("trinn", models.PositiveSmallIntegerField(verbose_name="trinn")),
                        ("skolear", models.PositiveSmallIntegerField(verbose_name="skoleår")),
                        (
                            "skole",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="klasser",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "klasse",
                        "verbose_name_plural": "klasser",
                        "ordering": ("skole", "trinn", "navn"),
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("skole", "skolear", "navn"),
                                name="klassenavn_er_eget_paa_skolen",
                                violation_error_message="Skolen har allerede en klasse med dette navnet dette skoleåret.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("trinn__range", (1, 10))), name="klassetrinn_1_til_10"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Elev",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("kallenavn", models.CharField(blank=True, max_length=80, verbose_name="kallenavn")),
                        ("fodselsdato", models.DateField(verbose_name="fødselsdato")),
                        (
                            "gradering",
                            models.CharField(
                                choices=[
                                    ("ingen", "Ingen"),
                                    ("fortrolig", "Fortrolig adresse"),
                                    ("strengt_fortrolig", "Strengt fortrolig adresse"),
                                ],
                                default="ingen",
                                max_length=20,
                                verbose_name="adressegradering",
                            ),
                        ),
                        ("sluttet", models.DateField(blank=True, null=True, verbose_name="sluttet")),
                        ("sokenavn", models.CharField(db_index=True, editable=False, max_length=250)),
                        (
                            "sokenokler",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), default=list, editable=False, size=None
                            ),
                        ),
                        (
                            "klasse",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="elever",
                                to="organisation.klasse",
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="elever",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "elev",
                        "verbose_name_plural": "elever",
                        "ordering": ("etternavn", "fornavn"),
                        "indexes": [models.Index(fields=["skole", "sokenavn"], name="elev_skole_navn")],
                    },
                ),
                migrations.CreateModel(
                    name="Foresatt",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("telefon", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                        ("epost", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                        ("sprak", models.CharField(default="norsk", max_length=40, verbose_name="språk")),
                        ("trenger_tolk", models.BooleanField(default=False, verbose_name="trenger tolk")),
                        (
                            "gradering",
                            models.CharField(
                                choices=[
                                    ("ingen", "Ingen"),
                                    ("fortrolig", "Fortrolig adresse"),
                                    ("strengt_fortrolig", "Strengt fortrolig adresse"),
                                ],
                                default="ingen",
                                max_length=20,
                                verbose_name="adressegradering",
                            ),
                        ),
                        (
                            "bruker",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="foresatt",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "foresatt",
                        "verbose_name_plural": "foresatte",
                        "ordering": ("etternavn", "fornavn"),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("gradering", "ingen"), models.Q(("telefon", ""), ("epost", "")), _connector="OR"
                                ),
                                name="gradert_foresatt_har_ingen_kontaktinfo",
                                violation_error_message="En person med gradert adresse kontaktes gjennom rektor.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Foresattforhold",
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
                                    ("forelder", "Forelder"),
                                    ("fosterforelder", "Fosterforelder"),
                                    ("verge", "Verge"),
                                    ("barnevern", "Barnevernstjenesten"),
                                ],
                                default="forelder",
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("foreldreansvar", models.BooleanField(default=True, verbose_name="foreldreansvar")),
                        ("bor_hos", models.BooleanField(default=True, verbose_name="eleven bor her")),
                        (
                            "informasjon",
                            models.CharField(
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("paa_foresporsel", "På forespørsel")],
                                default="ja",
                                max_length=20,
                                verbose_name="informasjon",
                            ),
                        ),
                        ("grunn", models.CharField(blank=True, max_length=200, verbose_name="grunn")),
                        ("besoksforbud", models.BooleanField(default=False, verbose_name="besøksforbud")),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="foresatteforhold",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "foresatt",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="forhold",
                                to="organisation.foresatt",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "foresattforhold",
                        "verbose_name_plural": "foresattforhold",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("elev", "foresatt"), name="ett_forhold_per_elev_og_foresatt"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("informasjon", "nei"), _negated=True),
                                    models.Q(("grunn", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="nei_til_informasjon_har_grunn",
                                violation_error_message="Skriv grunnen til at denne foresatte ikke skal ha informasjon.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalBruker",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "is_superuser",
                            models.BooleanField(
                                default=False,
                                help_text="Designates that this user has all permissions without explicitly assigning them.",
                                verbose_name="superuser status",
                            ),
                        ),
                        ("email", models.EmailField(db_index=True, max_length=254, verbose_name="e-post")),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("stilling", models.CharField(blank=True, max_length=80, verbose_name="stilling")),
                        ("telefon", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                        ("er_helsepersonell", models.BooleanField(default=False, verbose_name="helsepersonell")),
                        ("er_teknisk", models.BooleanField(default=False, verbose_name="teknisk bruker")),
                        ("is_active", models.BooleanField(default=True, verbose_name="aktiv")),
                        ("er_systemet", models.BooleanField(default=False, editable=False)),
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
                        "verbose_name": "historical bruker",
                        "verbose_name_plural": "historical brukere",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalElev",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("kallenavn", models.CharField(blank=True, max_length=80, verbose_name="kallenavn")),
                        ("fodselsdato", models.DateField(verbose_name="fødselsdato")),
                        (
                            "gradering",
                            models.CharField(
                                choices=[
                                    ("ingen", "Ingen"),
                                    ("fortrolig", "Fortrolig adresse"),
                                    ("strengt_fortrolig", "Strengt fortrolig adresse"),
                                ],
                                default="ingen",
                                max_length=20,
                                verbose_name="adressegradering",
                            ),
                        ),
                        ("sluttet", models.DateField(blank=True, null=True, verbose_name="sluttet")),
                        ("sokenavn", models.CharField(db_index=True, editable=False, max_length=250)),
                        (
                            "sokenokler",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80), default=list, editable=False, size=None
                            ),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "klasse",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.klasse",
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical elev",
                        "verbose_name_plural": "historical elever",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalForesatt",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("fornavn", models.CharField(max_length=80, verbose_name="fornavn")),
                        ("etternavn", models.CharField(max_length=80, verbose_name="etternavn")),
                        ("telefon", models.CharField(blank=True, max_length=20, verbose_name="telefon")),
                        ("epost", models.EmailField(blank=True, max_length=254, verbose_name="e-post")),
                        ("sprak", models.CharField(default="norsk", max_length=40, verbose_name="språk")),
                        ("trenger_tolk", models.BooleanField(default=False, verbose_name="trenger tolk")),
                        (
                            "gradering",
                            models.CharField(
                                choices=[
                                    ("ingen", "Ingen"),
                                    ("fortrolig", "Fortrolig adresse"),
                                    ("strengt_fortrolig", "Strengt fortrolig adresse"),
                                ],
                                default="ingen",
                                max_length=20,
                                verbose_name="adressegradering",
                            ),
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
                            "bruker",
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
                    ],
                    options={
                        "verbose_name": "historical foresatt",
                        "verbose_name_plural": "historical foresatte",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalForesattforhold",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("forelder", "Forelder"),
                                    ("fosterforelder", "Fosterforelder"),
                                    ("verge", "Verge"),
                                    ("barnevern", "Barnevernstjenesten"),
                                ],
                                default="forelder",
                                max_length=20,
                                verbose_name="type",
                            ),
                        ),
                        ("foreldreansvar", models.BooleanField(default=True, verbose_name="foreldreansvar")),
                        ("bor_hos", models.BooleanField(default=True, verbose_name="eleven bor her")),
                        (
                            "informasjon",
                            models.CharField(
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("paa_foresporsel", "På forespørsel")],
                                default="ja",
                                max_length=20,
                                verbose_name="informasjon",
                            ),
                        ),
                        ("grunn", models.CharField(blank=True, max_length=200, verbose_name="grunn")),
                        ("besoksforbud", models.BooleanField(default=False, verbose_name="besøksforbud")),
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
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "foresatt",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.foresatt",
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
                        "verbose_name": "historical foresattforhold",
                        "verbose_name_plural": "historical foresattforhold",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInnstilling",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("nokkel", models.CharField(max_length=40, verbose_name="innstilling")),
                        ("verdi", models.CharField(max_length=200, verbose_name="verdi")),
                        ("gjelder_fra", models.DateField(verbose_name="gjelder fra")),
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
                        "verbose_name": "historical innstilling",
                        "verbose_name_plural": "historical innstillinger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKlasse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("navn", models.CharField(max_length=20, verbose_name="navn")),
                        ("trinn", models.PositiveSmallIntegerField(verbose_name="trinn")),
                        ("skolear", models.PositiveSmallIntegerField(verbose_name="skoleår")),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical klasse",
                        "verbose_name_plural": "historical klasser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKontaktlarer",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til og med")),
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
                            "bruker",
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
                            "klasse",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.klasse",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical kontaktlærer",
                        "verbose_name_plural": "historical kontaktlærere",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalNaerstaende",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("relasjon", models.CharField(max_length=80, verbose_name="relasjon")),
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
                            "bruker",
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
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.elev",
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
                        "verbose_name": "historical nærstående",
                        "verbose_name_plural": "historical nærstående",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalRolletildeling",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("ansatt", "Ansatt"),
                                    ("rektor", "Rektor"),
                                    ("avdelingsleder", "Avdelingsleder"),
                                    ("sfo_leder", "SFO-leder"),
                                    ("sektorleder", "Sektorleder skole"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                    ("systemforvalter", "Systemforvalter"),
                                ],
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til og med")),
                        ("fullmakt", models.BooleanField(default=False, verbose_name="fullmakt fra rektor")),
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
                            "bruker",
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
                            "stedfortreder_for",
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
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical rolletildeling",
                        "verbose_name_plural": "historical rolletildelinger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSkole",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("navn", models.CharField(db_index=True, max_length=120, verbose_name="navn")),
                        ("kortnavn", models.SlugField(max_length=40, verbose_name="kortnavn")),
                        (
                            "maalform",
                            models.CharField(
                                choices=[("nb", "Bokmål"), ("nn", "Nynorsk")],
                                default="nb",
                                max_length=2,
                                verbose_name="målform",
                            ),
                        ),
                        ("trinn_fra", models.PositiveSmallIntegerField(default=1, verbose_name="fra trinn")),
                        ("trinn_til", models.PositiveSmallIntegerField(default=7, verbose_name="til trinn")),
                        ("har_sfo", models.BooleanField(default=True, verbose_name="har SFO")),
                        ("nedlagt", models.DateField(blank=True, null=True, verbose_name="nedlagt")),
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
                        "verbose_name": "historical skole",
                        "verbose_name_plural": "historical skoler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Skolerute",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("skolear", models.PositiveSmallIntegerField(verbose_name="skoleår")),
                        ("forste_skoledag", models.DateField(verbose_name="første skoledag")),
                        ("siste_skoledag", models.DateField(verbose_name="siste skoledag")),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="skoleruter",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "skolerute",
                        "verbose_name_plural": "skoleruter",
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("skole", "skolear"),
                                name="en_skolerute_per_skole_og_aar",
                                nulls_distinct=False,
                                violation_error_message="Skolen har allerede en skolerute for dette skoleåret.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("forste_skoledag__lt", models.F("siste_skoledag"))),
                                name="skolerute_begynner_for_den_slutter",
                                violation_error_message="Første skoledag må være før siste skoledag.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalSkolefri",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(verbose_name="til og med")),
                        ("grunn", models.CharField(max_length=60, verbose_name="hva")),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skolerute",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skolerute",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical skolefri",
                        "verbose_name_plural": "historical skolefri",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSkolerute",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("skolear", models.PositiveSmallIntegerField(verbose_name="skoleår")),
                        ("forste_skoledag", models.DateField(verbose_name="første skoledag")),
                        ("siste_skoledag", models.DateField(verbose_name="siste skoledag")),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical skolerute",
                        "verbose_name_plural": "historical skoleruter",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Innstilling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nokkel", models.CharField(max_length=40, verbose_name="innstilling")),
                        ("verdi", models.CharField(max_length=200, verbose_name="verdi")),
                        ("gjelder_fra", models.DateField(verbose_name="gjelder fra")),
                    ],
                    options={
                        "verbose_name": "innstilling",
                        "verbose_name_plural": "innstillinger",
                        "constraints": [
                            models.UniqueConstraint(fields=("nokkel", "gjelder_fra"), name="en_verdi_per_dag")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kontaktlarer",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til og med")),
                        (
                            "bruker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kontaktlarer_for",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "klasse",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="kontaktlarere",
                                to="organisation.klasse",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kontaktlærer",
                        "verbose_name_plural": "kontaktlærere",
                        "indexes": [models.Index(fields=["bruker", "klasse"], name="kontaktlarer_bruker")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("til__isnull", True), ("fra__lte", models.F("til")), _connector="OR"
                                ),
                                name="kontaktlarer_begynner_for_slutt",
                            ),
                            models.UniqueConstraint(fields=("klasse", "bruker", "fra"), name="kontaktlarer_en_gang"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Naerstaende",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("relasjon", models.CharField(max_length=80, verbose_name="relasjon")),
                        (
                            "bruker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="naerstaende",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="naerstaende",
                                to="organisation.elev",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "nærstående",
                        "verbose_name_plural": "nærstående",
                        "constraints": [models.UniqueConstraint(fields=("bruker", "elev"), name="naerstaende_en_gang")],
                    },
                ),
                migrations.CreateModel(
                    name="Rolletildeling",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "rolle",
                            models.CharField(
                                choices=[
                                    ("ansatt", "Ansatt"),
                                    ("rektor", "Rektor"),
                                    ("avdelingsleder", "Avdelingsleder"),
                                    ("sfo_leder", "SFO-leder"),
                                    ("sektorleder", "Sektorleder skole"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                    ("systemforvalter", "Systemforvalter"),
                                ],
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til og med")),
                        ("fullmakt", models.BooleanField(default=False, verbose_name="fullmakt fra rektor")),
                        (
                            "bruker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roller",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "stedfortreder_for",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="stedfortredere",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="roller",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rolletildeling",
                        "verbose_name_plural": "rolletildelinger",
                        "indexes": [
                            models.Index(fields=["bruker", "rolle", "skole"], name="rolle_bruker"),
                            models.Index(fields=["skole", "rolle"], name="rolle_skole"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("til__isnull", True), ("fra__lte", models.F("til")), _connector="OR"
                                ),
                                name="rolle_begynner_for_den_slutter",
                                violation_error_message="Rollen kan ikke slutte før den begynner.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("rolle__in", ("sektorleder", "kommunalsjef", "systemforvalter")),
                                        ("skole__isnull", True),
                                    ),
                                    models.Q(
                                        models.Q(
                                            ("rolle__in", ("sektorleder", "kommunalsjef", "systemforvalter")),
                                            _negated=True,
                                        ),
                                        ("skole__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="skolerolle_har_skole",
                                violation_error_message="En rolle ved en skole må ha en skole, og en kommunerolle har ingen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fullmakt", False),
                                    ("rolle__in", ("rektor", "avdelingsleder", "sfo_leder")),
                                    _connector="OR",
                                ),
                                name="fullmakt_er_for_ledere",
                                violation_error_message="Bare ledere kan ha fullmakt fra rektor.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skolefri",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("fra", models.DateField(verbose_name="fra og med")),
                        ("til", models.DateField(verbose_name="til og med")),
                        ("grunn", models.CharField(max_length=60, verbose_name="hva")),
                        (
                            "skolerute",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fridager",
                                to="organisation.skolerute",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "skolefri",
                        "verbose_name_plural": "skolefri",
                        "ordering": ("fra",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("fra__lte", models.F("til"))),
                                name="skolefri_begynner_for_den_slutter",
                                violation_error_message="Fra kan ikke være etter til.",
                            )
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalbruker",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2e33d66e36a2decd5864315babc5c5f8be3c6875",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_4ded1",
                            table="organisation_historicalbruker",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalelev",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba5065718d94531e29ae48347eddc013f824534e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_a8c07",
                            table="organisation_historicalelev",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalforesatt",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3a6cffdbccc34318aaee9ed752ccfcfad4c90b0b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_68624",
                            table="organisation_historicalforesatt",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalforesattforhold",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="0233dac25b16f9a2636334ac5d722be38fc95e4e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_6aec8",
                            table="organisation_historicalforesattforhold",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalinnstilling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d502c4d936187ce18b71a45ef4c862da66e9d541",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_20303",
                            table="organisation_historicalinnstilling",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalklasse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5cfe9554fa4defe944ded058c0d342254742c410",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_67c46",
                            table="organisation_historicalklasse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalkontaktlarer",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="64332f6b3cfc8e1f148d09f51669623d720c260b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_673a8",
                            table="organisation_historicalkontaktlarer",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalnaerstaende",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="33a9f9e0540b67f6e380bbed6afce76e6013f8f6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_9dbd2",
                            table="organisation_historicalnaerstaende",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalrolletildeling",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="955c69b137c745443a2fc1e1358bbd93a5ae6411",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_bacc6",
                            table="organisation_historicalrolletildeling",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalskole",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ab38864da723951bcb644ec7ddae264d707cb768",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_56fab",
                            table="organisation_historicalskole",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalskolefri",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ab8cb853040e1607fd2c813201b2abe45c5c12ee",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_6d59c",
                            table="organisation_historicalskolefri",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalskolerute",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a74f2a825886fd97f68821acad11bc8387735f2d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_9d573",
                            table="organisation_historicalskolerute",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
