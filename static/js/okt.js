// Before a session ends for want of use: a warning with a way to go on. When it has ended: the page is covered, and
// what was written goes to where it is kept for its writer. Without this the server does the same when it is asked.
(function () {
  "use strict";
  document.querySelectorAll("[data-skriv-ut]").forEach(function (knapp) {
    knapp.hidden = false;
    knapp.addEventListener("click", function () { window.print(); });
  });

  var boks = document.querySelector("[data-okt]");
  if (!boks) return;
  var VARSLE = 120;
  var frist;
  var slutt = false;
  var lengst = false;
  var endret = null;
  var kanal = "BroadcastChannel" in window ? new window.BroadcastChannel("okt") : null;
  var deler = {
    varsel: boks.querySelector("[data-okt-varsel]"),
    slutt: boks.querySelector("[data-okt-slutt]")
  };

  function sett(sekunder, stille) {
    frist = Date.now() + sekunder * 1000;
    if (kanal && !stille) kanal.postMessage(sekunder);
    if (boks.open && !slutt && sekunder > VARSLE) boks.close();
  }

  function vis(del) {
    deler.varsel.hidden = del !== "varsel";
    deler.slutt.hidden = del !== "slutt";
    boks.setAttribute("aria-labelledby", "okt-" + del);
    boks.setAttribute("aria-describedby", "okt-" + del + "-tekst");
    if (!boks.open) boks.showModal();
    deler[del].querySelector("button").focus();
  }

  function avslutt() {
    if (slutt) return;
    slutt = true;
    boks.dataset.slutt = "";
    document.body.classList.add("okt-slutt");
    vis("slutt");
  }

  function spor() {
    return window.fetch(boks.dataset.okt, { cache: "no-store", redirect: "manual", headers: { "HX-Request": "true" } })
      .then(function (svar) {
        if (svar.status === 401) { avslutt(); return; }
        if (!svar.ok) return;
        return svar.json().then(function (okt) { sett(okt.igjen); });
      });
  }

  function se() {
    if (slutt) return;
    var igjen = (frist - Date.now()) / 1000;
    if (igjen <= 0) avslutt();
    else if (igjen <= VARSLE && !boks.open && !lengst) vis("varsel");
  }

  boks.querySelector("[data-okt-fortsett]").addEventListener("click", function () {
    spor().then(function () {
      if (slutt || !boks.open) return;
      boks.close();
      // Ten hours are over: going on is not possible, and the warning has been given.
      lengst = (frist - Date.now()) / 1000 <= VARSLE;
    }).catch(function () { /* no network: the clock goes on */ });
  });
  boks.addEventListener("cancel", function (e) {
    e.preventDefault();
    if (!slutt) boks.querySelector("[data-okt-fortsett]").click();
  });

  boks.querySelector("[data-okt-inn]").addEventListener("click", function () {
    var side = window.location.pathname + window.location.search;
    if (!endret || !document.contains(endret)) {
      window.location.assign(boks.dataset.inn + "?next=" + encodeURIComponent(side));
      return;
    }
    // The form is not sent to where it was going: it is only kept.
    var her = document.createElement("input");
    her.type = "hidden"; her.name = "_side"; her.value = side;
    endret.appendChild(her);
    endret.setAttribute("action", boks.dataset.behold);
    window.HTMLFormElement.prototype.submit.call(endret);
  });

  document.addEventListener("input", function (e) {
    var skjema = e.target.form;
    if (skjema && skjema.method === "post" && !skjema.hasAttribute("data-ikke-behold")) endret = skjema;
  });
  document.body.addEventListener("okt-slutt", avslutt);
  // Whatever else asks the server keeps the session alive.
  document.body.addEventListener("htmx:afterRequest", function (e) { if (e.detail.successful) sett(hel); });
  if (kanal) kanal.onmessage = function (e) { if (typeof e.data === "number") sett(e.data, true); };
  document.addEventListener("visibilitychange", se);

  var hel = Number(boks.dataset.igjen);
  sett(hel);
  window.setInterval(se, 1000);
})();
