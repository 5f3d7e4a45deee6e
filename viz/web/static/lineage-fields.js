// The fields that name a document (or what data-offers says) offer those that begin so; without this they take
// whatever is typed.
"use strict";
(() => {
  const WAIT = 150; // milliseconds after the last letter
  for (const field of document.querySelectorAll("input[list]")) {
    const offered = document.getElementById(field.getAttribute("list"));
    let timer = 0;
    let last = "";
    const ask = async () => {
      const typed = field.value.trim();
      if (typed.length < 2 || typed === last) return;
      last = typed;
      const answer = await fetch(`/suggest?q=${encodeURIComponent(typed)}`, { headers: { accept: "application/json" } });
      if (!answer.ok || field.value.trim() !== typed) return;
      const found = (await answer.json()).groups.find((group) => group.kind === (field.dataset.offers || "document"));
      offered.replaceChildren(...(found ? found.items : []).map((item) => {
        const option = document.createElement("option");
        option.value = item.label.map(([text]) => text).join("");
        return option;
      }));
    };
    field.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => ask().catch(() => offered.replaceChildren()), WAIT);
    });
  }
})();
