// The plan's page: the paper is drawn anew when the draft is saved, and Enter in the library's search sends no form.
(function () {
  "use strict";
  var venter;
  document.addEventListener("planLagret", function () {
    var ark = document.querySelector("[data-papir]");
    window.clearTimeout(venter);
    venter = window.setTimeout(function () {
      if (ark && ark.contentWindow) ark.contentWindow.location.reload();
    }, 400);
  });
  document.addEventListener("keydown", function (e) {
    if (e.key === "Enter" && e.target.matches("[data-ikke-send]")) e.preventDefault();
  });
})();
