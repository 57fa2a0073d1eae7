// Lines that say something inside the page and stay until it is answered, and their buttons.

const SVG = "http://www.w3.org/2000/svg";

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
  const said = document.createElement("span");
  said.dataset.words = "";
  said.textContent = words;
  buttons.forEach((button) => button.classList.add("ms-2"));
  text.append(said, ...buttons);
  line.append(drawMark(), text);
  return line;
}

/** The exclamation mark in its disc, as before every note. */
function drawMark() {
  const mark = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  mark.setAttribute("class", "ic");
  mark.setAttribute("viewBox", "0 0 16 16");
  mark.setAttribute("aria-hidden", "true");
  path.setAttribute("fill-rule", "evenodd");
  path.setAttribute("d", "M16 8A8 8 0 1 1 0 8a8 8 0 0 1 16 0M7.1 4h1.8v5H7.1zm0 6.2h1.8V12H7.1z");
  mark.append(path);
  return mark;
}

/** Say near a form what went wrong with it; the fault said before goes. */
export function showFault(form, words, { isOffline = false } = {}) {
  clearFault(form);
  const note = makeFault(words, isOffline);
  const isSmall = form.matches(".menu-list, .inline-form, .toast-line form, [hidden]");
  if (isSmall) placeIn(panelOf(form), note);
  else form.prepend(note);
  note.scrollIntoView({ block: "nearest" });
}

/** Say in the panel of a link what went wrong with it: it stands in no form. */
export function showLinkFault(link, words, { isOffline = false } = {}) {
  const note = makeFault(words, isOffline);
  placeIn(panelOf(link), note);
  note.scrollIntoView({ block: "nearest" });
}

function makeFault(words, isOffline) {
  const note = makeNote(words, "bad");
  note.dataset.fault = isOffline ? "offline" : "";
  return note;
}

function panelOf(element) {
  return element.closest("section, .panel") || document.getElementById("main");
}

function placeIn(panel, note) {
  panel.querySelector(":scope > [data-fault]")?.remove();
  const head = panel.querySelector(":scope > .panel-head");
  if (head) head.after(note);
  else panel.prepend(note);
}

/** Take back what was said of a form, or of a link in its panel. */
export function clearFault(element) {
  element.querySelector(":scope > [data-fault]")?.remove();
  panelOf(element).querySelector(":scope > [data-fault]")?.remove();
}

/** When the network is back, whoever waited for it is told. */
export function watchNetwork() {
  window.addEventListener("online", () => {
    document.querySelectorAll("[data-fault=offline] [data-words]").forEach((text) => {
      text.textContent = "网络回来了，内容都在，再点一次就行。";
    });
  });
}
