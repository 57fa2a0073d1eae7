// The plan editor saves while one writes. What was typed is never lost: it stays in the sheet and, unsaved, in this
// browser too.
import { findClash, isClashing, showClash, takeTheirs } from "./clash.js";
import { makeButton, makeNote } from "./notes.js";
import { postBody } from "./page.js";
import * as sheet from "./sheet.js";
import { onPage } from "./swap.js";
import { showToast } from "./toast.js";

const WAIT_MS = 1500;
const FAULT = "，没存上，内容还在";

// The chapter in hand: form, area, saved text, timer, the save that runs, whether it waits for a decision.
let draft = null;

function isDirty() {
  return Boolean(draft) && draft.area.value !== draft.saved;
}

/** What may have to wait until the text is saved; while the writer decides between two texts nothing is saved. */
function isPending() {
  return isDirty() && !draft.waits;
}

// --- saving

function saveLater() {
  clearTimeout(draft.timer);
  if (!draft.waits) draft.timer = setTimeout(save, WAIT_MS);
}

/** Post what is written; one save at a time, and again when more was written meanwhile. */
async function save({ isLeaving = false } = {}) {
  const mine = draft;
  if (!mine || !isDirty() || mine.waits) return !mine?.waits;
  clearTimeout(mine.timer);
  const text = mine.area.value;
  sheet.keepSheet(mine.form);
  if (mine.running && isLeaving) return false;
  if (mine.running) {
    await mine.running;
    return draft === mine ? save() : true;
  }
  if (!isLeaving) sheet.tellState(mine.form, "，正在存");
  mine.running = postBody(mine.form.getAttribute("action"), new FormData(mine.form));
  const answer = await mine.running;
  mine.running = null;
  return settle(mine, text, answer);
}

function settle(mine, text, answer) {
  const fresh = answer.page?.querySelector(`form[data-plan="${CSS.escape(mine.form.dataset.plan)}"]`);
  if (answer.ok && fresh) {
    mine.saved = text;
    mine.area.defaultValue = text;
    setVersion(mine, fresh.elements.version.value);
    if (mine.area.value === text) sheet.forgetSheet(mine.form);
    if (mine === draft) refresh(answer.page);
    return true;
  }
  if (mine !== draft) return false;
  sheet.tellState(mine.form, FAULT, true);
  const clash = findClash(answer);
  if (!clash) showReason(answer);
  else {
    draft.waits = true;
    showClash(draft.form, clash, fresh.elements.version.value);
  }
  return false;
}

function showReason(answer) {
  const again = makeButton("再存一次", () => save());
  sheet.showAnswer(draft.form, makeNote(sheet.reasonOf(answer), "bad", ...(answer.page ? [] : [again])));
}

/** Heading and text are one row: a form for its heading that stands open goes on with the same version. */
function setVersion(mine, version) {
  const key = mine.form.dataset.plan.split("/")[1];
  const other = document.querySelector(`.row-line form[action$="/sections/${CSS.escape(key)}"] [name=version]`);
  for (const field of [mine.form.elements.version, other]) {
    if (field) field.value = version;
  }
}

/** After a save: the new state, table of contents and hints, without touching the sheet. */
function refresh(page) {
  sheet.tellState(draft.form, isDirty() ? "，还没存" : `，${sheet.hoursOf()} 已存`);
  sheet.showAnswer(draft.form);
  for (const part of ["[data-toc]", "[data-hints]"]) {
    const old = document.querySelector(part);
    const fresh = page.querySelector(part);
    const isInUse = old?.contains(document.activeElement) || old?.querySelector(".row-line");
    if (old && fresh && !isInUse) old.replaceWith(fresh);
  }
  showInserts();
}

// --- the sheet

/** Take the sheet of the page in hand; one that stayed in its place stays in hand. */
function bind(main) {
  showInserts();
  const form = main.querySelector("form[data-plan]");
  if (draft && form === draft.form) {
    sheet.tellCount(form);
    return;
  }
  if (isDirty()) sheet.keepSheet(draft.form);
  clearTimeout(draft?.timer);
  const area = form?.elements.text;
  draft = form && { form, area, saved: area.value, waits: isClashing(form) };
  if (!draft) return;
  if (draft.waits || form.querySelector("#text-error")) draft.saved = null;
  else offerCopy();
}

function showInserts() {
  for (const insert of document.querySelectorAll("[data-insert]")) insert.hidden = false;
}

function offerCopy() {
  const { form, area } = draft;
  const copy = sheet.findCopy(form);
  if (!copy) return;
  const answer = (work) => () => {
    work();
    sheet.showAnswer(form);
    area.focus();
  };
  const take = makeButton(
    "放回来",
    answer(() => replace(copy.text)),
  );
  const leave = makeButton(
    "不要了",
    answer(() => sheet.forgetSheet(form)),
  );
  sheet.showAnswer(form, sheet.noteOfCopy(copy, take, leave));
}

function onChange() {
  sheet.tellCount(draft.form);
  sheet.tellState(draft.form, isDirty() ? "，还没存" : "");
  saveLater();
}

function replace(text) {
  draft.area.value = text;
  onChange();
}

/** Put an example on its own line where the cursor is; the toast takes it back. */
function insert(text, name) {
  const { area } = draft;
  const before = area.value;
  sheet.insertLine(area, text);
  onChange();
  area.focus();
  offerUndo(`已插入“${name}”`, before);
}

function offerUndo(words, before) {
  const toast = showToast(words);
  const undo = () => {
    replace(before);
    toast.remove();
  };
  toast.append(makeButton("撤销", undo, "toast-act"));
}

/** Go on with the other's text: it is the one that is saved. */
function decideForTheirs() {
  const mine = takeTheirs(draft.form, draft.area);
  draft.waits = false;
  draft.saved = draft.area.value;
  onChange();
  offerUndo("已换成对方的文字", mine);
}

// --- the page around it

/** Go on only after the text is saved. */
async function goOn(event, leave) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await save()) leave();
}

async function onSubmit(event) {
  const { target, submitter } = event;
  if (draft && target === draft.form) {
    event.preventDefault();
    draft.waits = false;
    if (!isDirty()) sheet.tellState(draft.form, `，${sheet.hoursOf()} 已存`);
    else if (await save()) showToast("已保存");
  } else if (isPending()) {
    goOn(event, () => target.requestSubmit(submitter));
  }
}

/** A link that leaves the page waits for the text; those that stay on it don't. */
function onLink(event) {
  const link = event.target.closest("a[href]");
  if (!link || !isPending() || event.ctrlKey || event.metaKey || event.shiftKey || link.target) return;
  if (link.matches("[href^='#'], [data-take], [data-row-close]")) return;
  goOn(event, () => link.click());
}

function onClick(event) {
  if (!draft) return;
  if (event.target.closest("[data-take]")) {
    event.preventDefault();
    decideForTheirs();
    return;
  }
  const slip = event.target.closest("[data-insert]")?.closest(".slip");
  if (slip) insert(slip.querySelector("[data-example]").textContent, slip.querySelector("b").textContent);
}

document.addEventListener("input", (event) => {
  if (draft && event.target === draft.area) onChange();
});
document.addEventListener("focusout", (event) => {
  if (draft && event.target === draft.area) save();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save({ isLeaving: true });
});
window.addEventListener("online", () => save());
window.addEventListener("beforeunload", (event) => {
  if (!isDirty()) return;
  sheet.keepSheet(draft.form);
  event.preventDefault();
});
document.addEventListener("submit", onSubmit, true);
document.addEventListener("click", onLink, true);
document.addEventListener("click", onClick);
onPage(bind);
