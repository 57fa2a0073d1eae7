// Rows edited in place: the form of a row's own page is fetched and put where the row stands.
import { isUnsaved } from "./edits.js";
import { focusAfter, focusRefused, rememberPlace } from "./focus.js";
import { clearFault, showLinkFault } from "./notes.js";
import { discard, keepAll, keepNow, offerAll, offerCopy } from "./offers.js";
import { addressOf, getPage } from "./page.js";
import { LINE } from "./renew.js";
import { faultOf, sendForm } from "./send.js";
import { showPage } from "./swap.js";
import { showToast } from "./toast.js";

const FORM = "form[data-row-form]";
const FIRST = "input:not([type=hidden]), select, textarea";

const opening = new Set(); // addresses on their way
let opened = 0;

/** Listen for row links and row forms anywhere on the page. */
export function watchRows() {
  document.addEventListener("click", onClick);
  document.addEventListener("submit", (event) => {
    if ("submitter" in event && event.target.matches(`${LINE} ${FORM}`)) saveRow(event.target, event.submitter);
  });
  document.addEventListener("keydown", onKey);
}

function onClick(event) {
  const link = event.target.closest("a[data-row-open]");
  if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    link.closest("details.menu")?.removeAttribute("open");
    openRow(link);
  }
  const line = event.target.closest("[data-row-close]")?.closest(LINE);
  if (line) {
    event.preventDefault();
    discard(line.querySelector(FORM));
    closeRow(line);
  }
}

function onKey(event) {
  const line = event.target.closest?.(LINE);
  // What was typed stays as a copy, and the list says so.
  if (line && event.key === "Escape") {
    keepNow(line.querySelector(FORM));
    closeRow(line);
    offerAll(document.getElementById("main"));
  }
  // A scanner ends its line with Enter.
  const read = event.key === "Enter" && event.target.name === "qr" && event.target.form.querySelector("[name=read]");
  if (read) {
    event.preventDefault();
    read.click();
  }
}

/** Open the form behind a link; one that is open already is only shown. */
async function openRow(link) {
  const address = new URL(link.href).pathname + new URL(link.href).search;
  const open = [...document.querySelectorAll(`${LINE} ${FORM}`)].find((form) => addressOf(form) === address);
  if (open) {
    offerCopy(open);
    focusFirst(open);
    return;
  }
  if (opening.has(address)) return;
  opening.add(address);
  const answer = await getPage(link.href);
  opening.delete(address);
  clearFault(link);
  const form = answer.page?.querySelector(FORM);
  if (form) placeForm(form, answer.page, address, link.closest("tr[data-key]"), link.closest("[data-rows], section"));
  else if (answer.page) location.href = link.href;
  else showLinkFault(link, faultOf(answer, false), { isOffline: true });
}

/** Put a form behind its row (which hides) or at the end of the panel's table. Others stay open if they were edited. */
function placeForm(form, page, address, row, panel) {
  for (const line of document.querySelectorAll(LINE)) {
    if (!isUnsaved(line.querySelector(FORM))) closeRow(line);
  }
  prepare(form, page, address);
  const table = row?.closest("table") || panel.querySelector("table");
  const line = document.createElement(table ? "tr" : "div");
  line.className = LINE.slice(1);
  line.dataset.row = row?.id || "";
  line.append(table ? cellOf(form) : form);
  if (row) {
    row.after(line);
    row.classList.add("is-edited");
  } else if (table) {
    table.tBodies[table.tBodies.length - 1].append(line);
  } else {
    panel.append(line);
  }
  offerCopy(form);
  line.scrollIntoView({ block: "nearest" });
  if (!form.contains(document.activeElement)) focusFirst(form);
}

function cellOf(form) {
  const cell = document.createElement("td");
  cell.colSpan = 20;
  cell.append(form);
  return cell;
}

/** Make a fetched form fit to stand among others: its address, its name, and ids that no other form has. */
function prepare(form, page, address) {
  form.setAttribute("action", address);
  form.dataset.title = page.querySelector("h1")?.textContent.trim() || "";
  form.classList.remove("panel");
  opened += 1;
  for (const element of form.querySelectorAll("[id]")) element.id = `f${opened}-${element.id}`;
  for (const name of ["for", "aria-describedby"]) {
    for (const element of form.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name).split(" ");
      element.setAttribute(name, ids.map((id) => `f${opened}-${id}`).join(" "));
    }
  }
  for (const link of form.querySelectorAll("a[href^='#']")) {
    link.setAttribute("href", `#f${opened}-${link.getAttribute("href").slice(1)}`);
  }
}

function focusFirst(form) {
  if (!focusRefused(form)) form.querySelector(`.row-fields :is(${FIRST})`)?.focus();
}

function closeRow(line) {
  const row = line.previousElementSibling;
  line.remove();
  document.dispatchEvent(new Event("row-closed"));
  if (!row?.classList.contains("is-edited")) return;
  row.classList.remove("is-edited");
  row.querySelector(".row-edit")?.focus();
}

async function saveRow(form, submitter) {
  const isRead = submitter?.name === "read";
  const line = form.closest(LINE);
  const place = rememberPlace(form);
  const answer = await sendForm(form, submitter);
  if (!answer) return;
  const next = answer.page.querySelector(FORM);
  if ((!answer.ok || isRead) && next) {
    replaceForm(form, next, answer.page);
    return;
  }
  line.remove();
  keepAll();
  if (next && submitter?.name === "again") await addAnother(answer, next);
  else if (showPage(answer)) focusAfter(answer, place);
}

function replaceForm(old, next, page) {
  prepare(next, page, addressOf(old));
  old.replaceWith(next);
  keepNow(next);
  offerCopy(next);
  focusFirst(next);
}

/** After 保存，再加: the list with the new row, and an empty form behind it. */
async function addAnother(answer, next) {
  const { pathname, search } = new URL(answer.url);
  const [noun] = pathname.split("/").slice(-2);
  showPage(await getPage(location.href));
  const panel = document.querySelector(`[data-rows="${CSS.escape(noun)}"]`) || document.querySelector(".rows-panel");
  placeForm(next, answer.page, pathname + search, null, panel);
  showToast("已添加");
}
