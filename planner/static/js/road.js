// On the way home: without signal one goes on filling in, and all of it is sent when the signal is back.
// What is typed is kept on this phone by main.js, like every form. The page is renewed under us, so that nothing of it
// is remembered but the button that waits.

const AGAIN_MS = 15000;
const SAVING = "button[value=done]";

let waiting = "";

function findForm() {
  return document.querySelector("form[data-road]");
}

function showSignal() {
  const banner = document.querySelector("[data-offline]");
  if (banner) banner.hidden = navigator.onLine && !waiting;
}

/** A step without signal changes the number on the phone; it is saved later with all others. */
function stepHere(button) {
  const field = button.parentElement.querySelector("input");
  const by = button.value.startsWith("more ") ? 1 : -1;
  field.value = String(Math.max(0, (Number(field.value) || 0) + by));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Without signal a button waits; a step is made at once, and then any button saves it. */
function holdBack(event) {
  if (navigator.onLine || !event.target.matches("form[data-road]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  if (button?.closest(".count3")) stepHere(button);
  else waiting = button?.value || "";
  waiting ||= "keep";
  showSignal();
}

/** Send what was held back, by the button that was pressed last. */
function sendWaiting() {
  const form = findForm();
  if (!waiting || !navigator.onLine || !form || form.dataset.busy) return;
  const pressed = [...form.querySelectorAll("button[name=do]")].find((button) => button.value === waiting);
  waiting = "";
  showSignal();
  if (pressed) form.requestSubmit(pressed);
  else saveHere(form);
}

/** Save and stay on the page, as no button of it does. */
function saveHere(form) {
  const button = form.querySelector(SAVING);
  const { value } = button;
  button.value = "keep";
  form.requestSubmit(button);
  button.value = value;
}

/** A phone may believe that it has signal: what failed on the way is tried again. */
function tryAgain() {
  if (findForm()?.querySelector("[data-fault=offline]")) waiting ||= "keep";
  showSignal();
  sendWaiting();
}

document.addEventListener("submit", holdBack, { capture: true });
addEventListener("online", sendWaiting);
addEventListener("offline", showSignal);
setInterval(tryAgain, AGAIN_MS);
showSignal();
