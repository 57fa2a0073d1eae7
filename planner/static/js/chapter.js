// The chapter in hand and how it is saved: one save at a time, and never over the text of somebody else.
import { findClash, isClashing, showClash } from "./clash.js";
import { makeButton, makeNote } from "./notes.js";
import { postBody } from "./page.js";
import * as sheet from "./sheet.js";

const WAIT_MS = 1500;
const FAULT = "，没存上，内容还在";

// The chapter in hand: form, area, saved text, timer, the save that runs, whether it waits for a decision.
let draft = null;

/** The chapter in hand; null on a page without one. */
export function chapterInHand() {
  return draft;
}

/** Take the chapter of a form in hand, or none; what was not saved of the one before stays in this browser. */
export function takeChapter(form) {
  if (isDirty()) sheet.keepSheet(draft.form);
  clearTimeout(draft?.timer);
  const area = form?.elements.text;
  draft = form && { form, area, saved: area.value, waits: isClashing(form) };
}

/** Whether something is written that is not saved. */
export function isDirty() {
  return Boolean(draft) && draft.area.value !== draft.saved;
}

/** What may have to wait until the text is saved; while the writer decides between two texts nothing is saved. */
export function isPending() {
  return isDirty() && !draft.waits;
}

/** Save when nothing more was written for a while. */
export function saveLater() {
  clearTimeout(draft.timer);
  if (!draft.waits) draft.timer = setTimeout(save, WAIT_MS);
}

/** Post what is written; one save at a time, and again when more was written meanwhile. */
export async function save({ isLeaving = false } = {}) {
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
  for (const part of ["[data-toc]", "[data-hints]", "[data-due]", "[data-live]"]) {
    const old = document.querySelector(part);
    const fresh = page.querySelector(part);
    const isInUse = old?.contains(document.activeElement) || old?.querySelector(".row-line");
    if (old && fresh && !isInUse) old.replaceWith(fresh);
  }
  sheet.showInserts();
}
