"""What the pupil thinks of a closing is written in every closing (§ 10-2).

The closings that are there already say honestly that it was not asked. Reversible; the words are lost by that.
"""

from django.db import migrations, models

IKKE_SPURT = "Ikke skrevet ned da saken ble avsluttet."

from steinkjer_skolemiljo.migrering import Samlet


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_start")]

    operations = [
        Samlet(
            [
                migrations.AddField(
                    model_name=modell,
                    name="elevens_syn",
                    field=models.TextField(default=IKKE_SPURT, max_length=20000, verbose_name="elevens syn"),
                    preserve_default=False,
                )
                for modell in ("avslutning", "historicalavslutning")
            ]
            + [
                migrations.AddConstraint(
                    model_name="avslutning",
                    constraint=models.CheckConstraint(
                        condition=~models.Q(("elevens_syn", "")) & ~models.Q(("barnets_beste", "")),
                        name="avslutning_har_elevens_syn_og_barnets_beste",
                        violation_error_message="Skriv hva eleven mener, og hvordan barnets beste er vurdert.",
                    ),
                ),
            ]
        )
    ]
