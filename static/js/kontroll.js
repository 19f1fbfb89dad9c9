// The file is summed here where the browser can, so that it never leaves the machine. Without this the server sums it,
// and keeps nothing.
(function () {
  "use strict";
  var skjema = document.querySelector("[data-kontroll]");
  if (!skjema || !window.crypto || !window.crypto.subtle) { return; }

  skjema.addEventListener("submit", function (hendelse) {
    var filfelt = skjema.elements.fil;
    var fil = filfelt.files[0];
    if (!fil || !fil.arrayBuffer) { return; }
    hendelse.preventDefault();
    fil.arrayBuffer().then(function (innhold) {
      return window.crypto.subtle.digest("SHA-256", innhold);
    }).then(function (sum) {
      skjema.elements.kontrollsum.value = Array.from(new Uint8Array(sum), function (byte) {
        return byte.toString(16).padStart(2, "0");
      }).join("");
      filfelt.value = "";
    }).catch(function () {
      // It could not be read here: the server tries.
    }).then(function () {
      HTMLFormElement.prototype.submit.call(skjema);
    });
  });
})();
