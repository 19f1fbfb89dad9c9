// Sets light or dark before the page is painted, by the choice kept on this machine.
(function () {
  try {
    var valg = window.localStorage.getItem("utseende");
    if (valg === "light" || valg === "dark") document.documentElement.dataset.colorScheme = valg;
  } catch (feil) { /* no storage: follow the machine */ }
})();
