// Someone is coming: Esc twice, or the small button, covers the page at once. Asks no server, so it works when the
// network is gone. Everything stays where it was, typed text too. One tap, or Enter, and it is back.
// Read before the page is painted: a page that is covered stays covered when it is loaded anew.
(function () {
  "use strict";
  var NAVN = "skjult";
  var TO_TRYKK = 600; // ms
  var rot = document.documentElement;
  var tittel = "";
  var skjerm, knapp, klokke, gaar, forrige, siste = 0, skrevet = null;

  function husk(skjult) {
    try {
      if (skjult) window.sessionStorage.setItem(NAVN, "1");
      else window.sessionStorage.removeItem(NAVN);
    } catch (feil) { /* no storage: covered until the next page */ }
  }

  function skjult() {
    try { return window.sessionStorage.getItem(NAVN) === "1"; } catch (feil) { return false; }
  }

  function dekk() {
    if (!rot.classList.contains("er-skjult")) tittel = document.title;
    rot.classList.add("er-skjult");
  }

  function still() {
    klokke.textContent = new Date().toLocaleTimeString(rot.lang || "nb", { hour: "2-digit", minute: "2-digit" });
  }

  function skjul() {
    if (skjerm.open) return;
    forrige = document.activeElement;
    dekk();
    husk(true);
    document.title = skjerm.dataset.tittel;
    still();
    gaar = window.setInterval(still, 1000);
    // Above whatever else is open, and the only thing that can be reached.
    skjerm.showModal();
    knapp.focus();
  }

  function vis() {
    window.clearInterval(gaar);
    husk(false);
    rot.classList.remove("er-skjult");
    if (tittel) document.title = tittel;
    skjerm.close();
    if (forrige && document.contains(forrige)) forrige.focus({ preventScroll: true });
  }

  if (skjult()) dekk();

  document.addEventListener("keydown", function (e) {
    if (e.key !== "Escape" || !skjerm) { siste = 0; return; }
    if (skjerm.open) { e.preventDefault(); return; }
    if (e.repeat) return;
    var naa = Date.now();
    if (naa - siste > TO_TRYKK) {
      siste = naa;
      // The first Esc empties a search field; the second gives it back.
      skrevet = e.target.type === "search" ? { felt: e.target, tekst: e.target.value } : null;
      return;
    }
    siste = 0;
    e.preventDefault();
    if (skrevet && document.contains(skrevet.felt)) skrevet.felt.value = skrevet.tekst;
    skjul();
  }, true);

  document.addEventListener("DOMContentLoaded", function () {
    skjerm = document.querySelector("[data-skjerm]");
    if (!skjerm) { rot.classList.remove("er-skjult"); return; }
    knapp = skjerm.querySelector("[data-vis-skjermen]");
    klokke = skjerm.querySelector("[data-klokke]");
    knapp.addEventListener("click", vis);
    // A browser may close a dialog on Esc whatever the page says: not this one.
    skjerm.addEventListener("cancel", function (e) { e.preventDefault(); });
    skjerm.addEventListener("close", function () {
      if (rot.classList.contains("er-skjult")) { skjerm.showModal(); knapp.focus(); }
    });
    document.querySelectorAll("[data-skjul-skjermen]").forEach(function (el) {
      el.hidden = false;
      el.addEventListener("click", skjul);
    });
    document.querySelectorAll("[data-skjul-hjelp]").forEach(function (el) { el.hidden = false; });
    if (skjult()) skjul();
  });
})();
