// The house's small behaviours, each driven by a data- attribute. Everything works without them.
(function () {
  "use strict";

  // Focus what must be read first: the summary of errors.
  function fokus(rot) {
    var felt = rot.querySelector("[data-fokus]");
    if (felt) felt.focus();
  }

  // On a narrow screen the menu and the tabs are rows that scroll: where one is, is in sight.
  function visHvorManEr() {
    document.querySelectorAll(".meny li [aria-current], .faner [aria-current]").forEach(function (aktiv) {
      var rad = aktiv.closest("ul");
      rad.scrollLeft = aktiv.offsetLeft - (rad.clientWidth - aktiv.offsetWidth) / 2;
    });
  }

  // Textareas grow with what is written.
  function voks(felt) {
    felt.style.height = "auto";
    felt.style.height = felt.scrollHeight + 2 + "px";
  }
  document.addEventListener("input", function (e) {
    if (e.target.matches("textarea[data-voks]")) voks(e.target);
  });

  // Light or dark, kept on this machine.
  var bytt = document.querySelector("[data-bytt-utseende]");
  if (bytt) {
    bytt.hidden = false;
    bytt.addEventListener("click", function () {
      var rot = document.documentElement;
      var morkt = rot.dataset.colorScheme === "dark" ||
        (rot.dataset.colorScheme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
      rot.dataset.colorScheme = morkt ? "light" : "dark";
      try { window.localStorage.setItem("utseende", rot.dataset.colorScheme); } catch (feil) { /* only for now */ }
    });
  }

  // A form that is being sent is not sent again by a second press.
  document.addEventListener("submit", function (e) {
    var skjema = e.target;
    if (skjema.method !== "post" || skjema.dataset.sendt) {
      if (skjema.dataset.sendt) e.preventDefault();
      return;
    }
    skjema.dataset.sendt = "ja";
    window.setTimeout(function () { delete skjema.dataset.sendt; }, 8000);
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sendt]").forEach(function (f) { delete f.dataset.sendt; });
  });

  // Out is out: what waited for the network in this browser goes too. Clear-Site-Data says the same, where it is heard.
  document.addEventListener("submit", function (e) {
    if (!e.target.hasAttribute("data-logg-ut")) return;
    try {
      Object.keys(window.localStorage).forEach(function (navn) {
        if (navn.indexOf("meld:") === 0) window.localStorage.removeItem(navn);
      });
    } catch (feil) { /* no storage, nothing in it */ }
  });

  // Ask before something that cannot be undone.
  document.addEventListener("click", function (e) {
    var knapp = e.target.closest("[data-bekreft]");
    if (knapp && !window.confirm(knapp.dataset.bekreft)) e.preventDefault();
  });

  // What was written before the session ended is given back: not behind a closed lid.
  function lukkOpp(rot) {
    rot.querySelectorAll("form[data-gjenopprettet]").forEach(function (skjema) {
      for (var lokk = skjema.closest("details"); lokk; lokk = lokk.parentElement.closest("details")) lokk.open = true;
    });
  }

  function start(rot) {
    lukkOpp(rot);
    fokus(rot);
    rot.querySelectorAll("textarea[data-voks]").forEach(voks);
  }
  document.addEventListener("DOMContentLoaded", function () { visHvorManEr(); start(document); });
  document.addEventListener("htmx:afterSwap", function (e) { start(e.target); });
})();
