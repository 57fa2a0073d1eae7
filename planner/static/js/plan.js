// The plan editor saves while one writes. What was typed is never lost: it stays in the sheet and, unsaved, in this
// browser too.
import { chapterInHand, isDirty, isPending, save, takeChapter } from "./chapter.js";
import * as sheet from "./sheet.js";
import { onPage } from "./swap.js";
import { showToast } from "./toast.js";
import { decideForTheirs, insertExample, noteChange, offerCopy } from "./writing.js";

/** Take the sheet of the page in hand; one that stayed in its place stays in hand. */
function bind(main) {
  sheet.showInserts();
  const form = main.querySelector("form[data-plan]");
  if (form && form === chapterInHand()?.form) {
    sheet.tellCount(form);
    return;
  }
  takeChapter(form);
  const draft = chapterInHand();
  if (!draft) return;
  if (draft.waits || form.querySelector("#text-error")) draft.saved = null;
  else offerCopy();
}

/** Go on only after the text is saved. */
async function goOn(event, leave) {
  event.preventDefault();
  event.stopImmediatePropagation();
  if (await save()) leave();
}

async function onSubmit(event) {
  const { target, submitter } = event;
  const draft = chapterInHand();
  // A button with a name does more than save: it is sent when the text is.
  if (draft && target === draft.form && !submitter?.name) {
    event.preventDefault();
    draft.waits = false;
    if (!isDirty()) sheet.tellState(draft.form, `，${sheet.hoursOf()} 已存`);
    else if (await save()) showToast("已保存");
  } else if (isPending()) {
    goOn(event, () => target.requestSubmit(submitter?.isConnected ? submitter : null));
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
  if (!chapterInHand()) return;
  if (event.target.closest("[data-take]")) {
    event.preventDefault();
    decideForTheirs();
    return;
  }
  const slip = event.target.closest("[data-insert]")?.closest(".slip");
  if (slip) insertExample(slip.querySelector("[data-example]").textContent, slip.querySelector("b").textContent);
}

document.addEventListener("input", (event) => {
  if (event.target === chapterInHand()?.area) noteChange();
});
document.addEventListener("focusout", (event) => {
  if (event.target === chapterInHand()?.area) save();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save({ isLeaving: true });
});
window.addEventListener("online", () => save());
window.addEventListener("beforeunload", (event) => {
  if (!isDirty()) return;
  sheet.keepSheet(chapterInHand().form);
  event.preventDefault();
});
document.addEventListener("submit", onSubmit, true);
document.addEventListener("click", onLink, true);
document.addEventListener("click", onClick);
onPage(bind);
