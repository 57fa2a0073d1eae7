// The day columns of a schedule: their blocks, the lock against accidents, and saving where a block was put.
import { makeNote } from "./notes.js";
import { postBody } from "./page.js";
import { faultOf } from "./send.js";
import { clockOf, isSameSpan, minutesOf, wordsOf } from "./spans.js";
import { showPage } from "./swap.js";

const OPEN = "schedule-open";
const FAULT = "没改成，时间还是原来的。再试一次。";

let saving = false;

const status = document.createElement("p");
status.className = "visually-hidden";
status.dataset.own = "";
status.setAttribute("role", "status");
document.body.append(status);

/** Tell it to those who don't see the blocks move. */
export function announce(words) {
  status.textContent = words;
}

/** Whether a block is on its way to the server. */
export function isSaving() {
  return saving;
}

// --- the lock

/** Whether blocks may be moved. */
export function isOpen() {
  try {
    return localStorage.getItem(OPEN) === "1";
  } catch {
    return document.querySelector("[data-board]")?.classList.contains("is-open") || false;
  }
}

/** Lock or unlock, also for the next visit. */
export function setOpen(open) {
  try {
    localStorage.setItem(OPEN, open ? "1" : "0");
  } catch {
    // Private windows keep no state.
  }
  showLock(document, open);
}

/** Let the board show whether it is locked. */
export function showLock(main, open) {
  const board = main.querySelector("[data-board]");
  const button = board?.querySelector("[data-lock]");
  if (!button) return;
  board.classList.toggle("is-open", open);
  button.hidden = false;
  button.setAttribute("aria-pressed", String(open));
  button.querySelector("[data-locked]").hidden = open;
  button.querySelector("[data-unlocked]").hidden = !open;
  board.querySelector("[data-lock-words]").hidden = !open;
}

// --- columns and blocks

/** The columns of the board from left to right. */
export function listColumns() {
  return [...document.querySelectorAll(".pz-col")];
}

/** The column a day stands in: the day as written, else the same month and day. */
export function columnOf(day) {
  const columns = listColumns();
  const isAlike = (column) => column.dataset.day.slice(-5) === day.slice(-5);
  return columns.find((column) => column.dataset.day === day) || columns.find(isAlike);
}

/** The block at an element that can be moved, or null. */
export function blockAt(element) {
  return element.closest?.("[data-board] .it[data-time]") || null;
}

/** When a block is. */
export function spanOf({ dataset }) {
  return { day: dataset.day, start: minutesOf(dataset.start), end: minutesOf(dataset.end) };
}

/** Show a block at another time, without saving it. */
export function drawBlock(block, to) {
  block.classList.add("is-moved");
  const last = to.end === null ? to.start + 30 : to.end;
  const style = { "--f": to.start / 60, "--t": Math.max(last, to.start + 20) / 60, "--l": 0, "--ls": 1 };
  Object.entries(style).forEach(([name, value]) => block.style.setProperty(name, value));
  const there = columnOf(to.day).getBoundingClientRect();
  block.style.translate = `${there.left - block.closest(".pz-col").getBoundingClientRect().left}px`;
  const time = block.querySelector(".it-time");
  time.dataset.was ??= time.textContent;
  time.textContent = wordsOf(to);
}

/** Put a block back to where the server has it. */
export function undrawBlock(block, style) {
  block.classList.remove("is-moved", "is-saving");
  block.setAttribute("style", style);
  const time = block.querySelector(".it-time");
  if (time.dataset.was) time.textContent = time.dataset.was;
}

// --- saving

/** Save where a block was put; if that can't be, it goes back and the page says why. */
export async function saveBlock(block, to, style) {
  if (isSameSpan(to, spanOf(block))) {
    undrawBlock(block, style);
    return;
  }
  saving = true;
  block.classList.add("is-saving");
  const body = new FormData(document.querySelector("[data-time-form]"));
  const values = { day: to.day, start: clockOf(to.start), end: clockOf(to.end), version: block.dataset.version };
  Object.entries(values).forEach(([name, value]) => body.set(name, value));
  const answer = await postBody(block.dataset.time, body);
  saving = false;
  if (answer.ok && !faultOf(answer, false) && showPage(answer)) {
    document.getElementById(block.id)?.focus({ preventScroll: true });
    announce(document.querySelector("#main [data-toast] span")?.textContent || "");
  } else {
    undrawBlock(block, style);
    showRefusal(answer);
  }
}

/** The server's answer where it belongs: both times after a lost update, a form to mend, or one sentence. */
function showRefusal(answer) {
  document.querySelectorAll("[data-toast]").forEach((old) => old.remove());
  const place = document.getElementById("answer");
  const form = answer.page?.querySelector("form[data-time-answer]");
  place.replaceChildren(form || makeNote(answer.page?.querySelector(".notice p")?.textContent || FAULT, "bad"));
  place.scrollIntoView({ block: "nearest" });
  (form?.querySelector("button") || place).focus();
}
