// Tables that people have: pasted into a field of one line they go to the preview as they are; files are dropped.
import { keepNow } from "./offers.js";
import { addressOf, getPage, postBody } from "./page.js";
import { showFault } from "./notes.js";
import { faultOf } from "./send.js";
import { showPage } from "./swap.js";

const ROW_FORM = "form[data-row-form]";
const ZONE = "form[data-zone]";
const DOOR = "a[data-intake]";
const ONE_LINE = "input:not([type=hidden], [type=checkbox], [type=radio])";

/** Listen for pasted tables and dropped files anywhere on the page. */
export function watchIntake() {
  document.addEventListener("paste", takePaste);
  document.addEventListener("dragover", showOver);
  document.addEventListener("dragleave", hideOver);
  document.addEventListener("drop", takeDrop);
}

/** Where tables are taken that are meant for this place: its own page, that of the row's form, or of the list here. */
function doorOf(target) {
  const zone = target.closest?.(ZONE);
  if (zone) return { form: zone, address: addressOf(zone) };
  const form = target.closest?.(ROW_FORM);
  const own = form && addressOf(form).split("?")[0];
  if (own) return { form, address: own.replace(/\/[^/]+$/, "/paste") };
  for (let part = target; part?.querySelector; part = part.parentElement) {
    const link = part.querySelector(DOOR);
    if (link) return { form: link.closest("section, main"), address: new URL(link.href).pathname };
  }
  return null;
}

function holdsTable(html, text) {
  return /<table[\s>]/i.test(html) || /[\t\n]/.test(text.trim());
}

function takePaste(event) {
  const html = event.clipboardData?.getData("text/html") || "";
  const text = event.clipboardData?.getData("text/plain") || "";
  const file = event.clipboardData?.files?.[0];
  const zone = event.target.closest?.(ZONE);
  const isField = event.target.matches?.(`${ROW_FORM} ${ONE_LINE}`);
  if (!(zone || isField)) return;
  if (!(file && !text) && !holdsTable(html, text)) return;
  // Text alone stays in the box of the page itself: it may be mended there first.
  if (zone && !file && !/<table[\s>]/i.test(html)) return;
  const door = doorOf(event.target);
  if (!door) return;
  event.preventDefault();
  if (isField) keepNow(door.form);
  send(door, { html, text, file: text ? null : file });
}

function showOver(event) {
  if (![...(event.dataTransfer?.types || [])].includes("Files")) return;
  const door = doorOf(event.target);
  if (!door) return;
  event.preventDefault();
  door.form.classList.add("over");
}

function hideOver(event) {
  if (!event.relatedTarget || !event.currentTarget.contains?.(event.relatedTarget)) {
    for (const form of document.querySelectorAll(".over")) form.classList.remove("over");
  }
}

function takeDrop(event) {
  const door = doorOf(event.target);
  const file = event.dataTransfer?.files?.[0];
  hideOver(event);
  if (!door || !file) return;
  event.preventDefault();
  send(door, { html: "", text: "", file });
}

async function send(door, { html, text, file }) {
  // A list may have no form of its own whose keys could be sent along.
  const { page } = await getPage(door.address);
  const body = new FormData();
  for (const name of ["csrf_token", "once"]) {
    body.set(name, page?.querySelector(`${ZONE} [name=${name}]`)?.value || "");
  }
  body.set("text", text);
  body.set("html", html);
  if (file) body.set("file", file);
  const answer = await postBody(door.address, body);
  const fault = faultOf(answer, true);
  if (fault) showFault(door.form, fault, { isOffline: !answer.page });
  else showPage(answer, { leads: true });
}
