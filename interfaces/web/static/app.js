// Eases work where scripts run; nothing needs it.
(function () {
  "use strict";
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  for (const button of document.querySelectorAll("[data-copy]")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent.trim());
      button.textContent = button.dataset.done;
    });
  }
  // What is written is saved a moment after the last keystroke; the form's own button does the same without scripts.
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const told = form.querySelector("[data-saved]");
    let waiting = 0;
    const save = async () => {
      const fields = new URLSearchParams(new FormData(form));
      fields.set("act", "save");
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
      if (answer.type === "opaqueredirect" && told) told.textContent = told.dataset.saved;
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => save().catch(() => {}), 1500);
    });
    form.addEventListener("submit", () => clearTimeout(waiting));
  }
})();
