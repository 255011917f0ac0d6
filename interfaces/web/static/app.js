// Eases work where scripts run; nothing needs it.
(function () {
  "use strict";
  // On a narrow screen the navigation is wider than the page: it begins at the page that is open.
  for (const here of document.querySelectorAll("nav [aria-current]")) {
    const row = here.parentElement;
    row.scrollLeft = here.offsetLeft - row.offsetLeft - (row.clientWidth - here.offsetWidth) / 2;
  }
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
  // A list asks for itself again: while its conditions are typed, and when the server says that something has moved.
  const again = (address) => {
    const asked = new XMLHttpRequest();
    asked.responseType = "document";
    asked.open("GET", address);
    asked.onload = () => {
      const here = document.getElementById("list");
      const fresh = asked.status === 200 && asked.response ? asked.response.getElementById("list") : null;
      if (!here || !fresh || here.contains(document.activeElement)) return;
      if (here.textContent !== fresh.textContent) here.replaceWith(document.importNode(fresh, true));
    };
    asked.send();
  };
  for (const form of document.querySelectorAll("form[data-narrows]")) {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
        const address = `${form.action}?${given}`;
        history.replaceState(null, "", address);
        again(address);
      }, 300);
    });
  }
  const list = document.querySelector("#list[data-live]");
  if (list && window.EventSource) {
    // Once the session is over or owes a second factor, the answer is empty and this stops; the page says so when it is asked for.
    const moves = new EventSource(list.dataset.live);
    // Nothing is taken out of the hands of whoever has begun to tick.
    moves.addEventListener("moved", () => document.querySelector("#list input:checked") || again(location.href));
    window.addEventListener("pagehide", () => moves.close());
  }
  // A slider says where it stands while it is moved.
  for (const slider of document.querySelectorAll("[data-says]")) {
    slider.addEventListener("input", () => {
      const at = document.querySelector(`#${slider.dataset.of} option[value="${slider.value}"]`);
      if (at) document.getElementById(slider.dataset.says).textContent = at.label;
    });
  }
  // A table that is wholly on the page is narrowed to the rows that hold what is typed.
  for (const field of document.querySelectorAll("[data-narrows-rows]")) {
    field.hidden = false;
    const rows = document.getElementById(field.dataset.narrowsRows).tBodies[0].rows;
    field.querySelector("input").addEventListener("input", (event) => {
      const wanted = event.target.value.trim().toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    });
  }
  // What there is already about the choice is shown as soon as it is made: the page itself says it, asked with the choice.
  for (const choice of document.querySelectorAll("select[data-shows]")) {
    choice.addEventListener("change", () => {
      const asked = new XMLHttpRequest();
      const wanted = choice.value;
      asked.responseType = "document";
      asked.open("GET", `${location.pathname}?${new URLSearchParams([[choice.name, wanted]])}`);
      asked.onload = () => {
        // Who chooses by the keyboard passes others on the way, whose answers may come later.
        const fresh = choice.value === wanted && asked.status === 200 && asked.response && asked.response.getElementById(choice.dataset.shows);
        if (fresh) document.getElementById(choice.dataset.shows).replaceChildren(...document.importNode(fresh, true).childNodes);
      };
      asked.send();
    });
  }
  // A file that the form cannot carry is refused before it is sent, while everything else is still there.
  for (const field of document.querySelectorAll("input[type=file][data-most]")) {
    field.addEventListener("change", () => {
      const fields = [...field.form.querySelectorAll("input[type=file]")];
      const size = fields.flatMap((one) => [...one.files]).reduce((sum, one) => sum + one.size, 0);
      for (const one of fields) one.setCustomValidity("");
      field.setCustomValidity(size > field.dataset.most * 1024 * 1024 ? field.dataset.tooLarge : "");
      field.reportValidity();
    });
  }
  // What is written is saved a moment after the last keystroke; the form's own button does the same without scripts.
  for (const form of document.querySelectorAll("form[data-autosave]")) {
    const told = form.querySelector("[data-saved]");
    let waiting = 0;
    const save = async () => {
      const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
      fields.set("act", "keep");
      const answer = await fetch(form.action, { method: "POST", body: fields, redirect: "manual" });
      // Only this answer says that it was kept: a redirect may lead to a sign-in or a second factor.
      if (told) told.textContent = answer.status === 204 ? told.dataset.saved : told.dataset.unsaved;
    };
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => save().catch(() => told && (told.textContent = told.dataset.unsaved)), 1500);
    });
    form.addEventListener("submit", () => clearTimeout(waiting));
  }
})();
