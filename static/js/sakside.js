// The sak's pages: a form that was opened on the page can be closed.
(function () {
  "use strict";
  var aapnet = null;
  document.addEventListener("click", function (e) {
    var knapp = e.target.closest("[data-skriv]");
    if (knapp) aapnet = knapp;
    if (!e.target.closest("[data-lukk-skriv]")) return;
    // What is typed lies in the draft. The last of it is on its way, and goes as it stands.
    var plass = document.getElementById("skriv");
    var status = plass.querySelector(".utkaststatus");
    var lukk = function () { plass.replaceChildren(); if (aapnet) aapnet.focus(); };
    if (!status || !plass.querySelector("[data-endret]")) { lukk(); return; }
    document.body.addEventListener("htmx:afterRequest", lukk, { once: true });
    window.htmx.trigger(status, "lagre");
  });
  document.addEventListener("input", function (e) {
    if (e.target.form && e.target.form.id === "skriveskjema") e.target.form.dataset.endret = "";
  });
})();
