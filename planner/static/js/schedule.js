// Day columns: blocks moved and stretched by mouse, finger or keyboard, behind a lock against accidents.
import { getPage, onMain, swapMain, toast } from "./main.js";

const STEP = 5;
const LAST = 24 * 60 - STEP;
const OPEN = "schedule-open";
const THRESHOLD = 4;
const HOLD_MS = 400;
const IDLE_MS = 800;
const LOCKED = "已锁定，先点“解锁拖动”";
const FAULT = "没改成，时间还是原来的。再试一次。";

let grasp = null;    // the pointer that holds a block
let keyed = null;    // a block moved by keys and not saved yet
let saving = false;
let clicked = false; // the click that ends a drag opens nothing

const say = document.createElement("p");
say.className = "visually-hidden";
say.setAttribute("role", "status");
document.body.append(say);

function isOpen() {
  try { return localStorage.getItem(OPEN) === "1"; } catch { return document.querySelector("[data-board]")?.classList.contains("is-open"); }
}

function setOpen(open) {
  try { localStorage.setItem(OPEN, open ? "1" : "0"); } catch { /* private windows keep no state */ }
  showLock(document, open);
}

function showLock(main, open) {
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

const minutes = (clock) => clock ? Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)) : null;
const clock = (value) => value === null ? "" : `${String(Math.floor(value / 60)).padStart(2, "0")}:${String(value % 60).padStart(2, "0")}`;
const span = (block) => ({ day: block.dataset.day, start: minutes(block.dataset.start), end: minutes(block.dataset.end) });
const columns = () => [...document.querySelectorAll(".pz-col")];
const isBlock = (target) => target.closest?.("[data-board] .it[data-time]");

/** The column a time stands in: the day as written, else the same month and day. */
function columnOf(day) {
  return columns().find((column) => column.dataset.day === day) || columns().find((column) => column.dataset.day.slice(-5) === day.slice(-5));
}

function words(to) {
  return to.end === null ? clock(to.start) : `${clock(to.start)}—${clock(to.end)}`;
}

/** A span moved by that many minutes, stretched, put on another day; always within its day. */
function changed(from, { by = 0, stretch = 0, day = from.day }) {
  const length = from.end === null || from.end <= from.start ? 0 : from.end - from.start;
  if (stretch) {
    const end = Math.min(Math.max((from.end ?? from.start + STEP) + stretch, from.start + STEP), LAST);
    return { ...from, end };
  }
  const start = Math.min(Math.max(from.start + by, 0), LAST - length);
  return { day, start, end: from.end === null ? null : length ? start + length : from.end };
}

function draw(block, to) {
  block.classList.add("is-moved");
  const last = to.end === null ? to.start + 30 : to.end;
  const style = { "--f": to.start / 60, "--t": Math.max(last, to.start + 20) / 60, "--l": 0, "--ls": 1 };
  Object.entries(style).forEach(([name, value]) => block.style.setProperty(name, value));
  const there = columnOf(to.day).getBoundingClientRect();
  block.style.translate = `${there.left - block.closest(".pz-col").getBoundingClientRect().left}px`;
  const time = block.querySelector(".it-time");
  time.dataset.was ??= time.textContent;
  time.textContent = words(to);
}

function undraw(block, style) {
  block.classList.remove("is-moved", "is-saving");
  block.setAttribute("style", style);
  const time = block.querySelector(".it-time");
  if (time.dataset.was) time.textContent = time.dataset.was;
}

const same = (a, b) => a.day === b.day && a.start === b.start && a.end === b.end;

async function save(block, to, style) {
  if (same(to, span(block))) { undraw(block, style); return; }
  saving = true;
  block.classList.add("is-saving");
  const body = new FormData(document.querySelector("[data-time-form]"));
  Object.entries({ day: to.day, start: clock(to.start), end: clock(to.end), version: block.dataset.version }).forEach(([k, v]) => body.set(k, v));
  const answer = await getPage(block.dataset.time, { method: "POST", body });
  saving = false;
  if (answer.ok && swapMain(answer, { focus: false })) {
    document.getElementById(block.id)?.focus({ preventScroll: true });
    say.textContent = document.querySelector("#main [data-toast] span")?.textContent || "";
    return;
  }
  undraw(block, style);
  refuse(answer);
}

/** The server's answer where it belongs: both times after a lost update, a form to mend, or one sentence. */
function refuse(answer) {
  const place = document.getElementById("answer");
  document.querySelectorAll("[data-toast]").forEach((old) => old.remove());
  const form = answer.page?.querySelector("form[data-time-answer]");
  const note = document.createElement("div");
  note.className = "note bad";
  note.setAttribute("role", "alert");
  note.textContent = answer.page?.querySelector(".notice p")?.textContent || FAULT;
  place.replaceChildren(form || note);
  place.scrollIntoView({ block: "nearest" });
  (form?.querySelector("button") || place).focus();
}

