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
  // The forms that have been written in, the last of them last.
  var endrede = [];
  var underveis = false;
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

  function side() { return window.location.pathname + window.location.search; }

  // Which page a form stands on, and where it would have been sent.
  function merker(skjema) {
    var til = new window.URL(skjema.getAttribute("action") || side(), window.location.href);
    return { _side: side(), _til: til.pathname };
  }

  function behold(skjema) {
    var felter = new window.URLSearchParams(merker(skjema));
    // Files are not kept.
    new window.FormData(skjema).forEach(function (verdi, navn) {
      if (typeof verdi === "string") felter.append(navn, verdi);
    });
    return window.fetch(boks.dataset.behold, { method: "POST", body: felter, redirect: "manual" });
  }

  boks.querySelector("[data-okt-inn]").addEventListener("click", function () {
    var skrevet = endrede.filter(function (skjema) { return document.contains(skjema); });
    var siste = skrevet.pop();
    if (underveis) return;
    if (!siste) {
      window.location.assign(boks.dataset.inn + "?next=" + encodeURIComponent(side()));
      return;
    }
    underveis = true;
    // No form is sent to where it was going: each is only kept. They wait for each other, for the first brings the key.
    skrevet.reduce(function (foer, skjema) {
      return foer.then(function () { return behold(skjema); });
    }, Promise.resolve()).then(function () {
      Object.entries(merker(siste)).forEach(function (par) {
        var felt = document.createElement("input");
        felt.type = "hidden"; felt.name = par[0]; felt.value = par[1];
        siste.appendChild(felt);
      });
      siste.setAttribute("action", boks.dataset.behold);
      window.HTMLFormElement.prototype.submit.call(siste);
    }).catch(function () { underveis = false; /* no network: all of it still stands on the page */ });
  });

  document.addEventListener("input", function (e) {
    var skjema = e.target.form;
    if (!skjema || skjema.method !== "post" || skjema.hasAttribute("data-ikke-behold")) return;
    endrede = endrede.filter(function (annet) { return annet !== skjema; }).concat(skjema);
  });
  document.body.addEventListener("okt-slutt", avslutt);
  // Whatever else asks the server keeps the session alive, but not what a page asks by itself.
  document.body.addEventListener("htmx:afterRequest", function (e) {
    if (e.detail.successful && !e.detail.requestConfig.headers["X-Av-Seg-Selv"]) sett(hel);
  });
  if (kanal) kanal.onmessage = function (e) { if (typeof e.data === "number") sett(e.data, true); };
  document.addEventListener("visibilitychange", se);

  var hel = Number(boks.dataset.igjen);
  sett(hel);
  window.setInterval(se, 1000);
})();
