// On the way home: without signal one goes on filling in, and all of it is sent when the signal is back.
// What is typed is kept on this phone by main.js, like every form.

const AGAIN_MS = 15000;

const form = document.querySelector("form[data-road]");
const banner = document.querySelector("[data-offline]");
let waiting = null;

function showSignal() {
  if (banner) banner.hidden = navigator.onLine && !waiting;
}

/** A step without signal changes the number on the phone; the server counts it with all others later. */
function stepHere(button) {
  const field = button.parentElement.querySelector("input");
  const by = button.value.startsWith("more ") ? 1 : -1;
  field.value = String(Math.max(0, (Number(field.value) || 0) + by));
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function holdBack(event) {
  if (navigator.onLine || !form) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const button = event.submitter;
  if (button?.closest(".count3")) stepHere(button);
  else waiting = button;
  waiting ??= form.querySelector("[value=done]");
  showSignal();
}

/** Send what was held back, by the button that was pressed last. */
function sendWaiting() {
  if (!waiting || !navigator.onLine || !form?.isConnected || form.dataset.busy) return;
  const button = waiting;
  waiting = null;
  showSignal();
  form.requestSubmit(button);
}

/** A phone may believe that it has signal: what failed on the way is tried again. */
function sendFailed() {
  if (form?.querySelector("[data-fault=offline]")) waiting ??= form.querySelector("[value=done]");
  showSignal();
  sendWaiting();
}

if (form) {
  document.addEventListener("submit", holdBack, { capture: true });
  addEventListener("online", sendWaiting);
  addEventListener("offline", showSignal);
  setInterval(sendFailed, AGAIN_MS);
  showSignal();
}
