"""The doors of the melding, wherever they stand: the one who reports, the one who receives, what is added later."""

from __future__ import annotations

from cases.melding.mottak import (
    ELEVENS_EGET_ORD,
    Mottaksdata,
    Mottakselev,
    avvis_som_ikke_kap12,
    kan_behandle,
    merk_lest,
    ta_imot,
)
from cases.melding.sending import (
    AlleredeSendt,
    Meldingsdata,
    apne_utkast,
    flytt_fra_inhabile,
    forkast_utkast,
    lagre_utkast,
    send_melding,
)
from cases.melding.status import si_fra_om_avsluttet
from cases.melding.tillegg import legg_til_tillegg

__all__ = [
    "ELEVENS_EGET_ORD",
    "AlleredeSendt",
    "Meldingsdata",
    "Mottaksdata",
    "Mottakselev",
    "apne_utkast",
    "avvis_som_ikke_kap12",
    "flytt_fra_inhabile",
    "forkast_utkast",
    "kan_behandle",
    "lagre_utkast",
    "legg_til_tillegg",
    "merk_lest",
    "send_melding",
    "si_fra_om_avsluttet",
    "ta_imot",
]