// --- mouse and finger

document.addEventListener("pointerdown", (event) => {
  const block = isBlock(event.target);
  if (!block || event.button || saving) return;
  finishKeys();
  const box = block.getBoundingClientRect();
  const edge = Math.min(event.pointerType === "mouse" ? 9 : 16, box.height * 0.4);
  grasp = {
    block, id: event.pointerId, x: event.clientX, y: event.clientY, from: span(block), to: span(block), style: block.getAttribute("style"),
    stretches: event.clientY > box.bottom - edge, moves: false, open: isOpen(), pitch: block.closest(".pz-col").offsetHeight / Number(getComputedStyle(block).getPropertyValue("--hours")),
  };
  if (!grasp.open && event.pointerType !== "mouse") grasp.timer = setTimeout(() => toast(LOCKED), HOLD_MS);
});

document.addEventListener("pointermove", (event) => {
  if (!grasp || event.pointerId !== grasp.id) return;
  const far = Math.hypot(event.clientX - grasp.x, event.clientY - grasp.y) > THRESHOLD;
  if (!grasp.moves && !far) return;
  if (!grasp.open) { if (event.pointerType === "mouse") { toast(LOCKED); clicked = true; } release(); return; }
  if (!grasp.moves) { grasp.moves = true; grasp.block.setPointerCapture(grasp.id); }
  const by = Math.round(((event.clientY - grasp.y) / grasp.pitch) * 60 / STEP) * STEP;
  const under = columns().find((column) => { const box = column.getBoundingClientRect(); return event.clientX >= box.left && event.clientX < box.right; });
  const stays = grasp.stretches || !under || under === grasp.block.closest(".pz-col");
  grasp.to = changed(grasp.from, grasp.stretches ? { stretch: by || 0 } : { by, day: stays ? grasp.from.day : under.dataset.day });
  draw(grasp.block, grasp.to);
});

document.addEventListener("pointerup", (event) => {
  if (!grasp || event.pointerId !== grasp.id) return;
  const { block, to, style, moves } = grasp;
  release();
  if (!moves) return;
  clicked = true;
  setTimeout(() => { clicked = false; });
  save(block, to, style);
});

document.addEventListener("pointercancel", () => { if (grasp?.moves) undraw(grasp.block, grasp.style); release(); });
document.addEventListener("dragstart", (event) => { if (isBlock(event.target)) event.preventDefault(); });
document.addEventListener("contextmenu", (event) => { if (grasp && isBlock(event.target) && event.pointerType === "touch") event.preventDefault(); });

function release() {
  clearTimeout(grasp?.timer);
  grasp = null;
}

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-lock]")) { setOpen(!isOpen()); return; }
  const block = event.target.closest("[data-board] .it, a[data-add]");
  if (!block || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (clicked) { clicked = false; event.preventDefault(); return; }
  const row = block.dataset.key ? document.querySelector(`#row-${CSS.escape(block.dataset.key)} .row-edit`) : document.querySelector("#schedule [data-row-open]");
  if (row) { event.preventDefault(); row.click(); }
}, true);

// --- keyboard

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && grasp?.moves) { undraw(grasp.block, grasp.style); release(); return; }
  const block = isBlock(event.target);
  if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && keyed) { event.preventDefault(); clearTimeout(keyed.timer); undraw(block, keyed.style); say.textContent = "已取消"; keyed = null; return; }
  if (!["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"].includes(event.key)) return;
  if (!isOpen()) { toast(LOCKED); return; }
  event.preventDefault();
  if (saving) return;
  keyed ??= { block, to: span(block), style: block.getAttribute("style") };
  keyed.to = byKey(keyed.to, event.key, event.shiftKey);
  draw(block, keyed.to);
  say.textContent = `${columnOf(keyed.to.day).getAttribute("aria-label")} ${words(keyed.to)}`;
  clearTimeout(keyed.timer);
  keyed.timer = setTimeout(finishKeys, IDLE_MS);
});

function byKey(from, key, shift) {
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const all = columns();
    const there = all[all.indexOf(columnOf(from.day)) + (key === "ArrowLeft" ? -1 : 1)];
    return there ? { ...from, day: there.dataset.day } : from;
  }
  const by = key === "ArrowUp" ? -STEP : STEP;
  return changed(from, shift ? { stretch: by } : { by });
}

function finishKeys() {
  if (!keyed) return;
  const { block, to, style, timer } = keyed;
  clearTimeout(timer);
  keyed = null;
  save(block, to, style);
}

document.addEventListener("focusout", (event) => { if (keyed && event.target === keyed.block) finishKeys(); });
onMain((main) => showLock(main, Boolean(isOpen())));
