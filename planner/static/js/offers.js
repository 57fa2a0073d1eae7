// What is typed into any form is kept while it is unsaved, and offered again when its form comes back.
import { dropCopy, keepCopy, listAddresses, listCopies } from "./drafts.js";
import { controlsOf, fieldsOf, hasText, isBlank, isSameContent, isUnsaved, putFields } from "./edits.js";
import { makeButton, makeNote } from "./notes.js";
import { addressOf, personOf } from "./page.js";
import { showToast } from "./toast.js";

const WAIT_MS = 300;
const FORM = "form[method=post]:not([data-plan])";
const INSIDE = ".row-form, .paste-form, .panel-body";

const timers = new Map(); // of forms typed into a moment ago
const offers = new WeakMap(); // the note that stands for a form
const wanted = new Set(); // addresses whose text goes back as soon as their form opens

/** Keep what is typed anywhere, soon after it is typed and at the latest when the page goes out of sight. */
export function watchTyping() {
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => {
      const form = event.target.form;
      if (!form?.matches(FORM)) return;
      clearTimeout(timers.get(form));
      timers.set(
        form,
        setTimeout(() => keepNow(form), WAIT_MS),
      );
    });
  }
  window.addEventListener("pagehide", keepAll);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keepAll();
  });
}

/** Keep everything that was typed a moment ago. */
export function keepAll() {
  [...timers.keys()].forEach(keepNow);
}

/** Keep the content of a form; once it is as the server drew it, nothing is kept. */
export function keepNow(form, { isSent = false } = {}) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  const id = idOf(form);
  if (!id || !form.isConnected) return;
  if (isUnsaved(form)) keepContent(form, id, isSent);
  else dropCopy(addressOf(form), id);
}

/** Keep what was typed while the form was under way: its answer is not about that. */
export function keepLater(form, sent) {
  if (idOf(form) && !isSameContent(sent, fieldsOf(form))) keepContent(form, `${idOf(form)}+`);
}

function keepContent(form, id, isSent = false) {
  const copy = { id, fields: fieldsOf(form), title: form.dataset.title || "", version: versionOf(form), isSent };
  keepCopy(addressOf(form), copy, { isPrivate: form.matches("[data-private]") });
}

function idOf(form) {
  return hasText(form) ? form.elements.once?.value : "";
}

function versionOf(form) {
  return form.elements.version?.value || "";
}

/** Let go of what stands in a form: its writer doesn't want it. */
export function discard(form) {
  clearTimeout(timers.get(form));
  timers.delete(form);
  dropCopy(addressOf(form), idOf(form));
}

/** Offer on a page what was left unsaved there: in its forms, and beside the links that open a form. */
export function offerAll(main) {
  if (!personOf(document)) return;
  const forms = [...main.querySelectorAll(FORM)].filter(idOf);
  forms.filter(isUnsaved).forEach(keepNow);
  forms.forEach(offerCopy);
  const shown = new Set(forms.map((form) => addressOf(form)));
  for (const address of listAddresses()) {
    if (!shown.has(address)) offerLink(main, address);
  }
}

/** Offer in a form what was left unsaved of it; or put it back at once where that was asked for. */
export function offerCopy(form) {
  const address = addressOf(form);
  const present = fieldsOf(form);
  offers.get(form)?.remove();
  const others = listCopies(address).filter((copy) => copy.id !== idOf(form));
  others.filter((copy) => isSameContent(copy.fields, present)).forEach((copy) => dropCopy(address, copy.id));
  const copy = others.find((other) => !isSameContent(other.fields, present) && !isBlank(other.fields));
  if (!copy) return;
  if (!wanted.delete(address)) {
    showOffer(form, copy);
    return;
  }
  offerBeside(address)?.remove();
  putBack(form, copy);
}

function showOffer(form, copy) {
  const words = `上次没存的内容在这里（${momentOf(copy.at)}）。${doubtOf(copy, versionOf(form))}`;
  const note = makeNote(
    words,
    "warn",
    makeButton("放回来", () => putBack(form, copy)),
    makeButton("不要了", () => {
      dropCopy(addressOf(form), copy.id);
      offerCopy(form);
      controlsOf(form)[0]?.focus();
    }),
  );
  note.dataset.offer = "";
  offers.set(form, note);
  if (form.matches(INSIDE)) form.prepend(note);
  else form.before(note);
}

/** What its writer should know before a copy is put back. */
function doubtOf(copy, version) {
  if (copy.isSent) return "发出去了，没等到回音，先看看是不是已经存上。";
  return copy.version === version ? "" : "之后有人存过新的，放回来再对一遍。";
}

/** Put a copy back; the toast takes it out again. */
function putBack(form, copy) {
  const before = fieldsOf(form);
  offers.get(form)?.remove();
  putFields(form, copy.fields);
  dropCopy(addressOf(form), copy.id);
  keepNow(form);
  controlsOf(form)[0]?.focus();
  if (isBlank(before)) return;
  const toast = showToast("已放回来");
  const undo = () => {
    toast.remove();
    putFields(form, before);
    keepCopy(addressOf(form), copy, { isPrivate: form.matches("[data-private]") });
    keepNow(form);
    offerCopy(form);
  };
  toast.append(makeButton("撤销", undo, "toast-act"));
}

/** Beside the list whose form is closed: which text waits, and the way on. */
function offerLink(main, address) {
  const links = [...main.querySelectorAll("a[data-row-open]")].filter((link) => addressOfLink(link) === address);
  const link = links.find((each) => each.matches(".row-edit")) || links[0];
  const copy = listCopies(address).find((each) => !isBlank(each.fields));
  const panel = link?.closest(".rows-panel, .sheet-panel, section, .toc-l");
  if (!copy || !panel) return;
  const note = makeNote(
    `“${nameOf(link, copy)}”有上次没存的内容（${momentOf(copy.at)}）。${doubtOf(copy, copy.version)}`,
    "warn",
    makeButton("接着填", () => {
      // The offer stays until the form is there: without network it doesn't come.
      wanted.add(address);
      link.click();
    }),
    makeButton("不要了", () => {
      note.remove();
      wanted.delete(address);
      listCopies(address).forEach((each) => dropCopy(address, each.id));
      link.focus();
    }),
  );
  note.dataset.offer = address;
  offerBeside(address)?.remove();
  const head = panel.querySelector(":scope > .panel-head");
  if (head) head.after(note);
  else panel.prepend(note);
}

function offerBeside(address) {
  return document.querySelector(`[data-offer="${CSS.escape(address)}"]`);
}

/** What the form behind a link is about: the row as its link calls it, else the heading of the form. */
function nameOf(link, copy) {
  const label = link.getAttribute("aria-label") || copy.title || link.textContent.trim();
  return label.replace(/^改：/, "");
}

function addressOfLink(link) {
  const { pathname, search } = new URL(link.href, location.href);
  return pathname + search;
}

/** 7月6日 16:40, as the school's clock shows it; the day is left out for today. */
export function momentOf(at) {
  const zone = { timeZone: "Asia/Shanghai" };
  const day = (moment) => new Date(moment).toLocaleDateString("zh-CN", { ...zone, month: "long", day: "numeric" });
  const hour = { ...zone, hour: "2-digit", minute: "2-digit", hour12: false };
  const time = new Date(at).toLocaleTimeString("zh-CN", hour);
  return day(at) === day(Date.now()) ? `今天 ${time}` : `${day(at)} ${time}`;
}
