// Nothing typed is lost, and it is sent once. What is written is kept on the server as it is typed (htmx, in the page). Until
// the server has it, a copy lies in this browser, encrypted with a key that only the server keeps and only the writer's own
// page is given; it goes when the draft is saved, sent or thrown away, and at log-out (huset.js). Without this the page is
// an ordinary form.
(function () {
  "use strict";
  var MERKE = "meld:";
  var VARER = 14 * 24 * 60 * 60 * 1000;

  function lager() {
    try { return window.localStorage; } catch (feil) { return null; }
  }
  var hylle = lager();

  function glem(hvilke) {
    if (!hylle) return;
    Object.keys(hylle).forEach(function (navn) {
      if (navn.indexOf(MERKE) === 0 && hvilke(navn, hylle.getItem(navn))) hylle.removeItem(navn);
    });
  }

  // The receipt, and the page that says nothing is kept.
  document.querySelectorAll("[data-glem]").forEach(function (el) {
    glem(function (navn) { return el.dataset.glem === "*" || navn === MERKE + el.dataset.glem; });
  });

  var skjema = document.getElementById("meldeskjema");
  var tekster = document.querySelector("[data-meld-tekster]");
  if (!skjema || !tekster) return;
  var status = document.getElementById("utkaststatus");
  var nokkelfelt = skjema.querySelector("[name=nokkel]");
  var hvem = skjema.dataset.hvem;
  var forskyvning = Number(skjema.dataset.naa) - Date.now();
  var plass = MERKE + nokkelfelt.value;
  var endringer = 0;
  var skrevet = 0;
  var sender = false;
  var avbryt = false;

  function naa() { return Date.now() + forskyvning; }
  function bytes(tekst) { return Uint8Array.from(window.atob(tekst), function (t) { return t.charCodeAt(0); }); }
  function tekstAv(data) { return window.btoa(String.fromCharCode.apply(null, data)); }

  // Those of one's own that belong to a draft that is gone, and anybody's that are old: they can be read by nobody.
  glem(function (navn, verdi) {
    try {
      var kopi = JSON.parse(verdi);
      return naa() - kopi.t > VARER || (kopi.hvem === hvem && navn !== plass);
    } catch (feil) { return true; }
  });

  var nokkel = hylle && window.crypto && window.crypto.subtle && skjema.dataset.krypt
    ? window.crypto.subtle.importKey("raw", bytes(skjema.dataset.krypt), "AES-GCM", false, ["encrypt", "decrypt"])
    : null;
  skjema.removeAttribute("data-krypt");

  function innhold() {
    var felter = new URLSearchParams(new FormData(skjema));
    ["csrfmiddlewaretoken", "handling", "sok_elever", "sok_krenkere", "vedlegg"].forEach(function (n) { felter.delete(n); });
    return felter.toString();
  }

  // One write after another, so that the last one typed is the last one kept.
  var ko = Promise.resolve();
  function behold() {
    if (!nokkel) return ko;
    var mitt = endringer;
    var klartekst = new TextEncoder().encode(innhold());
    ko = ko.then(function () { return nokkel; }).then(function (n) {
      var iv = window.crypto.getRandomValues(new Uint8Array(12));
      return window.crypto.subtle.encrypt({ name: "AES-GCM", iv: iv, additionalData: new TextEncoder().encode(plass) }, n, klartekst)
        .then(function (c) {
          if (avbryt || skrevet >= mitt) return;
          // In pieces: a long text is more than one call can take.
          var kryptert = new Uint8Array(c);
          var deler = "";
          for (var i = 0; i < kryptert.length; i += 8192) deler += String.fromCharCode.apply(null, kryptert.subarray(i, i + 8192));
          hylle.setItem(plass, JSON.stringify({ hvem: hvem, t: naa(), iv: tekstAv(iv), c: window.btoa(deler) }));
        });
    }).catch(function () { /* full, or not allowed: the server's copy is what there is */ });
    return ko;
  }

  function fjern() { if (hylle) hylle.removeItem(plass); }

  // -- the draft as it is typed -----------------------------------------------------------------------------------
  var ventPaaSkriving;
  skjema.addEventListener("input", function (e) {
    if (e.target.name && e.target.name.indexOf("sok_") === 0) return;
    endringer++;
    window.clearTimeout(ventPaaSkriving);
    ventPaaSkriving = window.setTimeout(behold, 150);
  });

  var igjen;
  function provIgjen() {
    window.clearTimeout(igjen);
    igjen = window.setTimeout(function () { if (!sender) window.htmx.trigger(status, "lagre"); }, 4000);
  }
  var underveis = 0;
  document.body.addEventListener("htmx:beforeRequest", function (e) {
    if (e.detail.elt !== status) return;
    if (sender) { e.preventDefault(); return; }
    underveis = endringer;
  });
  document.body.addEventListener("htmx:afterRequest", function (e) {
    if (e.detail.elt !== status || sender) return;
    var kode = e.detail.xhr ? e.detail.xhr.status : 0;
    if (e.detail.successful) {
      status.classList.remove("meld__status--venter");
      skrevet = Math.max(skrevet, underveis);
      if (skrevet >= endringer) fjern();
    } else if (kode === 0 || kode >= 500) {
      status.textContent = tekster.dataset.ikkeLagret;
      status.classList.add("meld__status--venter");
      behold();
      provIgjen();
    }
  });
  window.addEventListener("online", function () {
    if (sender) send();
    else if (endringer > skrevet) window.htmx.trigger(status, "lagre");
  });

  // -- sending: once, and for as long as it takes ----------------------------------------------------------------
  var sendeknapp = skjema.querySelector("button[value=send]");
  var sendigjen;
  var iLuften = false;

  function vanlig() {
    // The ordinary way shows what must be mended, or asks for a login and keeps the text.
    var valg = document.createElement("input");
    valg.type = "hidden"; valg.name = "handling"; valg.value = "send";
    skjema.appendChild(valg);
    window.HTMLFormElement.prototype.submit.call(skjema);
  }

  function ikkeSendt() {
    status.textContent = tekster.dataset.ikkeSendt;
    status.classList.add("meld__status--venter");
    window.clearTimeout(sendigjen);
    sendigjen = window.setTimeout(send, 4000);
  }

  function filerVenter() {
    var velger = skjema.querySelector("input[type=file][name=vedlegg]");
    return !!(velger && velger.files.length);
  }

  function send() {
    if (iLuften) return;
    iLuften = true;
    window.clearTimeout(sendigjen);
    // Files that have not reached the draft yet are sent with it.
    var felter = new FormData(skjema);
    if (!filerVenter()) { felter.delete("vedlegg"); felter = new URLSearchParams(felter); }
    felter.set("handling", "send");
    window.fetch(skjema.action, {
      method: "POST", body: felter, cache: "no-store", redirect: "manual",
      headers: { "HX-Request": "true", "X-CSRFToken": skjema.querySelector("[name=csrfmiddlewaretoken]").value }
    }).then(function (svar) {
      iLuften = false;
      var til = svar.headers.get("HX-Redirect");
      if (svar.status === 204 && til) { avbryt = true; fjern(); window.location.assign(til); return; }
      if (svar.status >= 500) { ikkeSendt(); return; }
      vanlig();
    }).catch(function () { iLuften = false; ikkeSendt(); });
  }

  skjema.addEventListener("submit", function (e) {
    var handling = e.submitter ? e.submitter.value : "send";
    if (handling === "forkast") { avbryt = true; fjern(); return; }
    if (handling !== "send") return;
    e.preventDefault();
    if (sender) return;
    sender = true;
    endringer++;
    sendeknapp.setAttribute("aria-disabled", "true");
    status.textContent = tekster.dataset.sender;
    behold().then(send);
  });

  // -- what a killed browser left behind ---------------------------------------------------------------------------
  function fyll(felter) {
    Array.prototype.forEach.call(skjema.elements, function (felt) {
      if (!felt.name || felt.type === "hidden" || felt.name.indexOf("sok_") === 0) return;
      var verdier = felter.getAll(felt.name);
      if (felt.type === "checkbox" || felt.type === "radio") felt.checked = verdier.indexOf(felt.value) >= 0;
      else if (verdier.length) felt.value = verdier[0];
    });
  }

  function hent() {
    var raa = hylle && hylle.getItem(plass);
    if (!raa || !nokkel) return;
    var kopi = JSON.parse(raa);
    // The server has something newer, written elsewhere.
    if (kopi.t < Number(skjema.dataset.endret || 0)) { fjern(); return; }
    nokkel.then(function (n) {
      return window.crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(kopi.iv), additionalData: new TextEncoder().encode(plass) }, n, bytes(kopi.c));
    }).then(function (klart) {
      if (endringer) return;
      var felter = new URLSearchParams(new TextDecoder().decode(klart));
      fyll(felter);
      status.textContent = tekster.dataset.hentet;
      // Kept on the server, the page shows all of it, the chosen pupils too.
      window.fetch(status.getAttribute("hx-post"), {
        method: "POST", body: felter, cache: "no-store",
        headers: { "HX-Request": "true", "X-CSRFToken": skjema.querySelector("[name=csrfmiddlewaretoken]").value }
      }).then(function (svar) {
        if (svar.ok && !endringer) { fjern(); window.location.reload(); }
      }).catch(function () { endringer++; status.textContent = tekster.dataset.ikkeLagret; provIgjen(); });
    }, function () { fjern(); /* another key: readable by nobody */ });
  }
  if (skjema.dataset.innsendt) {
    // Sent back to be mended: what stands here is the newest there is.
    endringer++;
    behold().then(function () { window.htmx.trigger(status, "lagre"); });
  } else hent();
})();
