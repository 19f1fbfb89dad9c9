// Choose pupils by name: an editable combobox with a list (WAI-ARIA). Those chosen stand as ticked boxes below, as they do
// without this; the server searches, and only the server knows whom one may find.
(function () {
  "use strict";

  function start(felt) {
    var navn = felt.dataset.elevvelger;
    var inn = felt.querySelector("input[type=search]");
    var liste = felt.querySelector("[role=listbox]");
    var status = felt.querySelector("[data-elevsok-status]");
    var ingen = felt.querySelector("[data-elevsok-ingen]");
    var valgte = felt.querySelector(".elevtreff");
    var aktiv = -1;
    var venter;
    var nr = 0;

    felt.querySelector("[data-sokeknapp]").hidden = true;
    felt.querySelector(".elevsok").classList.add("elevsok--liste");
    inn.setAttribute("role", "combobox");
    inn.setAttribute("aria-autocomplete", "list");
    inn.setAttribute("aria-controls", liste.id);
    inn.setAttribute("aria-expanded", "false");

    function alle() { return liste.querySelectorAll("[role=option]"); }

    function lukk() {
      liste.hidden = true;
      aktiv = -1;
      inn.setAttribute("aria-expanded", "false");
      inn.removeAttribute("aria-activedescendant");
    }

    function si(tekst, synlig) {
      status.textContent = tekst;
      ingen.hidden = !synlig;
      ingen.textContent = synlig ? tekst : "";
    }

    function marker(til) {
      var rader = alle();
      if (!rader.length) return;
      aktiv = (til + rader.length) % rader.length;
      rader.forEach(function (rad, i) { rad.setAttribute("aria-selected", String(i === aktiv)); });
      inn.setAttribute("aria-activedescendant", rader[aktiv].id);
      rader[aktiv].scrollIntoView({ block: "nearest" });
    }

    function vis(html) {
      liste.innerHTML = html;
      var antall = alle().length;
      liste.hidden = !antall;
      aktiv = -1;
      inn.setAttribute("aria-expanded", String(antall > 0));
      inn.removeAttribute("aria-activedescendant");
      si(antall ? antall + " " + felt.dataset.ett : felt.dataset.ingen, !antall);
    }

    function sok() {
      var tekst = inn.value.trim();
      var mitt = ++nr;
      if (tekst.length < 2) { lukk(); si("", false); return; }
      var sporring = new URLSearchParams({ navn: navn, som: "liste" });
      sporring.set("sok_" + navn, tekst);
      valgte.querySelectorAll("input:checked").forEach(function (b) { sporring.append(navn, b.value); });
      window.fetch(felt.dataset.adresse + "?" + sporring, { cache: "no-store", headers: { "HX-Request": "true" } })
        .then(function (svar) {
          if (svar.status === 401) { document.body.dispatchEvent(new Event("okt-slutt")); return null; }
          return svar.ok ? svar.text() : Promise.reject(new Error(String(svar.status)));
        })
        .then(function (html) { if (mitt === nr && html !== null) vis(html); })
        .catch(function () { if (mitt === nr) { lukk(); si(felt.dataset.borte, true); } });
    }

    function velg(rad) {
      var id = navn + "_" + rad.dataset.elev;
      var boks = document.getElementById(id);
      if (!boks) {
        var linje = document.createElement("div");
        linje.className = "valg__rad";
        boks = document.createElement("input");
        boks.type = "checkbox"; boks.className = "ds-input"; boks.name = navn; boks.value = rad.dataset.elev; boks.id = id;
        var etikett = document.createElement("label");
        etikett.className = "ds-label"; etikett.dataset.weight = "regular"; etikett.htmlFor = id;
        while (rad.firstChild) etikett.appendChild(rad.firstChild);
        linje.append(boks, etikett);
        valgte.querySelector(".valg").appendChild(linje);
      }
      boks.checked = true;
      inn.value = "";
      nr++;
      lukk();
      si(boks.nextElementSibling.textContent.trim() + " " + felt.dataset.valgt, false);
      boks.dispatchEvent(new Event("input", { bubbles: true }));
      boks.dispatchEvent(new Event("change", { bubbles: true }));
      inn.focus();
    }

    inn.addEventListener("input", function () {
      window.clearTimeout(venter);
      venter = window.setTimeout(sok, 180);
    });
    inn.addEventListener("keydown", function (e) {
      var aapen = !liste.hidden;
      if (e.key === "ArrowDown") { e.preventDefault(); if (aapen) marker(aktiv + 1); else sok(); }
      else if (e.key === "ArrowUp") { e.preventDefault(); if (aapen) marker(aktiv < 0 ? -1 : aktiv - 1); }
      else if (e.key === "Escape") { if (aapen) { e.preventDefault(); lukk(); } }
      else if (e.key === "Enter") {
        // Never sends. With one found, or one marked, that one is chosen.
        e.preventDefault();
        if (!aapen) sok();
        else if (aktiv >= 0) velg(alle()[aktiv]);
        else if (alle().length === 1) velg(alle()[0]);
        else marker(0);
      }
    });
    liste.addEventListener("pointerdown", function (e) { e.preventDefault(); });
    liste.addEventListener("click", function (e) {
      var rad = e.target.closest("[role=option]");
      if (rad) velg(rad);
    });
    inn.addEventListener("blur", function () { window.setTimeout(lukk, 150); });
    valgte.addEventListener("change", function (e) {
      if (!e.target.checked) si(e.target.nextElementSibling.textContent.trim() + " " + felt.dataset.fjernet, false);
    });
  }

  document.querySelectorAll("[data-elevvelger]").forEach(start);
})();
