// Keys for those who work through a list: / searches, j and k or the arrows move, Enter opens, ? shows the keys.
// Off while one writes, off where one has turned them off (on this machine), and never with Ctrl, Alt or the like.
(function () {
  "use strict";

  var dialog = document.querySelector("[data-taster]");
  var aapne = document.querySelector("[data-vis-taster]");
  if (!dialog || !aapne || !dialog.showModal) return;
  var bryter = dialog.querySelector("[data-taster-paa]");
  var paa = true;
  try { paa = window.localStorage.getItem("taster") !== "av"; } catch (feil) { /* as if on */ }
  bryter.checked = paa;
  bryter.addEventListener("change", function () {
    paa = bryter.checked;
    try { window.localStorage.setItem("taster", paa ? "paa" : "av"); } catch (feil) { /* only for now */ }
  });
  aapne.hidden = false;
  aapne.addEventListener("click", function () { dialog.showModal(); });
  dialog.querySelector("[data-lukk-taster]").addEventListener("click", function () { dialog.close(); });

  // A field in the dialog keeps the focus for a moment after it is closed: nobody writes there.
  function skriver(el) {
    if (dialog.contains(el)) return false;
    return el.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(el.tagName);
  }
  function rader() {
    return Array.prototype.filter.call(document.querySelectorAll("[data-rad]"), function (el) {
      return el.offsetParent !== null;
    });
  }
  function flytt(steg) {
    var alle = rader();
    if (!alle.length) return false;
    var her = alle.indexOf(document.activeElement);
    var ny = her < 0 ? (steg > 0 ? 0 : alle.length - 1) : her + steg;
    if (ny < 0 || ny >= alle.length) return true;
    alle[ny].focus();
    alle[ny].scrollIntoView({ block: "nearest" });
    return true;
  }
  // The search of this page, or the one in the list of saker.
  function sok() {
    var felt = document.querySelector("[data-sok]");
    if (felt) { felt.focus(); felt.select(); return true; }
    if (!aapne.dataset.tilSok) return false;
    window.location.href = aapne.dataset.tilSok;
    return true;
  }

  document.addEventListener("keydown", function (e) {
    if (!paa || e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented || dialog.open) return;
    if (skriver(e.target)) {
      // Down from the search is into the list.
      if (e.key === "ArrowDown" && e.target.matches("[data-sok]") && flytt(1)) e.preventDefault();
      return;
    }
    var iLista = e.target.matches && e.target.matches("[data-rad]");
    var gjort = false;
    if (e.key === "/") gjort = sok();
    else if (e.key === "?") { dialog.showModal(); gjort = true; }
    else if (e.key === "j" || (e.key === "ArrowDown" && iLista)) gjort = flytt(1);
    else if (e.key === "k" || (e.key === "ArrowUp" && iLista)) gjort = flytt(-1);
    if (gjort) e.preventDefault();
  });

  // Came here to search.
  if (window.location.hash === "#sok") sok();
})();
