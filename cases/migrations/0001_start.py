"""All tables of the app, as they are from the start."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        # They change their tables one at a time, with every model drawn up each time: before ours there are few.
        ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more"),
        ("mfa", "0003_authenticator_type_uniq"),
        ("organisation", "0001_start"),
    ]

    operations = [
        # One go: see steinkjer_skolemiljo/migrering.py.
        Samlet(
            [
                migrations.CreateModel(
                    name="Sak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.CharField(max_length=12, unique=True, verbose_name="saksnummer")),
                        (
                            "eier",
                            models.CharField(
                                choices=[
                                    ("skole", "Skolen"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="skole",
                                max_length=12,
                                verbose_name="ledes av",
                            ),
                        ),
                        ("opprettet", models.DateTimeField(verbose_name="opprettet")),
                        ("mottatt", models.DateTimeField(verbose_name="skolen fikk vite")),
                        ("gruppe", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "eleven_har_meldt",
                            models.BooleanField(default=False, verbose_name="eleven eller foresatte har sagt fra selv"),
                        ),
                        ("eleven_har_meldt_dato", models.DateField(blank=True, null=True, verbose_name="sagt fra den")),
                        (
                            "tatt_opp_med_rektor",
                            models.DateField(blank=True, null=True, verbose_name="tatt opp med rektor"),
                        ),
                        ("tatt_opp_av", models.CharField(blank=True, max_length=120, verbose_name="tatt opp av")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        ("ikke_send_hjem", models.BooleanField(default=False, verbose_name="ikke send noe hjem")),
                        ("skjerpet", models.BooleanField(default=False, verbose_name="skjerpet aktivitetsplikt")),
                        (
                            "ledelse_innmeldt",
                            models.BooleanField(default=False, verbose_name="noen i ledelsen er meldt"),
                        ),
                        (
                            "apenbart_grunnlos",
                            models.TextField(blank=True, max_length=20000, verbose_name="hvorfor varselet ikke sendes"),
                        ),
                        ("alvorlig", models.BooleanField(blank=True, null=True, verbose_name="alvorlig")),
                        (
                            "alvorlig_kriterier",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("saerlig_voldelig", "Krenkelsene er særlig voldelige"),
                                        ("flere_mot_en", "Flere elever mot én"),
                                        ("lang_tid", "Har pågått lenge uten at skolen har løst det"),
                                        (
                                            "digital_paa_tvers",
                                            "Digital mobbing på tvers av skoler eller grove trusler på nett",
                                        ),
                                        ("statsforvalter_involvert", "Statsforvalteren er involvert"),
                                        ("foresatte_kontaktet_skoleeier", "Foresatte har kontaktet skoleeier direkte"),
                                        ("seksuell_krenkelse", "Seksuell krenkelse"),
                                        ("selvskade_skolevegring", "Selvskade eller skolevegring"),
                                        ("hatmotivert", "Hatmotivert"),
                                        ("vaapen", "Våpen"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "alvorlig_begrunnelse",
                            models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse"),
                        ),
                        ("alvorlig_vurdert", models.DateTimeField(blank=True, null=True)),
                        (
                            "delt_med_kontaktlarer",
                            models.BooleanField(default=False, verbose_name="delt med kontaktlærer"),
                        ),
                        ("sperret", models.BooleanField(default=False, verbose_name="sperret for andre enn navngitte")),
                        ("avsluttet", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
                        (
                            "fase",
                            models.CharField(
                                choices=[
                                    ("ny", "Ny"),
                                    ("undersokelse", "Undersøkelse"),
                                    ("tiltak", "Tiltak"),
                                    ("evaluering", "Evaluering"),
                                    ("avsluttet", "Avsluttet"),
                                ],
                                default="ny",
                                max_length=16,
                                verbose_name="fase",
                            ),
                        ),
                        ("neste_frist", models.DateTimeField(blank=True, null=True, verbose_name="neste frist")),
                        ("neste_frist_type", models.CharField(blank=True, max_length=40)),
                        ("versjon", models.PositiveIntegerField(default=1)),
                        (
                            "ansvarlig",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ansvarlig_for_saker",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="saksansvarlig",
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saker",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "klasse",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saker",
                                to="organisation.klasse",
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saker",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sak",
                        "verbose_name_plural": "saker",
                        "permissions": (
                            ("les_sak", "Kan lese saken"),
                            ("skriv_i_sak", "Kan lese saken og skrive samtaler og observasjoner"),
                        ),
                        "indexes": [
                            models.Index(fields=["skole", "avsluttet", "neste_frist"], name="sak_skole_frist"),
                            models.Index(fields=["skole", "-opprettet"], name="sak_skole_nyest"),
                            models.Index(fields=["elev"], name="sak_elev_dato"),
                            models.Index(
                                condition=models.Q(("neste_frist__isnull", False)),
                                fields=["neste_frist"],
                                name="sak_forfall",
                            ),
                            models.Index(
                                condition=models.Q(
                                    ("alvorlig", True),
                                    ("skjerpet", True),
                                    models.Q(("eier", "skole"), _negated=True),
                                    _connector="OR",
                                ),
                                fields=["-opprettet"],
                                name="sak_skoleeier",
                            ),
                            models.Index(fields=["-opprettet", "-id"], name="sak_nyest"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("alvorlig__isnull", True), ("alvorlig_vurdert__isnull", False), _connector="OR"
                                ),
                                name="alvorlighet_vurdert_har_tid",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("ledelse_innmeldt", False),
                                    models.Q(("skjerpet", True), models.Q(("eier", "skole"), _negated=True)),
                                    _connector="OR",
                                ),
                                name="ledelsen_leder_ikke_sak_mot_seg_selv",
                                violation_error_message="En sak der noen i ledelsen er meldt, ledes ikke av skolen.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("eleven_har_meldt", False),
                                    ("eleven_har_meldt_dato__isnull", False),
                                    _connector="OR",
                                ),
                                name="eleven_har_meldt_har_dato",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("avsluttet__isnull", True),
                                    ("neste_frist_type__in", ["", "ettersjekk"]),
                                    _connector="OR",
                                ),
                                name="avsluttet_sak_har_bare_ettersjekk",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Analyse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        ("hva_skjer", models.TextField(max_length=20000, verbose_name="hva skjer")),
                        (
                            "elevens_opplevelse",
                            models.TextField(max_length=20000, verbose_name="hvordan eleven opplever det"),
                        ),
                        (
                            "opprettholder",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva holder det ved like"),
                        ),
                        (
                            "andre_forstaaelser",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva annet kan det være"),
                        ),
                        (
                            "nok_informasjon",
                            models.BooleanField(default=True, verbose_name="vi vet nok til å velge tiltak"),
                        ),
                        ("behov_for_tiltak", models.BooleanField(verbose_name="behov for tiltak")),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="analyser", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "analyse",
                        "verbose_name_plural": "analyser",
                        "ordering": ("-dato", "-id"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["sak", "-dato", "-id"], name="analyse_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("behov_for_tiltak", True),
                                    models.Q(("begrunnelse", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ikke_behov_har_begrunnelse",
                                violation_error_message="Skriv hvorfor det ikke er behov for tiltak.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Avslutning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "grunn",
                            models.CharField(
                                choices=[
                                    ("trygg", "Eleven opplever at skolemiljøet er trygt og godt"),
                                    ("flyttet", "Eleven har flyttet til en annen skole"),
                                    ("ferdig_grunnskole", "Eleven er ferdig med grunnskolen"),
                                    ("ingen_egnede_tiltak", "Det finnes ikke flere egnede tiltak"),
                                ],
                                max_length=20,
                                verbose_name="hvorfor avsluttes saken?",
                            ),
                        ),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
                        (
                            "elevens_svar",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("elevens_svar_dato", models.DateField(blank=True, null=True)),
                        ("foresattes_syn", models.TextField(max_length=20000, verbose_name="foresattes syn")),
                        ("foresattes_syn_dato", models.DateField(blank=True, null=True, verbose_name="når de sa det")),
                        ("barnets_beste", models.TextField(max_length=20000, verbose_name="barnets beste")),
                        (
                            "videre_arbeid",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva fortsetter som vanlig arbeid"
                            ),
                        ),
                        (
                            "hvem_er_informert",
                            models.CharField(blank=True, max_length=200, verbose_name="hvem er informert"),
                        ),
                        ("ettersjekk_dato", models.DateField(blank=True, null=True, verbose_name="ettersjekk")),
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
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="avslutninger", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "avslutning",
                        "verbose_name_plural": "avslutninger",
                        "ordering": ("-tid",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("grunn", "trygg"), _negated=True), ("elevens_svar", "ja"), _connector="OR"
                                ),
                                name="trygg_er_elevens_eget_svar",
                                violation_error_message="Saken kan bare avsluttes som trygg når eleven selv har sagt det.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("grunn", "trygg"), models.Q(("begrunnelse", ""), _negated=True), _connector="OR"
                                ),
                                name="annen_slutt_har_begrunnelse",
                                violation_error_message="Skriv begrunnelsen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tiltaksplan",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("versjon", models.PositiveSmallIntegerField(verbose_name="versjon")),
                        (
                            "status",
                            models.CharField(
                                choices=[("utkast", "Utkast"), ("vedtatt", "Vedtatt"), ("erstattet", "Erstattet")],
                                default="utkast",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "utfordring",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvilket problem skal tiltakene løse?"
                            ),
                        ),
                        ("bakgrunn", models.TextField(blank=True, max_length=20000, verbose_name="bakgrunn")),
                        ("maal", models.TextField(blank=True, max_length=20000, verbose_name="mål")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="elevens syn")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        ("barnets_beste", models.TextField(blank=True, max_length=20000, verbose_name="barnets beste")),
                        (
                            "evalueringsdato",
                            models.DateField(blank=True, null=True, verbose_name="når skal tiltakene evalueres?"),
                        ),
                        (
                            "evaluering_begrunnelse",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="hvorfor så lenge til evaluering"
                            ),
                        ),
                        (
                            "evaluering_deltakere",
                            models.CharField(blank=True, max_length=200, verbose_name="hvem er med på evalueringen"),
                        ),
                        (
                            "oppfolgingssamtaler",
                            models.CharField(blank=True, max_length=200, verbose_name="oppfølgingssamtaler med eleven"),
                        ),
                        (
                            "trygghetsperson",
                            models.CharField(blank=True, max_length=120, verbose_name="elevens trygghetsperson"),
                        ),
                        (
                            "samarbeid",
                            models.TextField(blank=True, max_length=20000, verbose_name="samarbeid med andre"),
                        ),
                        (
                            "uenighet",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="det eleven eller foresatte er uenig i"
                            ),
                        ),
                        ("opprettet", models.DateTimeField()),
                        ("revisjon", models.PositiveIntegerField(default=1)),
                        ("vedtatt", models.DateTimeField(blank=True, null=True, verbose_name="vedtatt")),
                        (
                            "opprettet_av",
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
                                related_name="tiltaksplaner",
                                to="cases.sak",
                            ),
                        ),
                        (
                            "vedtatt_av",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tiltaksplan",
                        "verbose_name_plural": "tiltaksplaner",
                        "ordering": ("-versjon",),
                        "indexes": [models.Index(fields=["sak", "-versjon"], name="plan_sak_versjon")],
                        "constraints": [
                            models.UniqueConstraint(fields=("sak", "versjon"), name="planversjon_er_unik"),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "utkast")),
                                fields=("sak",),
                                name="ett_planutkast_om_gangen",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("status", "vedtatt")), fields=("sak",), name="en_gjeldende_plan"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("status", "utkast"),
                                    models.Q(
                                        models.Q(("utfordring", ""), _negated=True),
                                        models.Q(("elevens_syn", ""), _negated=True),
                                        models.Q(("barnets_beste", ""), _negated=True),
                                        ("evalueringsdato__isnull", False),
                                        ("vedtatt__isnull", False),
                                        ("vedtatt_av__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="vedtatt_plan_har_lovens_punkter",
                                violation_error_message="Planen mangler noe loven krever før den kan vedtas.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dokument",
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
                                choices=[("tiltaksplan", "Tiltaksplan")], max_length=20, verbose_name="type"
                            ),
                        ),
                        ("filnavn", models.CharField(max_length=120, verbose_name="filnavn")),
                        ("innhold", models.BinaryField()),
                        ("sha256", models.CharField(max_length=64)),
                        ("laget", models.DateTimeField()),
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
                                on_delete=django.db.models.deletion.PROTECT, related_name="dokumenter", to="cases.sak"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dokumenter",
                                to="cases.tiltaksplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dokument",
                        "verbose_name_plural": "dokumenter",
                        "ordering": ("-laget", "-id"),
                        "indexes": [models.Index(fields=["sak", "-laget"], name="dokument_sak")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("plan__isnull", False)),
                                fields=("plan", "type"),
                                name="ett_dokument_per_planversjon",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Ettersjekk",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        (
                            "elevens_svar",
                            models.CharField(
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                                verbose_name="har eleven det fortsatt trygt og godt?",
                            ),
                        ),
                        (
                            "elevens_ord",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens egne ord"),
                        ),
                        ("registrert", models.DateTimeField()),
                        (
                            "avslutning",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="ettersjekk",
                                to="cases.avslutning",
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
                        "verbose_name": "ettersjekk",
                        "verbose_name_plural": "ettersjekker",
                    },
                ),
                migrations.CreateModel(
                    name="Evaluering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("deltakere", models.TextField(max_length=2000, verbose_name="hvem var med")),
                        (
                            "elevens_svar",
                            models.CharField(
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                                verbose_name="har eleven det trygt og godt nå?",
                            ),
                        ),
                        (
                            "elevens_ord",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens egne ord"),
                        ),
                        ("spurt_av", models.CharField(max_length=200, verbose_name="hvem spurte eleven, og hvor")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        (
                            "nye_hendelser",
                            models.TextField(blank=True, max_length=20000, verbose_name="nye hendelser siden sist"),
                        ),
                        (
                            "voksnes_vurdering",
                            models.TextField(blank=True, max_length=20000, verbose_name="de voksnes vurdering"),
                        ),
                        (
                            "konklusjon",
                            models.CharField(
                                choices=[
                                    ("fortsette", "Fortsette med tiltakene"),
                                    ("justere", "Endre eller legge til tiltak i en ny versjon"),
                                    ("avslutte", "Eleven har det trygt og godt – saken kan avsluttes"),
                                ],
                                max_length=12,
                                verbose_name="hva nå",
                            ),
                        ),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
                        (
                            "ny_evalueringsdato",
                            models.DateField(blank=True, null=True, verbose_name="neste evaluering"),
                        ),
                        ("registrert", models.DateTimeField()),
                        (
                            "registrert_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="evalueringer", to="cases.sak"
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evalueringer",
                                to="cases.tiltaksplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "evaluering",
                        "verbose_name_plural": "evalueringer",
                        "ordering": ("-dato", "-id"),
                        "indexes": [models.Index(fields=["sak", "-dato", "-id"], name="evaluering_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("konklusjon", "avslutte"), ("ny_evalueringsdato__isnull", False), _connector="OR"
                                ),
                                name="videre_arbeid_har_ny_evaluering",
                                violation_error_message="Velg dato for neste evaluering.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Gjenapning",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("grunn", models.TextField(max_length=20000, verbose_name="hvorfor gjenåpnes saken?")),
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
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="gjenapninger", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "gjenåpning",
                        "verbose_name_plural": "gjenåpninger",
                        "ordering": ("-tid",),
                    },
                ),
                migrations.CreateModel(
                    name="Hendelse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("type", models.CharField(max_length=40)),
                        ("skjedde", models.DateTimeField(verbose_name="gjort")),
                        ("registrert", models.DateTimeField(verbose_name="registrert")),
                        ("objekt_type", models.CharField(blank=True, max_length=40)),
                        ("objekt_id", models.BigIntegerField(blank=True, null=True)),
                        ("data", models.JSONField(blank=True, default=dict)),
                        ("handling", models.UUIDField(default=uuid.uuid4)),
                        (
                            "aktor",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="hendelser", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "hendelse",
                        "verbose_name_plural": "hendelser",
                        "ordering": ("-registrert", "-id"),
                        "indexes": [models.Index(fields=["sak", "-registrert", "-id"], name="hendelse_sak_nyest")],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalAnalyse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        ("hva_skjer", models.TextField(max_length=20000, verbose_name="hva skjer")),
                        (
                            "elevens_opplevelse",
                            models.TextField(max_length=20000, verbose_name="hvordan eleven opplever det"),
                        ),
                        (
                            "opprettholder",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva holder det ved like"),
                        ),
                        (
                            "andre_forstaaelser",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva annet kan det være"),
                        ),
                        (
                            "nok_informasjon",
                            models.BooleanField(default=True, verbose_name="vi vet nok til å velge tiltak"),
                        ),
                        ("behov_for_tiltak", models.BooleanField(verbose_name="behov for tiltak")),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
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
                    ],
                    options={
                        "verbose_name": "historical analyse",
                        "verbose_name_plural": "historical analyser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalAvslutning",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "grunn",
                            models.CharField(
                                choices=[
                                    ("trygg", "Eleven opplever at skolemiljøet er trygt og godt"),
                                    ("flyttet", "Eleven har flyttet til en annen skole"),
                                    ("ferdig_grunnskole", "Eleven er ferdig med grunnskolen"),
                                    ("ingen_egnede_tiltak", "Det finnes ikke flere egnede tiltak"),
                                ],
                                max_length=20,
                                verbose_name="hvorfor avsluttes saken?",
                            ),
                        ),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
                        (
                            "elevens_svar",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                            ),
                        ),
                        ("elevens_svar_dato", models.DateField(blank=True, null=True)),
                        ("foresattes_syn", models.TextField(max_length=20000, verbose_name="foresattes syn")),
                        ("foresattes_syn_dato", models.DateField(blank=True, null=True, verbose_name="når de sa det")),
                        ("barnets_beste", models.TextField(max_length=20000, verbose_name="barnets beste")),
                        (
                            "videre_arbeid",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva fortsetter som vanlig arbeid"
                            ),
                        ),
                        (
                            "hvem_er_informert",
                            models.CharField(blank=True, max_length=200, verbose_name="hvem er informert"),
                        ),
                        ("ettersjekk_dato", models.DateField(blank=True, null=True, verbose_name="ettersjekk")),
                        ("tid", models.DateTimeField()),
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
                            "av",
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
                    ],
                    options={
                        "verbose_name": "historical avslutning",
                        "verbose_name_plural": "historical avslutninger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEttersjekk",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        (
                            "elevens_svar",
                            models.CharField(
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                                verbose_name="har eleven det fortsatt trygt og godt?",
                            ),
                        ),
                        (
                            "elevens_ord",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens egne ord"),
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
                            "avslutning",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.avslutning",
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
                        "verbose_name": "historical ettersjekk",
                        "verbose_name_plural": "historical ettersjekker",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalEvaluering",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("deltakere", models.TextField(max_length=2000, verbose_name="hvem var med")),
                        (
                            "elevens_svar",
                            models.CharField(
                                choices=[
                                    ("ja", "Ja, jeg har det trygt"),
                                    ("delvis", "Delvis"),
                                    ("nei", "Nei, jeg har det ikke trygt"),
                                    ("vil_ikke_svare", "Vil ikke svare"),
                                ],
                                max_length=16,
                                verbose_name="har eleven det trygt og godt nå?",
                            ),
                        ),
                        (
                            "elevens_ord",
                            models.TextField(blank=True, max_length=20000, verbose_name="elevens egne ord"),
                        ),
                        ("spurt_av", models.CharField(max_length=200, verbose_name="hvem spurte eleven, og hvor")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        (
                            "nye_hendelser",
                            models.TextField(blank=True, max_length=20000, verbose_name="nye hendelser siden sist"),
                        ),
                        (
                            "voksnes_vurdering",
                            models.TextField(blank=True, max_length=20000, verbose_name="de voksnes vurdering"),
                        ),
                        (
                            "konklusjon",
                            models.CharField(
                                choices=[
                                    ("fortsette", "Fortsette med tiltakene"),
                                    ("justere", "Endre eller legge til tiltak i en ny versjon"),
                                    ("avslutte", "Eleven har det trygt og godt – saken kan avsluttes"),
                                ],
                                max_length=12,
                                verbose_name="hva nå",
                            ),
                        ),
                        ("begrunnelse", models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse")),
                        (
                            "ny_evalueringsdato",
                            models.DateField(blank=True, null=True, verbose_name="neste evaluering"),
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.tiltaksplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical evaluering",
                        "verbose_name_plural": "historical evalueringer",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalGjenapning",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("grunn", models.TextField(max_length=20000, verbose_name="hvorfor gjenåpnes saken?")),
                        ("tid", models.DateTimeField()),
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
                            "av",
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
                    ],
                    options={
                        "verbose_name": "historical gjenåpning",
                        "verbose_name_plural": "historical gjenåpninger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInhabilitet",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("grunn", models.CharField(max_length=300, verbose_name="grunn")),
                        ("fra", models.DateTimeField()),
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
                    ],
                    options={
                        "verbose_name": "historical inhabilitet",
                        "verbose_name_plural": "historical inhabilitet",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalInvolvert",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "rolle",
                            models.CharField(
                                choices=[("mulig_krenker", "Kan ha krenket"), ("vitne", "Vitne")],
                                default="mulig_krenker",
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                        (
                            "kategori",
                            models.CharField(
                                choices=[
                                    ("elev", "Elev"),
                                    ("ansatt", "Ansatt"),
                                    ("leder", "Leder ved skolen"),
                                    ("utenforstaende", "Noen utenfor skolen"),
                                    ("ukjent", "Ukjent"),
                                ],
                                max_length=20,
                                verbose_name="hvem",
                            ),
                        ),
                        ("beskrivelse", models.CharField(blank=True, max_length=200, verbose_name="beskrivelse")),
                        ("lagt_til", models.DateTimeField()),
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
                    ],
                    options={
                        "verbose_name": "historical involvert",
                        "verbose_name_plural": "historical involverte",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalKartlegging",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        (
                            "verktoy",
                            models.CharField(
                                choices=[
                                    ("klassetrivsel", "Klassetrivsel"),
                                    ("elevundersokelsen", "Elevundersøkelsen"),
                                    ("sosiometrisk", "Sosiometrisk undersøkelse"),
                                    ("relasjonssirkel", "Relasjonssirkelen"),
                                    ("annet", "Annet"),
                                ],
                                max_length=20,
                                verbose_name="verktøy",
                            ),
                        ),
                        ("funn", models.TextField(max_length=20000, verbose_name="hva viser den om denne eleven")),
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
                    ],
                    options={
                        "verbose_name": "historical kartlegging",
                        "verbose_name_plural": "historical kartlegginger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMelding",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("nummer", models.CharField(db_index=True, max_length=16, verbose_name="meldingsnummer")),
                        ("nokkel", models.UUIDField(db_index=True, editable=False)),
                        ("sendt", models.DateTimeField(verbose_name="sendt")),
                        (
                            "hva_skjedde",
                            models.TextField(max_length=20000, verbose_name="hva har du sett, hørt eller fått vite?"),
                        ),
                        ("naar_dato", models.DateField(blank=True, null=True, verbose_name="dato")),
                        ("naar_klokkeslett", models.TimeField(blank=True, null=True, verbose_name="klokkeslett")),
                        (
                            "naar_beskrivelse",
                            models.CharField(blank=True, max_length=200, verbose_name="når, med egne ord"),
                        ),
                        ("oppdaget", models.DateField(verbose_name="når du fikk vite det")),
                        (
                            "arenaer",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("klasserom", "Klasserom"),
                                        ("gang", "Gang eller garderobe"),
                                        ("friminutt", "Friminutt ute"),
                                        ("gymsal", "Gymsal eller dusj"),
                                        ("toalett", "Toalett"),
                                        ("sfo", "SFO"),
                                        ("leksehjelp", "Leksehjelp"),
                                        ("skolevei", "Skolevei"),
                                        ("tur", "Tur"),
                                        ("digitalt", "På nett eller telefon"),
                                        ("fritid", "Fritid som virker inn på skoledagen"),
                                        ("annet", "Et annet sted"),
                                        ("vet_ikke", "Vet ikke"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "kilde",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("observasjon", "Jeg så eller hørte det selv"),
                                    ("eleven", "Eleven sa det"),
                                    ("foresatte", "Foresatte sa det"),
                                    ("medelev", "En annen elev sa det"),
                                    ("undersokelse", "En undersøkelse, for eksempel Elevundersøkelsen"),
                                    ("sosiale_medier", "Sosiale medier"),
                                    ("fravaer", "Fravær"),
                                    ("annet", "På en annen måte"),
                                ],
                                max_length=20,
                                verbose_name="hvordan ble det kjent",
                            ),
                        ),
                        ("sagt_dato", models.DateField(blank=True, null=True, verbose_name="når ble det sagt")),
                        (
                            "typer",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("fysisk", "Fysisk"),
                                        ("verbal", "Ord og ytringer"),
                                        ("utestenging", "Utestenging eller isolering"),
                                        ("baksnakking", "Baksnakking"),
                                        ("digital", "Digitalt"),
                                        ("trusler", "Trusler"),
                                        ("diskriminering", "Diskriminering"),
                                        ("seksuell", "Seksuelt"),
                                        ("haerverk", "Ødelegger eller tar ting"),
                                        ("voksen", "En voksen krenker"),
                                        ("mistrivsel", "Mistrivsel uten kjent årsak"),
                                        ("vet_ikke", "Vet ikke"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("vitner", models.TextField(blank=True, max_length=20000, verbose_name="andre som vet noe")),
                        ("grep_inn", models.BooleanField(blank=True, null=True, verbose_name="grep noen inn")),
                        (
                            "grep_inn_beskrivelse",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvem og hvordan, eller hvorfor ikke"
                            ),
                        ),
                        ("fysisk_inngripen", models.BooleanField(default=False, verbose_name="fysisk inngripen")),
                        (
                            "strakstiltak",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva er gjort med en gang"),
                        ),
                        (
                            "trygg_naa",
                            models.CharField(
                                blank=True,
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("usikker", "Usikker")],
                                max_length=8,
                                verbose_name="er eleven trygg nå",
                            ),
                        ),
                        (
                            "foresatte_varslet",
                            models.BooleanField(blank=True, null=True, verbose_name="er foresatte fortalt"),
                        ),
                        (
                            "foresatte_varslet_beskrivelse",
                            models.CharField(blank=True, max_length=200, verbose_name="av hvem og når"),
                        ),
                        ("haster", models.BooleanField(default=False, verbose_name="haster")),
                        (
                            "mottaker",
                            models.CharField(
                                choices=[
                                    ("rektor", "Rektor"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="rektor",
                                max_length=12,
                                verbose_name="mottaker",
                            ),
                        ),
                        ("skjerpet", models.BooleanField(default=False, verbose_name="§ 12-5")),
                        ("lest", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                        (
                            "behandling",
                            models.CharField(
                                choices=[
                                    ("ny", "Ikke behandlet"),
                                    ("sak", "Sak"),
                                    ("ikke_kap12", "Gjelder ikke kapittel 12"),
                                ],
                                default="ny",
                                max_length=12,
                                verbose_name="behandling",
                            ),
                        ),
                        ("behandlet", models.DateTimeField(blank=True, null=True)),
                        (
                            "ikke_kap12_begrunnelse",
                            models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse"),
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
                            "behandlet_av",
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
                            "lest_av",
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
                            "melder",
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
                        "verbose_name": "historical melding",
                        "verbose_name_plural": "historical meldinger",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Melding",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nummer", models.CharField(max_length=16, unique=True, verbose_name="meldingsnummer")),
                        ("nokkel", models.UUIDField(editable=False, unique=True)),
                        ("sendt", models.DateTimeField(verbose_name="sendt")),
                        (
                            "hva_skjedde",
                            models.TextField(max_length=20000, verbose_name="hva har du sett, hørt eller fått vite?"),
                        ),
                        ("naar_dato", models.DateField(blank=True, null=True, verbose_name="dato")),
                        ("naar_klokkeslett", models.TimeField(blank=True, null=True, verbose_name="klokkeslett")),
                        (
                            "naar_beskrivelse",
                            models.CharField(blank=True, max_length=200, verbose_name="når, med egne ord"),
                        ),
                        ("oppdaget", models.DateField(verbose_name="når du fikk vite det")),
                        (
                            "arenaer",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("klasserom", "Klasserom"),
                                        ("gang", "Gang eller garderobe"),
                                        ("friminutt", "Friminutt ute"),
                                        ("gymsal", "Gymsal eller dusj"),
                                        ("toalett", "Toalett"),
                                        ("sfo", "SFO"),
                                        ("leksehjelp", "Leksehjelp"),
                                        ("skolevei", "Skolevei"),
                                        ("tur", "Tur"),
                                        ("digitalt", "På nett eller telefon"),
                                        ("fritid", "Fritid som virker inn på skoledagen"),
                                        ("annet", "Et annet sted"),
                                        ("vet_ikke", "Vet ikke"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "kilde",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("observasjon", "Jeg så eller hørte det selv"),
                                    ("eleven", "Eleven sa det"),
                                    ("foresatte", "Foresatte sa det"),
                                    ("medelev", "En annen elev sa det"),
                                    ("undersokelse", "En undersøkelse, for eksempel Elevundersøkelsen"),
                                    ("sosiale_medier", "Sosiale medier"),
                                    ("fravaer", "Fravær"),
                                    ("annet", "På en annen måte"),
                                ],
                                max_length=20,
                                verbose_name="hvordan ble det kjent",
                            ),
                        ),
                        ("sagt_dato", models.DateField(blank=True, null=True, verbose_name="når ble det sagt")),
                        (
                            "typer",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("fysisk", "Fysisk"),
                                        ("verbal", "Ord og ytringer"),
                                        ("utestenging", "Utestenging eller isolering"),
                                        ("baksnakking", "Baksnakking"),
                                        ("digital", "Digitalt"),
                                        ("trusler", "Trusler"),
                                        ("diskriminering", "Diskriminering"),
                                        ("seksuell", "Seksuelt"),
                                        ("haerverk", "Ødelegger eller tar ting"),
                                        ("voksen", "En voksen krenker"),
                                        ("mistrivsel", "Mistrivsel uten kjent årsak"),
                                        ("vet_ikke", "Vet ikke"),
                                    ],
                                    max_length=20,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("vitner", models.TextField(blank=True, max_length=20000, verbose_name="andre som vet noe")),
                        ("grep_inn", models.BooleanField(blank=True, null=True, verbose_name="grep noen inn")),
                        (
                            "grep_inn_beskrivelse",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvem og hvordan, eller hvorfor ikke"
                            ),
                        ),
                        ("fysisk_inngripen", models.BooleanField(default=False, verbose_name="fysisk inngripen")),
                        (
                            "strakstiltak",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva er gjort med en gang"),
                        ),
                        (
                            "trygg_naa",
                            models.CharField(
                                blank=True,
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("usikker", "Usikker")],
                                max_length=8,
                                verbose_name="er eleven trygg nå",
                            ),
                        ),
                        (
                            "foresatte_varslet",
                            models.BooleanField(blank=True, null=True, verbose_name="er foresatte fortalt"),
                        ),
                        (
                            "foresatte_varslet_beskrivelse",
                            models.CharField(blank=True, max_length=200, verbose_name="av hvem og når"),
                        ),
                        ("haster", models.BooleanField(default=False, verbose_name="haster")),
                        (
                            "mottaker",
                            models.CharField(
                                choices=[
                                    ("rektor", "Rektor"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="rektor",
                                max_length=12,
                                verbose_name="mottaker",
                            ),
                        ),
                        ("skjerpet", models.BooleanField(default=False, verbose_name="§ 12-5")),
                        ("lest", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                        (
                            "behandling",
                            models.CharField(
                                choices=[
                                    ("ny", "Ikke behandlet"),
                                    ("sak", "Sak"),
                                    ("ikke_kap12", "Gjelder ikke kapittel 12"),
                                ],
                                default="ny",
                                max_length=12,
                                verbose_name="behandling",
                            ),
                        ),
                        ("behandlet", models.DateTimeField(blank=True, null=True)),
                        (
                            "ikke_kap12_begrunnelse",
                            models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse"),
                        ),
                        (
                            "behandlet_av",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "lest_av",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melder",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldinger",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "skole",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldinger",
                                to="organisation.skole",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "melding",
                        "verbose_name_plural": "meldinger",
                        "indexes": [
                            models.Index(fields=["melder", "-sendt"], name="melding_melder"),
                            models.Index(
                                condition=models.Q(("behandling", "ny")),
                                fields=["skole", "mottaker", "sendt"],
                                name="melding_ubehandlet",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("behandling", "ny"),
                                    models.Q(("behandlet__isnull", False), ("behandlet_av__isnull", False)),
                                    _connector="OR",
                                ),
                                name="behandlet_melding_har_tid_og_hvem",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("behandling", "ikke_kap12"), _negated=True),
                                    models.Q(("ikke_kap12_begrunnelse", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ikke_kap12_har_begrunnelse",
                                violation_error_message="Skriv hvorfor meldingen ikke gjelder kapittel 12.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("behandling", "ikke_kap12"), _negated=True),
                                    models.Q(("kilde__in", ["eleven", "foresatte"]), _negated=True),
                                    _connector="OR",
                                ),
                                name="elevens_eget_ord_avvises_ikke",
                                violation_error_message="Når eleven eller foresatte selv har sagt fra, skal det bli en sak.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalMeldingelev",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("beskrivelse", models.CharField(blank=True, max_length=300, verbose_name="beskrivelse")),
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
                            "history_user",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.melding",
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
                    ],
                    options={
                        "verbose_name": "historical elev i melding",
                        "verbose_name_plural": "historical elever i melding",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeldinginvolvert",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "kategori",
                            models.CharField(
                                choices=[
                                    ("elev", "Elev"),
                                    ("ansatt", "Ansatt"),
                                    ("leder", "Leder ved skolen"),
                                    ("utenforstaende", "Noen utenfor skolen"),
                                    ("ukjent", "Ukjent"),
                                ],
                                max_length=20,
                                verbose_name="hvem",
                            ),
                        ),
                        ("beskrivelse", models.CharField(blank=True, max_length=200, verbose_name="beskrivelse")),
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
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.melding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical involvert i melding",
                        "verbose_name_plural": "historical involverte i melding",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalMeldingstillegg",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("tekst", models.TextField(max_length=20000, verbose_name="tillegg")),
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
                        (
                            "melding",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.melding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical tillegg til melding",
                        "verbose_name_plural": "historical tillegg til melding",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalObservasjon",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        ("fra", models.TimeField(blank=True, null=True, verbose_name="fra klokka")),
                        ("til", models.TimeField(blank=True, null=True, verbose_name="til klokka")),
                        ("arena", models.CharField(max_length=120, verbose_name="hvor")),
                        ("observator", models.CharField(max_length=120, verbose_name="hvem observerte")),
                        ("systematisk", models.BooleanField(default=False, verbose_name="planlagt observasjon")),
                        ("beskrivelse", models.TextField(max_length=20000, verbose_name="hva så du")),
                        (
                            "tolkning",
                            models.TextField(blank=True, max_length=20000, verbose_name="hvordan forstår du det"),
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
                    ],
                    options={
                        "verbose_name": "historical observasjon",
                        "verbose_name_plural": "historical observasjoner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSak",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("nummer", models.CharField(db_index=True, max_length=12, verbose_name="saksnummer")),
                        (
                            "eier",
                            models.CharField(
                                choices=[
                                    ("skole", "Skolen"),
                                    ("skoleeier", "Skoleeier"),
                                    ("kommunalsjef", "Kommunalsjef"),
                                ],
                                default="skole",
                                max_length=12,
                                verbose_name="ledes av",
                            ),
                        ),
                        ("opprettet", models.DateTimeField(verbose_name="opprettet")),
                        ("mottatt", models.DateTimeField(verbose_name="skolen fikk vite")),
                        ("gruppe", models.UUIDField(db_index=True, default=uuid.uuid4, editable=False)),
                        (
                            "eleven_har_meldt",
                            models.BooleanField(default=False, verbose_name="eleven eller foresatte har sagt fra selv"),
                        ),
                        ("eleven_har_meldt_dato", models.DateField(blank=True, null=True, verbose_name="sagt fra den")),
                        (
                            "tatt_opp_med_rektor",
                            models.DateField(blank=True, null=True, verbose_name="tatt opp med rektor"),
                        ),
                        ("tatt_opp_av", models.CharField(blank=True, max_length=120, verbose_name="tatt opp av")),
                        (
                            "foresatte_informert",
                            models.DateField(blank=True, null=True, verbose_name="foresatte informert"),
                        ),
                        ("ikke_send_hjem", models.BooleanField(default=False, verbose_name="ikke send noe hjem")),
                        ("skjerpet", models.BooleanField(default=False, verbose_name="skjerpet aktivitetsplikt")),
                        (
                            "ledelse_innmeldt",
                            models.BooleanField(default=False, verbose_name="noen i ledelsen er meldt"),
                        ),
                        (
                            "apenbart_grunnlos",
                            models.TextField(blank=True, max_length=20000, verbose_name="hvorfor varselet ikke sendes"),
                        ),
                        ("alvorlig", models.BooleanField(blank=True, null=True, verbose_name="alvorlig")),
                        (
                            "alvorlig_kriterier",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("saerlig_voldelig", "Krenkelsene er særlig voldelige"),
                                        ("flere_mot_en", "Flere elever mot én"),
                                        ("lang_tid", "Har pågått lenge uten at skolen har løst det"),
                                        (
                                            "digital_paa_tvers",
                                            "Digital mobbing på tvers av skoler eller grove trusler på nett",
                                        ),
                                        ("statsforvalter_involvert", "Statsforvalteren er involvert"),
                                        ("foresatte_kontaktet_skoleeier", "Foresatte har kontaktet skoleeier direkte"),
                                        ("seksuell_krenkelse", "Seksuell krenkelse"),
                                        ("selvskade_skolevegring", "Selvskade eller skolevegring"),
                                        ("hatmotivert", "Hatmotivert"),
                                        ("vaapen", "Våpen"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "alvorlig_begrunnelse",
                            models.TextField(blank=True, max_length=20000, verbose_name="begrunnelse"),
                        ),
                        ("alvorlig_vurdert", models.DateTimeField(blank=True, null=True)),
                        (
                            "delt_med_kontaktlarer",
                            models.BooleanField(default=False, verbose_name="delt med kontaktlærer"),
                        ),
                        ("sperret", models.BooleanField(default=False, verbose_name="sperret for andre enn navngitte")),
                        ("avsluttet", models.DateTimeField(blank=True, null=True, verbose_name="avsluttet")),
                        (
                            "fase",
                            models.CharField(
                                choices=[
                                    ("ny", "Ny"),
                                    ("undersokelse", "Undersøkelse"),
                                    ("tiltak", "Tiltak"),
                                    ("evaluering", "Evaluering"),
                                    ("avsluttet", "Avsluttet"),
                                ],
                                default="ny",
                                max_length=16,
                                verbose_name="fase",
                            ),
                        ),
                        ("neste_frist", models.DateTimeField(blank=True, null=True, verbose_name="neste frist")),
                        ("neste_frist_type", models.CharField(blank=True, max_length=40)),
                        ("versjon", models.PositiveIntegerField(default=1)),
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
                            "ansvarlig",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="saksansvarlig",
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
                        "verbose_name": "historical sak",
                        "verbose_name_plural": "historical saker",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSamtale",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("elev", "Eleven saken gjelder"),
                                    ("elev_mulig_krenker", "Elev som kan ha krenket"),
                                    ("medelev", "En annen elev"),
                                    ("foresatte", "Foresatte til eleven"),
                                    ("ansatt", "Ansatt"),
                                    ("foresatte_annen_elev", "Foresatte til en annen elev"),
                                ],
                                max_length=24,
                                verbose_name="samtale med",
                            ),
                        ),
                        ("sted", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                        ("deltakere", models.TextField(max_length=2000, verbose_name="hvem var med")),
                        (
                            "formaal_forklart",
                            models.BooleanField(default=False, verbose_name="formålet med samtalen ble forklart"),
                        ),
                        ("tolk", models.BooleanField(default=False, verbose_name="tolk ble brukt")),
                        ("takket_nei", models.BooleanField(default=False, verbose_name="tilbudt samtale, takket nei")),
                        (
                            "hva_sies",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva eleven eller foresatte sier"
                            ),
                        ),
                        (
                            "onsker",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvordan eleven ønsker at det skal bli"
                            ),
                        ),
                        (
                            "hjelper_eller_frykter",
                            models.TextField(
                                blank=True,
                                max_length=20000,
                                verbose_name="hva eleven tror hjelper, og hva eleven er redd for",
                            ),
                        ),
                        ("avtalt", models.TextField(blank=True, max_length=20000, verbose_name="hva ble avtalt")),
                        ("neste_samtale", models.DateField(blank=True, null=True, verbose_name="neste samtale")),
                        ("internt_notat", models.TextField(blank=True, max_length=20000, verbose_name="internt notat")),
                        ("sendt_hjem", models.DateField(blank=True, null=True, verbose_name="referat sendt hjem")),
                        ("sendt_hjem_kanal", models.CharField(blank=True, max_length=80, verbose_name="hvordan")),
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
                    ],
                    options={
                        "verbose_name": "historical samtale",
                        "verbose_name_plural": "historical samtaler",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalSkoleeiervarsel",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("alvorlig", "Alvorlig sak"),
                                    ("ansatt", "En ansatt kan ha krenket en elev (§ 12-5)"),
                                    ("ledelse", "Noen i skolens ledelse kan ha krenket en elev (§ 12-5)"),
                                    ("statsforvalter", "Statsforvalteren er koblet inn"),
                                    ("foresatte", "Foresatte har kontaktet skoleeier"),
                                ],
                                max_length=16,
                                verbose_name="hva gjelder varselet?",
                            ),
                        ),
                        (
                            "kriterier",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("saerlig_voldelig", "Krenkelsene er særlig voldelige"),
                                        ("flere_mot_en", "Flere elever mot én"),
                                        ("lang_tid", "Har pågått lenge uten at skolen har løst det"),
                                        (
                                            "digital_paa_tvers",
                                            "Digital mobbing på tvers av skoler eller grove trusler på nett",
                                        ),
                                        ("statsforvalter_involvert", "Statsforvalteren er involvert"),
                                        ("foresatte_kontaktet_skoleeier", "Foresatte har kontaktet skoleeier direkte"),
                                        ("seksuell_krenkelse", "Seksuell krenkelse"),
                                        ("selvskade_skolevegring", "Selvskade eller skolevegring"),
                                        ("hatmotivert", "Hatmotivert"),
                                        ("vaapen", "Våpen"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("redegjorelse", models.TextField(max_length=20000, verbose_name="kort om saken")),
                        (
                            "gjort_og_planlagt",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva er gjort, og hva er planlagt"
                            ),
                        ),
                        (
                            "trygg_naa",
                            models.CharField(
                                blank=True,
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("usikker", "Usikker")],
                                max_length=8,
                                verbose_name="er eleven trygg nå",
                            ),
                        ),
                        (
                            "hjelp_onsket",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hjelp vi ønsker fra skoleeier"
                            ),
                        ),
                        ("laert", models.DateTimeField(verbose_name="når rektor fikk vite det")),
                        ("varslet", models.DateTimeField(verbose_name="varslet")),
                        ("lest", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                        (
                            "vurdering",
                            models.TextField(blank=True, max_length=20000, verbose_name="skoleeiers vurdering"),
                        ),
                        ("veiledning", models.TextField(blank=True, max_length=20000, verbose_name="veiledning gitt")),
                        ("oppfolging_dato", models.DateField(blank=True, null=True, verbose_name="følges opp")),
                        ("vurdert", models.DateTimeField(blank=True, null=True)),
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
                            "lest_av",
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
                            "varslet_av",
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
                    ],
                    options={
                        "verbose_name": "historical varsel til skoleeier",
                        "verbose_name_plural": "historical varsler til skoleeier",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTiltak",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("rekkefolge", models.PositiveSmallIntegerField(default=1)),
                        ("beskrivelse", models.TextField(max_length=4000, verbose_name="tiltak")),
                        (
                            "nivaa",
                            models.CharField(
                                choices=[("individ", "Individ"), ("klasse", "Klasse"), ("skole", "Skole")],
                                default="individ",
                                max_length=8,
                                verbose_name="nivå",
                            ),
                        ),
                        ("strakstiltak", models.BooleanField(default=False, verbose_name="strakstiltak")),
                        ("grunnlag", models.TextField(blank=True, max_length=2000, verbose_name="bygger på")),
                        ("fra", models.DateField(blank=True, null=True, verbose_name="fra")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til")),
                        ("hyppighet", models.CharField(blank=True, max_length=120, verbose_name="hvor ofte")),
                        (
                            "ansvarlig_rolle",
                            models.CharField(blank=True, max_length=120, verbose_name="ansvarlig (rolle eller navn)"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planlagt", "Planlagt"),
                                    ("i_gang", "I gang"),
                                    ("gjennomfort", "Gjennomført"),
                                    ("ikke_gjennomfort", "Ikke gjennomført"),
                                    ("avsluttet", "Avsluttet"),
                                ],
                                default="planlagt",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("status_notat", models.TextField(blank=True, max_length=2000, verbose_name="notat")),
                        (
                            "krever_enkeltvedtak",
                            models.BooleanField(default=False, verbose_name="krever eget enkeltvedtak"),
                        ),
                        (
                            "enkeltvedtak_referanse",
                            models.CharField(blank=True, max_length=80, verbose_name="vedtakets nummer"),
                        ),
                        ("enkeltvedtak_dato", models.DateField(blank=True, null=True, verbose_name="vedtakets dato")),
                        (
                            "synlig_for_hjem",
                            models.BooleanField(default=True, verbose_name="vises for eleven og foresatte"),
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
                            "ansvarlig",
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
                            "plan",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.tiltaksplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical tiltak",
                        "verbose_name_plural": "historical tiltak",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalTiltaksplan",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("versjon", models.PositiveSmallIntegerField(verbose_name="versjon")),
                        (
                            "status",
                            models.CharField(
                                choices=[("utkast", "Utkast"), ("vedtatt", "Vedtatt"), ("erstattet", "Erstattet")],
                                default="utkast",
                                max_length=12,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "utfordring",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvilket problem skal tiltakene løse?"
                            ),
                        ),
                        ("bakgrunn", models.TextField(blank=True, max_length=20000, verbose_name="bakgrunn")),
                        ("maal", models.TextField(blank=True, max_length=20000, verbose_name="mål")),
                        ("elevens_syn", models.TextField(blank=True, max_length=20000, verbose_name="elevens syn")),
                        (
                            "foresattes_syn",
                            models.TextField(blank=True, max_length=20000, verbose_name="foresattes syn"),
                        ),
                        ("barnets_beste", models.TextField(blank=True, max_length=20000, verbose_name="barnets beste")),
                        (
                            "evalueringsdato",
                            models.DateField(blank=True, null=True, verbose_name="når skal tiltakene evalueres?"),
                        ),
                        (
                            "evaluering_begrunnelse",
                            models.TextField(
                                blank=True, max_length=2000, verbose_name="hvorfor så lenge til evaluering"
                            ),
                        ),
                        (
                            "evaluering_deltakere",
                            models.CharField(blank=True, max_length=200, verbose_name="hvem er med på evalueringen"),
                        ),
                        (
                            "oppfolgingssamtaler",
                            models.CharField(blank=True, max_length=200, verbose_name="oppfølgingssamtaler med eleven"),
                        ),
                        (
                            "trygghetsperson",
                            models.CharField(blank=True, max_length=120, verbose_name="elevens trygghetsperson"),
                        ),
                        (
                            "samarbeid",
                            models.TextField(blank=True, max_length=20000, verbose_name="samarbeid med andre"),
                        ),
                        (
                            "uenighet",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="det eleven eller foresatte er uenig i"
                            ),
                        ),
                        ("opprettet", models.DateTimeField()),
                        ("revisjon", models.PositiveIntegerField(default=1)),
                        ("vedtatt", models.DateTimeField(blank=True, null=True, verbose_name="vedtatt")),
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
                            "opprettet_av",
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
                            "vedtatt_av",
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
                    ],
                    options={
                        "verbose_name": "historical tiltaksplan",
                        "verbose_name_plural": "historical tiltaksplaner",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Tiltak",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rekkefolge", models.PositiveSmallIntegerField(default=1)),
                        ("beskrivelse", models.TextField(max_length=4000, verbose_name="tiltak")),
                        (
                            "nivaa",
                            models.CharField(
                                choices=[("individ", "Individ"), ("klasse", "Klasse"), ("skole", "Skole")],
                                default="individ",
                                max_length=8,
                                verbose_name="nivå",
                            ),
                        ),
                        ("strakstiltak", models.BooleanField(default=False, verbose_name="strakstiltak")),
                        ("grunnlag", models.TextField(blank=True, max_length=2000, verbose_name="bygger på")),
                        ("fra", models.DateField(blank=True, null=True, verbose_name="fra")),
                        ("til", models.DateField(blank=True, null=True, verbose_name="til")),
                        ("hyppighet", models.CharField(blank=True, max_length=120, verbose_name="hvor ofte")),
                        (
                            "ansvarlig_rolle",
                            models.CharField(blank=True, max_length=120, verbose_name="ansvarlig (rolle eller navn)"),
                        ),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("planlagt", "Planlagt"),
                                    ("i_gang", "I gang"),
                                    ("gjennomfort", "Gjennomført"),
                                    ("ikke_gjennomfort", "Ikke gjennomført"),
                                    ("avsluttet", "Avsluttet"),
                                ],
                                default="planlagt",
                                max_length=20,
                                verbose_name="status",
                            ),
                        ),
                        ("status_notat", models.TextField(blank=True, max_length=2000, verbose_name="notat")),
                        (
                            "krever_enkeltvedtak",
                            models.BooleanField(default=False, verbose_name="krever eget enkeltvedtak"),
                        ),
                        (
                            "enkeltvedtak_referanse",
                            models.CharField(blank=True, max_length=80, verbose_name="vedtakets nummer"),
                        ),
                        ("enkeltvedtak_dato", models.DateField(blank=True, null=True, verbose_name="vedtakets dato")),
                        (
                            "synlig_for_hjem",
                            models.BooleanField(default=True, verbose_name="vises for eleven og foresatte"),
                        ),
                        (
                            "ansvarlig",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tiltak",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "plan",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tiltak",
                                to="cases.tiltaksplan",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tiltak",
                        "verbose_name_plural": "tiltak",
                        "ordering": ("rekkefolge", "id"),
                        "indexes": [models.Index(fields=["ansvarlig", "status"], name="tiltak_ansvarlig")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fra__isnull", True),
                                    ("til__isnull", True),
                                    ("fra__lte", models.F("til")),
                                    _connector="OR",
                                ),
                                name="tiltak_begynner_for_det_slutter",
                                violation_error_message="Tiltaket kan ikke slutte før det begynner.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("status", "ikke_gjennomfort"), _negated=True),
                                    models.Q(("status_notat", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="ikke_gjennomfort_har_grunn",
                                violation_error_message="Skriv hvorfor tiltaket ikke ble gjennomført.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="HistoricalTiltaksvurdering",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        (
                            "gjennomfort",
                            models.CharField(
                                choices=[("ja", "Ja"), ("delvis", "Delvis"), ("nei", "Nei")],
                                max_length=8,
                                verbose_name="gjennomført som planlagt",
                            ),
                        ),
                        (
                            "virkning_elev",
                            models.CharField(
                                choices=[
                                    ("god", "Hjelper"),
                                    ("noe", "Hjelper litt"),
                                    ("ingen", "Hjelper ikke"),
                                    ("verre", "Gjør det verre"),
                                    ("vet_ikke", "Vet ikke ennå"),
                                ],
                                max_length=10,
                                verbose_name="virkning, slik eleven ser det",
                            ),
                        ),
                        (
                            "virkning_voksne",
                            models.CharField(
                                choices=[
                                    ("god", "Hjelper"),
                                    ("noe", "Hjelper litt"),
                                    ("ingen", "Hjelper ikke"),
                                    ("verre", "Gjør det verre"),
                                    ("vet_ikke", "Vet ikke ennå"),
                                ],
                                max_length=10,
                                verbose_name="virkning, slik de voksne ser det",
                            ),
                        ),
                        (
                            "videre",
                            models.CharField(
                                choices=[("fortsette", "Fortsette"), ("justere", "Endre"), ("avslutte", "Avslutte")],
                                max_length=10,
                                verbose_name="videre",
                            ),
                        ),
                        ("kommentar", models.TextField(blank=True, max_length=2000, verbose_name="kommentar")),
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
                            "evaluering",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.evaluering",
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
                            "tiltak",
                            models.ForeignKey(
                                blank=True,
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="cases.tiltak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "historical vurdering av tiltak",
                        "verbose_name_plural": "historical vurderinger av tiltak",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="HistoricalUndersokelse",
                    fields=[
                        ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                        ("startet", models.DateTimeField(verbose_name="startet")),
                        (
                            "hva_finne_ut",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva trenger vi å finne ut?"),
                        ),
                        (
                            "kilder",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvem spør vi, og hvem gjør hva til når?"
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
                    ],
                    options={
                        "verbose_name": "historical undersøkelse",
                        "verbose_name_plural": "historical undersøkelser",
                        "ordering": ("-history_date", "-history_id"),
                        "get_latest_by": ("history_date", "history_id"),
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name="Inhabilitet",
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
                                related_name="inhabil_i",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="inhabile", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inhabilitet",
                        "verbose_name_plural": "inhabilitet",
                        "constraints": [models.UniqueConstraint(fields=("bruker", "sak"), name="inhabil_en_gang")],
                    },
                ),
                migrations.CreateModel(
                    name="Involvert",
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
                                choices=[("mulig_krenker", "Kan ha krenket"), ("vitne", "Vitne")],
                                default="mulig_krenker",
                                max_length=20,
                                verbose_name="rolle",
                            ),
                        ),
                        (
                            "kategori",
                            models.CharField(
                                choices=[
                                    ("elev", "Elev"),
                                    ("ansatt", "Ansatt"),
                                    ("leder", "Leder ved skolen"),
                                    ("utenforstaende", "Noen utenfor skolen"),
                                    ("ukjent", "Ukjent"),
                                ],
                                max_length=20,
                                verbose_name="hvem",
                            ),
                        ),
                        ("beskrivelse", models.CharField(blank=True, max_length=200, verbose_name="beskrivelse")),
                        ("lagt_til", models.DateTimeField()),
                        (
                            "ansatt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvert_i",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involvert_i",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="involverte", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "involvert",
                        "verbose_name_plural": "involverte",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ansatt__isnull", False)),
                                fields=["ansatt", "sak"],
                                name="involvert_deny",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("elev__isnull", True), ("kategori", "elev"), _connector="OR"),
                                    models.Q(
                                        ("ansatt__isnull", True), ("kategori__in", ["ansatt", "leder"]), _connector="OR"
                                    ),
                                ),
                                name="involvert_person_passer_kategori",
                            ),
                            models.UniqueConstraint(fields=("sak", "rolle", "elev"), name="involvert_elev_en_gang"),
                            models.UniqueConstraint(fields=("sak", "rolle", "ansatt"), name="involvert_ansatt_en_gang"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Kartlegging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        (
                            "verktoy",
                            models.CharField(
                                choices=[
                                    ("klassetrivsel", "Klassetrivsel"),
                                    ("elevundersokelsen", "Elevundersøkelsen"),
                                    ("sosiometrisk", "Sosiometrisk undersøkelse"),
                                    ("relasjonssirkel", "Relasjonssirkelen"),
                                    ("annet", "Annet"),
                                ],
                                max_length=20,
                                verbose_name="verktøy",
                            ),
                        ),
                        ("funn", models.TextField(max_length=20000, verbose_name="hva viser den om denne eleven")),
                        (
                            "registrert_av",
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
                                related_name="kartlegginger",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "kartlegging",
                        "verbose_name_plural": "kartlegginger",
                        "ordering": ("-dato", "-id"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["sak", "-dato"], name="kartlegging_sak")],
                    },
                ),
                migrations.CreateModel(
                    name="Meldingelev",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("beskrivelse", models.CharField(blank=True, max_length=300, verbose_name="beskrivelse")),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldinger",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="elever", to="cases.melding"
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldingselever",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "elev i melding",
                        "verbose_name_plural": "elever i melding",
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("elev__isnull", False),
                                    models.Q(("beskrivelse", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="melding_gjelder_noen",
                                violation_error_message="Velg en elev, eller beskriv hvem det gjelder.",
                            ),
                            models.UniqueConstraint(fields=("melding", "elev"), name="elev_en_gang_per_melding"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meldinginvolvert",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kategori",
                            models.CharField(
                                choices=[
                                    ("elev", "Elev"),
                                    ("ansatt", "Ansatt"),
                                    ("leder", "Leder ved skolen"),
                                    ("utenforstaende", "Noen utenfor skolen"),
                                    ("ukjent", "Ukjent"),
                                ],
                                max_length=20,
                                verbose_name="hvem",
                            ),
                        ),
                        ("beskrivelse", models.CharField(blank=True, max_length=200, verbose_name="beskrivelse")),
                        (
                            "ansatt",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="meldt_i",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="organisation.elev",
                            ),
                        ),
                        (
                            "melding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="involverte",
                                to="cases.melding",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "involvert i melding",
                        "verbose_name_plural": "involverte i melding",
                        "indexes": [
                            models.Index(
                                condition=models.Q(("ansatt__isnull", False)),
                                fields=["ansatt", "melding"],
                                name="meldt_ansatt",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Meldingsnummerserie",
                    fields=[
                        ("aar", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("siste", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "meldingsnummerserie",
                        "verbose_name_plural": "meldingsnummerserier",
                    },
                ),
                migrations.CreateModel(
                    name="Meldingstillegg",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("tekst", models.TextField(max_length=20000, verbose_name="tillegg")),
                        ("skrevet", models.DateTimeField()),
                        (
                            "melding",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="tillegg", to="cases.melding"
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
                        "verbose_name": "tillegg til melding",
                        "verbose_name_plural": "tillegg til melding",
                        "ordering": ("skrevet", "id"),
                    },
                ),
                migrations.CreateModel(
                    name="Meldingsutkast",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nokkel", models.UUIDField(default=uuid.uuid4, unique=True)),
                        ("felter", models.JSONField(default=dict)),
                        ("endret", models.DateTimeField()),
                        (
                            "bruker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="meldingsutkast",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "meldingsutkast",
                        "verbose_name_plural": "meldingsutkast",
                        "indexes": [models.Index(fields=["endret"], name="utkast_alder")],
                        "constraints": [models.UniqueConstraint(fields=("bruker",), name="ett_utkast_per_bruker")],
                    },
                ),
                migrations.CreateModel(
                    name="Observasjon",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        ("fra", models.TimeField(blank=True, null=True, verbose_name="fra klokka")),
                        ("til", models.TimeField(blank=True, null=True, verbose_name="til klokka")),
                        ("arena", models.CharField(max_length=120, verbose_name="hvor")),
                        ("observator", models.CharField(max_length=120, verbose_name="hvem observerte")),
                        ("systematisk", models.BooleanField(default=False, verbose_name="planlagt observasjon")),
                        ("beskrivelse", models.TextField(max_length=20000, verbose_name="hva så du")),
                        (
                            "tolkning",
                            models.TextField(blank=True, max_length=20000, verbose_name="hvordan forstår du det"),
                        ),
                        (
                            "registrert_av",
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
                                related_name="observasjoner",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "observasjon",
                        "verbose_name_plural": "observasjoner",
                        "ordering": ("-dato", "-id"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["sak", "-dato"], name="observasjon_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("fra__isnull", True),
                                    ("til__isnull", True),
                                    ("fra__lte", models.F("til")),
                                    _connector="OR",
                                ),
                                name="observasjon_begynner_for_den_slutter",
                                violation_error_message="Observasjonen kan ikke slutte før den begynner.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Oppslag",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("melding_nummer", models.CharField(blank=True, max_length=16)),
                        ("tid", models.DateTimeField()),
                        (
                            "hva",
                            models.CharField(
                                choices=[
                                    ("sak", "Saken"),
                                    ("melding", "Meldingen"),
                                    ("dokument", "Dokument"),
                                    ("logg", "Loggen"),
                                ],
                                max_length=20,
                            ),
                        ),
                        ("rolle", models.CharField(blank=True, max_length=40)),
                        ("grunn", models.CharField(blank=True, max_length=300)),
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
                                related_name="oppslag",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "oppslag",
                        "verbose_name_plural": "oppslag",
                        "ordering": ("-tid", "-id"),
                        "indexes": [
                            models.Index(fields=["sak", "-tid"], name="oppslag_sak"),
                            models.Index(fields=["bruker", "-tid"], name="oppslag_bruker"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("sak__isnull", False),
                                    models.Q(("melding_nummer", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="oppslag_gjelder_noe",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Saksnummerserie",
                    fields=[
                        ("aar", models.PositiveSmallIntegerField(primary_key=True, serialize=False)),
                        ("siste", models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        "verbose_name": "saksnummerserie",
                        "verbose_name_plural": "saksnummerserier",
                    },
                ),
                migrations.CreateModel(
                    name="Saktilgang",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("formaal", models.CharField(max_length=200, verbose_name="formål")),
                        ("gyldig_til", models.DateField(verbose_name="gyldig til og med")),
                        ("gitt", models.DateTimeField()),
                        (
                            "content_object",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE, related_name="tilganger", to="cases.sak"
                            ),
                        ),
                        (
                            "gitt_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "permission",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
                        ),
                        (
                            "user",
                            models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
                        ),
                    ],
                    options={
                        "verbose_name": "tilgang",
                        "verbose_name_plural": "tilganger",
                        "abstract": False,
                        "indexes": [
                            models.Index(fields=["user", "content_object", "gyldig_til"], name="tilgang_bruker")
                        ],
                        "unique_together": {("user", "permission", "content_object")},
                    },
                ),
                migrations.CreateModel(
                    name="Samtale",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("dato", models.DateField(verbose_name="dato")),
                        ("registrert", models.DateTimeField()),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("elev", "Eleven saken gjelder"),
                                    ("elev_mulig_krenker", "Elev som kan ha krenket"),
                                    ("medelev", "En annen elev"),
                                    ("foresatte", "Foresatte til eleven"),
                                    ("ansatt", "Ansatt"),
                                    ("foresatte_annen_elev", "Foresatte til en annen elev"),
                                ],
                                max_length=24,
                                verbose_name="samtale med",
                            ),
                        ),
                        ("sted", models.CharField(blank=True, max_length=120, verbose_name="sted")),
                        ("deltakere", models.TextField(max_length=2000, verbose_name="hvem var med")),
                        (
                            "formaal_forklart",
                            models.BooleanField(default=False, verbose_name="formålet med samtalen ble forklart"),
                        ),
                        ("tolk", models.BooleanField(default=False, verbose_name="tolk ble brukt")),
                        ("takket_nei", models.BooleanField(default=False, verbose_name="tilbudt samtale, takket nei")),
                        (
                            "hva_sies",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva eleven eller foresatte sier"
                            ),
                        ),
                        (
                            "onsker",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvordan eleven ønsker at det skal bli"
                            ),
                        ),
                        (
                            "hjelper_eller_frykter",
                            models.TextField(
                                blank=True,
                                max_length=20000,
                                verbose_name="hva eleven tror hjelper, og hva eleven er redd for",
                            ),
                        ),
                        ("avtalt", models.TextField(blank=True, max_length=20000, verbose_name="hva ble avtalt")),
                        ("neste_samtale", models.DateField(blank=True, null=True, verbose_name="neste samtale")),
                        ("internt_notat", models.TextField(blank=True, max_length=20000, verbose_name="internt notat")),
                        ("sendt_hjem", models.DateField(blank=True, null=True, verbose_name="referat sendt hjem")),
                        ("sendt_hjem_kanal", models.CharField(blank=True, max_length=80, verbose_name="hvordan")),
                        (
                            "elev",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="samtaler",
                                to="organisation.elev",
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
                        (
                            "sak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="samtaler", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "samtale",
                        "verbose_name_plural": "samtaler",
                        "ordering": ("-dato", "-id"),
                        "abstract": False,
                        "indexes": [models.Index(fields=["sak", "-dato"], name="samtale_sak")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("takket_nei", True), models.Q(("hva_sies", ""), _negated=True), _connector="OR"
                                ),
                                name="samtale_har_innhold_eller_takket_nei",
                                violation_error_message="Skriv hva som ble sagt, eller kryss av for at samtalen ble takket nei til.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("neste_samtale__isnull", True),
                                    ("neste_samtale__gte", models.F("dato")),
                                    _connector="OR",
                                ),
                                name="neste_samtale_er_etter",
                                violation_error_message="Neste samtale kan ikke være før denne.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("type", "elev_mulig_krenker"), _negated=True),
                                    ("elev__isnull", False),
                                    _connector="OR",
                                ),
                                name="samtale_med_mulig_krenker_har_en_elev",
                                violation_error_message="Velg hvilken elev samtalen var med. Én elev om gangen.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Skoleeiervarsel",
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
                                    ("alvorlig", "Alvorlig sak"),
                                    ("ansatt", "En ansatt kan ha krenket en elev (§ 12-5)"),
                                    ("ledelse", "Noen i skolens ledelse kan ha krenket en elev (§ 12-5)"),
                                    ("statsforvalter", "Statsforvalteren er koblet inn"),
                                    ("foresatte", "Foresatte har kontaktet skoleeier"),
                                ],
                                max_length=16,
                                verbose_name="hva gjelder varselet?",
                            ),
                        ),
                        (
                            "kriterier",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("saerlig_voldelig", "Krenkelsene er særlig voldelige"),
                                        ("flere_mot_en", "Flere elever mot én"),
                                        ("lang_tid", "Har pågått lenge uten at skolen har løst det"),
                                        (
                                            "digital_paa_tvers",
                                            "Digital mobbing på tvers av skoler eller grove trusler på nett",
                                        ),
                                        ("statsforvalter_involvert", "Statsforvalteren er involvert"),
                                        ("foresatte_kontaktet_skoleeier", "Foresatte har kontaktet skoleeier direkte"),
                                        ("seksuell_krenkelse", "Seksuell krenkelse"),
                                        ("selvskade_skolevegring", "Selvskade eller skolevegring"),
                                        ("hatmotivert", "Hatmotivert"),
                                        ("vaapen", "Våpen"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        ("redegjorelse", models.TextField(max_length=20000, verbose_name="kort om saken")),
                        (
                            "gjort_og_planlagt",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hva er gjort, og hva er planlagt"
                            ),
                        ),
                        (
                            "trygg_naa",
                            models.CharField(
                                blank=True,
                                choices=[("ja", "Ja"), ("nei", "Nei"), ("usikker", "Usikker")],
                                max_length=8,
                                verbose_name="er eleven trygg nå",
                            ),
                        ),
                        (
                            "hjelp_onsket",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hjelp vi ønsker fra skoleeier"
                            ),
                        ),
                        ("laert", models.DateTimeField(verbose_name="når rektor fikk vite det")),
                        ("varslet", models.DateTimeField(verbose_name="varslet")),
                        ("lest", models.DateTimeField(blank=True, null=True, verbose_name="lest")),
                        (
                            "vurdering",
                            models.TextField(blank=True, max_length=20000, verbose_name="skoleeiers vurdering"),
                        ),
                        ("veiledning", models.TextField(blank=True, max_length=20000, verbose_name="veiledning gitt")),
                        ("oppfolging_dato", models.DateField(blank=True, null=True, verbose_name="følges opp")),
                        ("vurdert", models.DateTimeField(blank=True, null=True)),
                        (
                            "lest_av",
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
                                related_name="skoleeiervarsler",
                                to="cases.sak",
                            ),
                        ),
                        (
                            "varslet_av",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "varsel til skoleeier",
                        "verbose_name_plural": "varsler til skoleeier",
                        "ordering": ("-varslet", "-id"),
                        "indexes": [
                            models.Index(fields=["sak", "-varslet"], name="varsel_sak"),
                            models.Index(
                                condition=models.Q(("lest__isnull", True)), fields=["varslet"], name="varsel_ulest"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("lest__isnull", True), ("lest_av__isnull", False), _connector="OR"),
                                name="lest_varsel_har_leser",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("type", "alvorlig"), _negated=True),
                                    models.Q(("kriterier", []), _negated=True),
                                    _connector="OR",
                                ),
                                name="alvorlig_varsel_har_kriterier",
                                violation_error_message="Kryss av for hva som gjør saken alvorlig.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tiltaksvurdering",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "gjennomfort",
                            models.CharField(
                                choices=[("ja", "Ja"), ("delvis", "Delvis"), ("nei", "Nei")],
                                max_length=8,
                                verbose_name="gjennomført som planlagt",
                            ),
                        ),
                        (
                            "virkning_elev",
                            models.CharField(
                                choices=[
                                    ("god", "Hjelper"),
                                    ("noe", "Hjelper litt"),
                                    ("ingen", "Hjelper ikke"),
                                    ("verre", "Gjør det verre"),
                                    ("vet_ikke", "Vet ikke ennå"),
                                ],
                                max_length=10,
                                verbose_name="virkning, slik eleven ser det",
                            ),
                        ),
                        (
                            "virkning_voksne",
                            models.CharField(
                                choices=[
                                    ("god", "Hjelper"),
                                    ("noe", "Hjelper litt"),
                                    ("ingen", "Hjelper ikke"),
                                    ("verre", "Gjør det verre"),
                                    ("vet_ikke", "Vet ikke ennå"),
                                ],
                                max_length=10,
                                verbose_name="virkning, slik de voksne ser det",
                            ),
                        ),
                        (
                            "videre",
                            models.CharField(
                                choices=[("fortsette", "Fortsette"), ("justere", "Endre"), ("avslutte", "Avslutte")],
                                max_length=10,
                                verbose_name="videre",
                            ),
                        ),
                        ("kommentar", models.TextField(blank=True, max_length=2000, verbose_name="kommentar")),
                        (
                            "evaluering",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vurderinger",
                                to="cases.evaluering",
                            ),
                        ),
                        (
                            "tiltak",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="vurderinger",
                                to="cases.tiltak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vurdering av tiltak",
                        "verbose_name_plural": "vurderinger av tiltak",
                        "constraints": [
                            models.UniqueConstraint(fields=("evaluering", "tiltak"), name="en_vurdering_per_tiltak")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Undersokelse",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("startet", models.DateTimeField(verbose_name="startet")),
                        (
                            "hva_finne_ut",
                            models.TextField(blank=True, max_length=20000, verbose_name="hva trenger vi å finne ut?"),
                        ),
                        (
                            "kilder",
                            models.TextField(
                                blank=True, max_length=20000, verbose_name="hvem spør vi, og hvem gjør hva til når?"
                            ),
                        ),
                        (
                            "sak",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="undersokelse", to="cases.sak"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "undersøkelse",
                        "verbose_name_plural": "undersøkelser",
                    },
                ),
                migrations.CreateModel(
                    name="Varsel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("type", models.CharField(max_length=40)),
                        ("nokkel", models.CharField(max_length=120)),
                        ("data", models.JSONField(blank=True, default=dict)),
                        ("haster", models.BooleanField(default=False)),
                        ("opprettet", models.DateTimeField()),
                        ("lest", models.DateTimeField(blank=True, null=True)),
                        (
                            "epost",
                            models.CharField(
                                choices=[
                                    ("venter", "Venter"),
                                    ("sendt", "Sendt"),
                                    ("ingen", "Sendes ikke"),
                                    ("oppgitt", "Kunne ikke sendes"),
                                ],
                                default="venter",
                                max_length=8,
                            ),
                        ),
                        ("epost_forsok", models.PositiveSmallIntegerField(default=0)),
                        ("epost_neste", models.DateTimeField(blank=True, null=True)),
                        ("epost_sendt", models.DateTimeField(blank=True, null=True)),
                        ("epost_feil", models.CharField(blank=True, max_length=200)),
                        (
                            "mottaker",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="varsler",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "sak",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="varsler",
                                to="cases.sak",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "varsel",
                        "verbose_name_plural": "varsler",
                        "ordering": ("-opprettet", "-id"),
                        "indexes": [
                            models.Index(fields=["mottaker", "-opprettet"], name="varsel_innboks"),
                            models.Index(
                                condition=models.Q(("epost", "venter")),
                                fields=["epost_neste"],
                                name="varsel_epost_venter",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("mottaker", "nokkel"), name="ett_varsel_per_sak_og_steg")
                        ],
                    },
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="sak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="sak_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="4da0eddb57f7336f8ad75fff7262a3fe25df0d1e",
                            operation="DELETE",
                            pgid="pgtrigger_sak_slettes_aldri_c1bbf",
                            table="cases_sak",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="analyse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="analyse_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6867925406df2876a99ad622389a72059f6c559f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_analyse_bare_legges_til_a6725",
                            table="cases_analyse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="avslutning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="avslutning_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="2550b1160652e787d7166c6b73eada5a1a46f921",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_avslutning_bare_legges_til_87cbc",
                            table="cases_avslutning",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tiltaksplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedtatt_plan_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.\"status\" IN ('vedtatt', 'erstattet'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="108d0c34dcc4cc6599560e5ea29824b5d90d6c53",
                            operation="DELETE",
                            pgid="pgtrigger_vedtatt_plan_slettes_aldri_eb586",
                            table="cases_tiltaksplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tiltaksplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedtatt_plan_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.status IN ('vedtatt', 'erstattet') AND ((to_jsonb(OLD) - 'status') IS DISTINCT FROM (to_jsonb(NEW) - 'status') OR NEW.status <> 'erstattet'))",
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="5ca6a360ab7b66a766babac018b4895a8d2a9f0b",
                            operation="UPDATE",
                            pgid="pgtrigger_vedtatt_plan_er_fryst_e8ddf",
                            table="cases_tiltaksplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dokument",
                    trigger=pgtrigger.compiler.Trigger(
                        name="dokument_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b3310318553d2a513170d868b1c0aa6a85313546",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_dokument_er_fryst_81e7e",
                            table="cases_dokument",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="evaluering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="evaluering_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="90568da1afc0e317f7fe12374a436fd63fef91cc",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_evaluering_bare_legges_til_95c0c",
                            table="cases_evaluering",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="hendelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="hendelse_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="cd447fe5a9fa4f9aea3769624b95196717931119",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_hendelse_bare_legges_til_195f1",
                            table="cases_hendelse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalanalyse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="4e98798c31742c787b636a419ca70d14e4e53619",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_fec38",
                            table="cases_historicalanalyse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalavslutning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b1e6190dddd335e7d8d20bcb29fd502ed742349a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_6f3f3",
                            table="cases_historicalavslutning",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalettersjekk",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="6f6664482d4e006667e5420437ecba370470599e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_308db",
                            table="cases_historicalettersjekk",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalevaluering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="5fcd36352e118347fd20eff5ed5bc62586cb6979",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_3ef1d",
                            table="cases_historicalevaluering",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalgjenapning",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="f9c5aadc897bd79a1c912a882c1626ad5a8cca9e",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_81503",
                            table="cases_historicalgjenapning",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalinhabilitet",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="9a44714a4403f8cadd4935114b11e863cf95c89a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_cc579",
                            table="cases_historicalinhabilitet",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalinvolvert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="881cfea36a3c325e47a4b858a29fa83f3b3425ad",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_3daec",
                            table="cases_historicalinvolvert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalkartlegging",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="80ec6c4b19744096e1dad6f9ab1f6cd6fdea7476",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_9f6a7",
                            table="cases_historicalkartlegging",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalmelding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="516d3482e86bfb89658d67f7e984eac406a1070a",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_75469",
                            table="cases_historicalmelding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="melding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="melding_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="fa1fc34cf7f6ae577a6ba9d5f14bb890d1db8110",
                            operation="DELETE",
                            pgid="pgtrigger_melding_slettes_aldri_d6ba0",
                            table="cases_melding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="melding",
                    trigger=pgtrigger.compiler.Trigger(
                        name="sendt_melding_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."nummer" IS DISTINCT FROM (NEW."nummer") OR OLD."nokkel" IS DISTINCT FROM (NEW."nokkel") OR OLD."melder_id" IS DISTINCT FROM (NEW."melder_id") OR OLD."skole_id" IS DISTINCT FROM (NEW."skole_id") OR OLD."sendt" IS DISTINCT FROM (NEW."sendt") OR OLD."hva_skjedde" IS DISTINCT FROM (NEW."hva_skjedde") OR OLD."naar_dato" IS DISTINCT FROM (NEW."naar_dato") OR OLD."naar_klokkeslett" IS DISTINCT FROM (NEW."naar_klokkeslett") OR OLD."naar_beskrivelse" IS DISTINCT FROM (NEW."naar_beskrivelse") OR OLD."oppdaget" IS DISTINCT FROM (NEW."oppdaget") OR OLD."arenaer" IS DISTINCT FROM (NEW."arenaer") OR OLD."kilde" IS DISTINCT FROM (NEW."kilde") OR OLD."sagt_dato" IS DISTINCT FROM (NEW."sagt_dato") OR OLD."typer" IS DISTINCT FROM (NEW."typer") OR OLD."grep_inn" IS DISTINCT FROM (NEW."grep_inn") OR OLD."grep_inn_beskrivelse" IS DISTINCT FROM (NEW."grep_inn_beskrivelse") OR OLD."fysisk_inngripen" IS DISTINCT FROM (NEW."fysisk_inngripen") OR OLD."strakstiltak" IS DISTINCT FROM (NEW."strakstiltak") OR OLD."trygg_naa" IS DISTINCT FROM (NEW."trygg_naa") OR OLD."foresatte_varslet" IS DISTINCT FROM (NEW."foresatte_varslet") OR OLD."foresatte_varslet_beskrivelse" IS DISTINCT FROM (NEW."foresatte_varslet_beskrivelse") OR OLD."vitner" IS DISTINCT FROM (NEW."vitner") OR OLD."haster" IS DISTINCT FROM (NEW."haster"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="0f1feafca47a2a2945520474e59876dc20cc2098",
                            operation="UPDATE",
                            pgid="pgtrigger_sendt_melding_er_uforanderlig_0e4a4",
                            table="cases_melding",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalmeldingelev",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="928d1aadee16dca856e91d602031ea3b97f69b43",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_bb217",
                            table="cases_historicalmeldingelev",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalmeldinginvolvert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="3c690ecc9500eb8f458162716f89200358a0168d",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_f7828",
                            table="cases_historicalmeldinginvolvert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalmeldingstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="b5519bd9a3a487118f8bdf5e2e88ffa597d612d8",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_68417",
                            table="cases_historicalmeldingstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalobservasjon",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba802d0d15662de1fca4aec5ec9118ab065a9fed",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_10eb0",
                            table="cases_historicalobservasjon",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalsak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="a0162525ff65e0b385243a06c02264d9e83dad5f",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_b5a05",
                            table="cases_historicalsak",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalsamtale",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fc25e0f310d40a2c94260a4249c4359cc9c79b96",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_a7354",
                            table="cases_historicalsamtale",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalskoleeiervarsel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="04687c2415e5563aa9dbb61c9733647a8892ff94",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_f0cef",
                            table="cases_historicalskoleeiervarsel",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicaltiltak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="16d543d859f0542662e7be63863a28a59166f516",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_2ab72",
                            table="cases_historicaltiltak",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicaltiltaksplan",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="1214f7911a18bfb02dba5efef696f80bba78af5b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_48100",
                            table="cases_historicaltiltaksplan",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tiltak",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vedtatt_tiltak_er_fryst",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE planstatus text;",
                            func="SELECT status INTO planstatus FROM cases_tiltaksplan WHERE id = OLD.plan_id; IF planstatus IS NOT NULL AND planstatus <> 'utkast' THEN   IF TG_OP = 'DELETE' THEN     RAISE EXCEPTION 'pgtrigger: tiltak in an adopted plan cannot be deleted';   END IF;   IF (to_jsonb(OLD) - 'status' - 'status_notat')     IS DISTINCT FROM (to_jsonb(NEW) - 'status' - 'status_notat') THEN     RAISE EXCEPTION 'pgtrigger: tiltak in an adopted plan is frozen';   END IF; END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;",
                            hash="8d9b3bffd5fbb79169c178c3953b7e4953b9c744",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vedtatt_tiltak_er_fryst_dec9a",
                            table="cases_tiltak",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicaltiltaksvurdering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fe67a81579b26375ec0665693e59df4d3da2b9b3",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_1dbf0",
                            table="cases_historicaltiltaksvurdering",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="historicalundersokelse",
                    trigger=pgtrigger.compiler.Trigger(
                        name="historien_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7972fd81ed59abe3460b812a131eb88cb477cf2c",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_historien_bare_legges_til_9d498",
                            table="cases_historicalundersokelse",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldingelev",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldingelev_slettes_aldri",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;",
                            hash="faf2b215f12f9d89813bb227e70c1e073ae2deee",
                            operation="DELETE",
                            pgid="pgtrigger_meldingelev_slettes_aldri_d5b38",
                            table="cases_meldingelev",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldingelev",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldingelev_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."melding_id" IS DISTINCT FROM (NEW."melding_id") OR OLD."beskrivelse" IS DISTINCT FROM (NEW."beskrivelse"))',
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="849d115fd45e8be4654a5adf0d4cf8dbed8c8ff0",
                            operation="UPDATE",
                            pgid="pgtrigger_meldingelev_er_uforanderlig_55c8c",
                            table="cases_meldingelev",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldinginvolvert",
                    trigger=pgtrigger.compiler.Trigger(
                        name="meldinginvolvert_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="061ed1f1159c33fe6051ff108d0ee2833e0dfd59",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_meldinginvolvert_er_uforanderlig_58066",
                            table="cases_meldinginvolvert",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="meldingstillegg",
                    trigger=pgtrigger.compiler.Trigger(
                        name="tillegg_er_uforanderlig",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="8fec42d1f1aafa90577f41c0f783e782c1531b4b",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_tillegg_er_uforanderlig_a16d6",
                            table="cases_meldingstillegg",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="oppslag",
                    trigger=pgtrigger.compiler.Trigger(
                        name="oppslag_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="7497be9300686c168a97780457c6146777c253e6",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_oppslag_bare_legges_til_cecbb",
                            table="cases_oppslag",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="tiltaksvurdering",
                    trigger=pgtrigger.compiler.Trigger(
                        name="vurdering_bare_legges_til",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="ba3635ece1fc67e9e7b846ce265d84ae29efb2f5",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_vurdering_bare_legges_til_d61dd",
                            table="cases_tiltaksvurdering",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        )
    ]
