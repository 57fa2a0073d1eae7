// What stands around the text of a chapter: its state, its notes, and the copy of it in this browser.
import { dropCopy, keepCopy, listCopies } from "./drafts.js";
import { makeNote } from "./notes.js";
import { addressOf, describeFault, isSamePerson } from "./page.js";

const COPY = "sheet"; // a chapter has one copy, whatever window it was written in

/** How many characters somebody wrote; blanks don't count. */
export function countCharacters(text) {
  return [...text.replace(/\s/g, "")].length;
}

/** 16:40, as the school's clock shows it. */
export function hoursOf(at = Date.now()) {
  const zone = { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" };
  return new Date(at).toLocaleTimeString("zh-CN", zone);
}

/** A part of the panel around a sheet. */
function partOf(form, selector) {
  return form.closest(".sheet-panel").querySelector(selector);
}

/** The state beside the count of characters; a bad one stays until the next save. */
export function tellState(form, words, isBad = false) {
  const state = partOf(form, "[data-state]");
  if (state.textContent === words) return;
  state.textContent = words;
  state.classList.toggle("is-bad", isBad);
}

/** Count the characters anew. */
export function tellCount(form) {
  partOf(form, "[data-count]").textContent = countCharacters(form.elements.text.value);
}

/** Put a text on a line of its own where the cursor is. */
export function insertLine(area, text) {
  const before = area.value;
  const at = document.activeElement === area || area.selectionEnd ? area.selectionEnd : before.length;
  const lead = at && before[at - 1] !== "\n" ? "\n" : "";
  const tail = before[at] && before[at] !== "\n" ? "\n" : "";
  area.setRangeText(`${lead}${text}${tail}`, at, at, "end");
}

/** The buttons that put an example into the text; without scripts there are none. */
export function showInserts() {
  for (const insert of document.querySelectorAll("[data-insert]")) insert.hidden = false;
}

/** Put something above the text in the place of what stood there; without anything the place is empty. */
export function showAnswer(form, ...content) {
  form.querySelector("[data-answer]").replaceChildren(...content);
}

/** Why a text could not be saved, in words. */
export function reasonOf(answer) {
  if (!answer.page) return "网络断了，没存上。内容还在这里，本机也留了一份，连上以后自动再存。";
  if (!answer.page.getElementById("main")) return describeFault(answer.status, "内容还在，本机也留了一份，");
  if (!isSamePerson(answer)) return "登录过期了，没存上。内容还在，本机也留了一份；在另一个窗口登录后再按保存。";
  const words = answer.page.querySelector("#text-error span, .notice p")?.textContent;
  if (!words) return "没存上，内容还在，再点一次保存。";
  return `${words.replace(/没有存，内容还在下面。$/, "")}没存上，内容还在下面，本机也留了一份。`;
}

/** Keep what is written in this browser. */
export function keepSheet(form) {
  const { text, version } = form.elements;
  keepCopy(addressOf(form), { id: COPY, fields: [["text", text.value]], title: "", version: version.value });
}

/** The server has it, or nobody wants it. */
export function forgetSheet(form) {
  dropCopy(addressOf(form), COPY);
}

/** The copy that was kept, as { text, at }; null when there is none that differs from what stands there. */
export function findCopy(form) {
  takeOldCopy(form);
  const copy = listCopies(addressOf(form)).find((each) => each.id === COPY);
  if (!copy) return null;
  const text = copy.fields[0][1];
  if (text.trim() !== form.elements.text.value.trim()) return { text, at: copy.at };
  forgetSheet(form);
  return null;
}

/** Copies of older versions lay under another name, as { text, at }. */
function takeOldCopy(form) {
  const name = `plan/${form.dataset.plan}`;
  try {
    const old = JSON.parse(localStorage.getItem(name));
    localStorage.removeItem(name);
    if (old?.text) keepCopy(addressOf(form), { id: COPY, fields: [["text", old.text]], title: "", version: "" });
  } catch {
    // Nothing that could be read was there.
  }
}

/** What a copy holds, with the buttons to decide on it. */
export function noteOfCopy(copy, ...buttons) {
  const words = `本机留着 ${hoursOf(copy.at)} 没存上的 ${countCharacters(copy.text)} 个字。`;
  return makeNote(words, "warn", ...buttons);
}
