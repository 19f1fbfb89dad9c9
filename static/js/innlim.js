// What is pasted into a text field from a word processor or a page becomes plain text that keeps its paragraphs and
// lists: empty lines, and lines that begin with a dash. Nothing else comes along.
(function () {
  "use strict";

  var BLOKK = /^(P|DIV|H[1-6]|UL|OL|LI|TABLE|TR|BLOCKQUOTE|SECTION|ARTICLE|HEADER|FOOTER|DL|DT|DD|PRE)$/;
  var BORT = /^(STYLE|SCRIPT|HEAD|TITLE|META|LINK|IMG|SVG|OBJECT|TEMPLATE|O:P)$/;

  function stil(node) { return node.getAttribute("data-stil") || ""; }

  // Word writes its lists as paragraphs, with the mark itself in a span to be ignored.
  function erWordPunkt(node) {
    return node.tagName === "P" && /mso-list:\s*l\d/i.test(stil(node));
  }

  function punkt(node) {
    var liste = node.parentElement;
    if (liste && liste.tagName === "OL") {
      var nummer = Array.prototype.filter.call(liste.children, function (barn) {
        return barn.tagName === "LI";
      }).indexOf(node) + (parseInt(liste.getAttribute("start"), 10) || 1);
      return nummer + ". ";
    }
    return "– ";
  }

  function somTekst(html) {
    var deler = [];
    var linje = "";

    // A line ends; `luft` says that an empty line stands before what comes next.
    function ferdig(luft) {
      var ren = linje.replace(/[ \t\u00a0]+/g, " ").trim();
      if (ren) { deler.push({ tekst: ren, luft: false }); }
      if (luft && deler.length) { deler[deler.length - 1].luft = true; }
      linje = "";
    }

    function gaa(node) {
      if (node.nodeType === Node.TEXT_NODE) {
        linje += node.nodeValue.replace(/\s+/g, " ");
        return;
      }
      if (node.nodeType !== Node.ELEMENT_NODE || BORT.test(node.tagName) || /mso-list:\s*ignore/i.test(stil(node))) { return; }
      if (node.tagName === "BR") { ferdig(false); return; }
      if (node.tagName === "TD" || node.tagName === "TH") {
        node.childNodes.forEach(gaa);
        linje += " ";
        return;
      }
      var iPunkt = node.closest("li") !== null;
      var luft = /^(P|H[1-6]|UL|OL|TABLE|BLOCKQUOTE|PRE)$/.test(node.tagName) && !iPunkt && !erWordPunkt(node);
      if (node.tagName === "LI" || erWordPunkt(node)) {
        ferdig(false);
        linje = node.tagName === "LI" ? punkt(node) : "– ";
      } else if (BLOKK.test(node.tagName) && !(iPunkt && /^[–\d]/.test(linje) && linje.trim().length < 4)) {
        ferdig(luft);
      }
      node.childNodes.forEach(gaa);
      if (BLOKK.test(node.tagName)) { ferdig(luft); }
    }

    // Styles are read here and never used: under their own name the browser would say that they are not allowed.
    var uten = html.replace(/<style[\s\S]*?<\/style>/gi, "").replace(/\sstyle=/gi, " data-stil=");
    gaa(new DOMParser().parseFromString(uten, "text/html").body);
    ferdig(false);
    return deler.map(function (del, nr) {
      return del.tekst + (nr === deler.length - 1 ? "" : del.luft ? "\n\n" : "\n");
    }).join("");
  }

  document.addEventListener("paste", function (hendelse) {
    var felt = hendelse.target;
    var utklipp = hendelse.clipboardData;
    if (!utklipp || !felt || felt.tagName !== "TEXTAREA" || felt.readOnly) { return; }
    var html = utklipp.getData("text/html");
    if (!html) { return; }
    var tekst = somTekst(html);
    if (!tekst) { return; }
    hendelse.preventDefault();
    // So that it can be undone as what was typed can.
    if (!document.execCommand("insertText", false, tekst)) {
      felt.setRangeText(tekst, felt.selectionStart, felt.selectionEnd, "end");
      felt.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
})();
