// Lines that say something inside the page and stay until it is answered, and their buttons.

/** A button that does `work`; `look` is its class. */
export function makeButton(words, work, look = "btn btn-line btn-sm") {
  const button = document.createElement("button");
  button.type = "button";
  button.className = look;
  button.textContent = words;
  button.addEventListener("click", work);
  return button;
}

/** A line of the kind "bad" or "warn", with buttons behind its words. */
export function makeNote(words, kind, ...buttons) {
  const line = document.createElement("p");
  line.className = `note ${kind}`;
  line.dataset.note = "";
  line.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = words;
  line.append(text, ...buttons);
  return line;
}

/** Say near a form what went wrong with it; the fault said before goes. */
export function showFault(form, words, { isOffline = false } = {}) {
  clearFault(form);
  const note = makeNote(words, "bad");
  note.dataset.fault = isOffline ? "offline" : "";
  const isSmall = form.matches(".menu-list, .inline-form, .toast-line form, [hidden]");
  if (!isSmall) form.prepend(note);
  else placeIn(form.closest("section, .panel") || document.getElementById("main"), note);
  note.scrollIntoView({ block: "nearest" });
}

function placeIn(panel, note) {
  panel.querySelector(":scope > [data-fault]")?.remove();
  const head = panel.querySelector(":scope > .panel-head");
  if (head) head.after(note);
  else panel.prepend(note);
}

/** Take back what was said of a form. */
export function clearFault(form) {
  form.querySelector(":scope > [data-fault]")?.remove();
  form.closest("section, .panel")?.querySelector(":scope > [data-fault]")?.remove();
}

/** When the network is back, whoever waited for it is told. */
export function watchNetwork() {
  window.addEventListener("online", () => {
    document.querySelectorAll("[data-fault=offline] span").forEach((text) => {
      text.textContent = "网络回来了，内容都在，再点一次就行。";
    });
  });
}
