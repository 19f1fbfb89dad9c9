// One more tiltak without a trip to the server. Without this the button asks the server, which does the same.
(function () {
  "use strict";
  document.addEventListener("click", function (e) {
    var knapp = e.target.closest("[data-legg-til]");
    if (!knapp) return;
    var rot = knapp.closest("[data-rader]");
    var antall = knapp.form.elements[knapp.dataset.leggTil + "-TOTAL_FORMS"];
    var hoyst = knapp.form.elements[knapp.dataset.leggTil + "-MAX_NUM_FORMS"];
    var nummer = Number(antall.value);
    if (nummer >= Number(hoyst.value)) return;
    e.preventDefault();
    var holder = document.createElement("div");
    holder.innerHTML = rot.querySelector("[data-radmal]").innerHTML
      .replace(/__prefix__/g, nummer).replace(/__nummer__/g, nummer + 1);
    var rad = holder.querySelector("[data-rad]");
    rot.querySelector("[data-radliste]").appendChild(rad);
    antall.value = nummer + 1;
    rad.querySelector("textarea").focus();
  });
})();
