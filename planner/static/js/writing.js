// What changes the text of the chapter in hand besides typing; each can be taken back.
import { chapterInHand, isDirty, saveLater } from "./chapter.js";
import { takeTheirs } from "./clash.js";
import { makeButton } from "./notes.js";
import * as sheet from "./sheet.js";
import { showToast } from "./toast.js";

/** Count and save what is written now. */
export function noteChange() {
  const { form } = chapterInHand();
  sheet.tellCount(form);
  sheet.tellState(form, isDirty() ? "，还没存" : "");
  saveLater();
}

/** Offer what was written earlier in this browser and never saved. */
export function offerCopy() {
  const { form, area } = chapterInHand();
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

function replace(text) {
  chapterInHand().area.value = text;
  noteChange();
}

/** Put an example on its own line where the cursor is; the toast takes it back. */
export function insertExample(text, name) {
  const { area } = chapterInHand();
  const before = area.value;
  sheet.insertLine(area, text);
  noteChange();
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
export function decideForTheirs() {
  const draft = chapterInHand();
  const mine = takeTheirs(draft.form, draft.area);
  draft.waits = false;
  draft.saved = draft.area.value;
  noteChange();
  offerUndo("已换成对方的文字", mine);
}
