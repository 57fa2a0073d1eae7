// Checking in on one's own page: what is pressed without signal is kept on the phone and sent later with its age.
// The server never asks this phone what time it is: its clock may be wrong.

const KEPT = "planner-presses";
const LONGEST_MS = 12 * 3600 * 1000;
const AGAIN_MS = 15000;
const AT_ONCE_S = 30;
const FRESH_MS = 60000;
const PLACE_MS = 8000;

const begun = performance.now();
const head = document.querySelector("[data-clock]");
const { home } = head.dataset;
let isSending = false;

function readKept() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) || "[]");
    return kept.filter((press) => Math.abs(Date.now() - press.at) < LONGEST_MS);
  } catch {
    return [];
  }
}

function writeKept(presses) {
  try {
    localStorage.setItem(KEPT, JSON.stringify(presses));
  } catch {
    // Nothing can be kept on this phone: it is sent at once or not at all.
  }
}

function keep(press) {
  writeKept([...readKept().filter((other) => other.action !== press.action), press]);
}

function forget(action) {
  writeKept(readKept().filter((press) => press.action !== action));
}

/** The time by the server's clock, which the page brought along. */
function serverTime() {
  const [hours, minutes, seconds] = head.dataset.clock.split(":").map(Number);
  const passed = hours * 3600 + minutes * 60 + seconds + Math.floor((performance.now() - begun) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(passed / 3600) % 24)}:${two(Math.floor(passed / 60) % 60)}`;
}

function formOf(page, action) {
  return [...page.querySelectorAll("form[data-press]")].find((form) => form.getAttribute("action") === action);
}

function findPlace(form) {
  if (!("place" in form.dataset) || !navigator.geolocation) return Promise.resolve({});
  return new Promise((found) => {
    const take = ({ coords }) => found({ latitude: coords.latitude, longitude: coords.longitude });
    navigator.geolocation.getCurrentPosition(take, () => found({}), { timeout: PLACE_MS, maximumAge: FRESH_MS });
  });
}

/** The page as it is now; null without signal. */
async function fetchPage() {
  try {
    const answer = await fetch(home, { cache: "no-store" });
    return answer.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  } catch {
    return null;
  }
}

/** Send what was pressed through the form of a new page: its proof has not aged. */
async function send(press) {
  const page = await fetchPage();
  if (!page) return tellKept(press);
  const fresh = formOf(page, press.action);
  if (!fresh) {
    // Somebody ticked it meanwhile, or it was sent already.
    forget(press.action);
    return location.replace(home);
  }
  const form = formOf(document, press.action);
  for (const field of fresh.querySelectorAll("[name=csrf_token], [name=once]")) {
    form.elements.namedItem(field.name).value = field.value;
  }
  const age = Math.max(0, Math.round((Date.now() - press.at) / 1000));
  const values = { digits: press.digits, age: age < AT_ONCE_S ? "" : age, ...press.place };
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
  return form.submit();
}

function tellKept(press) {
  const form = formOf(document, press.action);
  const note = form?.parentElement.querySelector("[data-kept]");
  if (!note) return;
  note.querySelector("[data-kept-at]").textContent = press.shown;
  note.hidden = false;
}

async function press(form) {
  isSending = true;
  delete form.dataset.refused;
  form.parentElement.querySelector(".note.bad")?.remove();
  const made = {
    action: form.getAttribute("action"),
    digits: form.elements.namedItem("digits")?.value ?? "",
    at: Date.now(),
    shown: serverTime(),
    place: {},
  };
  keep(made);
  made.place = await findPlace(form);
  keep(made);
  await send(made);
  isSending = false;
}

/** What was kept by this page: what its form was refused for, or what has no form any more, is settled. */
function settleKept() {
  for (const { action } of readKept().filter((press) => press.action.startsWith(`${home}/`))) {
    const form = formOf(document, action);
    if (!form || "refused" in form.dataset) forget(action);
  }
}

async function sendKept() {
  const kept = readKept().find((press) => formOf(document, press.action));
  if (!kept || isSending) return;
  isSending = true;
  await send(kept);
  isSending = false;
}

for (const form of document.querySelectorAll("form[data-press]")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    press(form);
  });
}
settleKept();
sendKept();
setInterval(sendKept, AGAIN_MS);
addEventListener("online", sendKept);
setTimeout(() => {
  for (const tick of document.querySelectorAll("[data-fresh]")) tick.textContent = tick.dataset.fresh;
}, FRESH_MS);
