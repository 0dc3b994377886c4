"use strict";
(function () {
  const form = document.getElementById("filter");
  const search = document.getElementById("suche");
  const hits = document.getElementById("treffer");
  const statements = Array.from(document.querySelectorAll(".aussage"));
  const texts = statements.map((node) => node.textContent.toLocaleLowerCase("de"));
  const groups = Array.from(document.querySelectorAll(".gruppe, .abschnitt"));
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  function apply() {
    const words = search.value.toLocaleLowerCase("de").split(/\s+/).filter(Boolean);
    const boxes = Array.from(form.querySelectorAll('input[name="status"]'));
    const off = new Set(boxes.filter((box) => !box.checked).map((box) => box.value));
    let shown = 0;
    statements.forEach((node, index) => {
      const visible = words.every((word) => texts[index].includes(word)) && !off.has(node.dataset.status);
      node.toggleAttribute("data-verborgen", !visible);
      shown += visible ? 1 : 0;
    });
    groups.forEach((group) => {
      group.toggleAttribute("data-verborgen", !group.querySelector(".aussage:not([data-verborgen])"));
    });
    const filtered = words.length > 0 || off.size > 0;
    hits.textContent = filtered ? (shown === 1 ? "1 Aussage" : shown + " Aussagen") : "";
  }
  form.addEventListener("input", apply);
})();
