// The plan editor saves while one writes. What was typed is never lost: it stays in the sheet and, unsaved, in this browser.
import { forget, keep, kept } from "./drafts.js";
import { getPage, onMain, toast } from "./main.js";

const WAIT_MS = 1500;
const FAULT = "，没存上，内容还在";
const MOST_KEEPALIVE = 60_000;

let draft = null; // the sheet in hand: form, area, saved text, timer, whether it waits for a decision

const count = (text) => [...text.replace(/\s/g, "")].length;
const isDirty = () => Boolean(draft) && draft.area.value !== draft.saved;
// What may have to wait until the text is saved; while the writer decides between two texts nothing is saved.
const isPending = () => isDirty() && !draft.waits;
const find = (selector) => draft?.form.closest(".sheet-panel")?.querySelector(selector);

function hours(at = Date.now()) {
  return new Date(at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit", hour12: false, timeZone: "Asia/Shanghai" });
}

/** The state beside the count of characters; a bad one stays until the next save. */
function tell(words, bad = false) {
  const state = find("[data-state]");
  if (!state || state.textContent === words) return;
  state.textContent = words;
  state.classList.toggle("is-bad", bad);
}

function note(words, kind = "bad", ...buttons) {
  const line = document.createElement("p");
  line.className = `note ${kind}`;
  line.setAttribute("role", "alert");
  const text = document.createElement("span");
  text.textContent = words;
  line.append(text, ...buttons);
  draft.form.querySelector("[data-answer]").replaceChildren(line);
}

function button(words, work) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-line btn-sm";
  made.textContent = words;
  made.addEventListener("click", work);
  return made;
}

// --- saving

function schedule() {
  clearTimeout(draft.timer);
  if (!draft.waits) draft.timer = setTimeout(save, WAIT_MS);
}

/** Post what is written; one save at a time, and again when more was written meanwhile. */
async function save({ leaving = false } = {}) {
  const mine = draft;
  if (!mine || !isDirty() || mine.waits) return !mine?.waits;
  clearTimeout(mine.timer);
  const text = mine.area.value;
  keep(mine.id, text);
  if (mine.running && leaving) return false;
  if (mine.running) { await mine.running; return draft === mine ? save() : true; }
  const options = { method: "POST", body: new FormData(mine.form), keepalive: leaving && text.length * 3 < MOST_KEEPALIVE };
  if (!leaving) tell("，正在存");
  mine.running = getPage(mine.form.action, options);
  const answer = await mine.running;
  mine.running = null;
  return settle(mine, text, answer);
}

function settle(mine, text, answer) {
  const fresh = answer.page?.querySelector(`form[data-plan="${CSS.escape(mine.id)}"]`);
  if (answer.ok && fresh) {
    mine.saved = text;
    setVersion(mine, fresh.elements.version.value);
    if (mine.area.value === text) forget(mine.id);
    if (mine === draft) refresh(answer.page);
    return true;
  }
  if (mine !== draft) return false;
  tell(FAULT, true);
  const clash = answer.status === 409 && answer.page?.querySelector("[data-clash]");
  if (clash) showClash(clash, fresh.elements.version.value);
  else note(reason(answer), "bad", ...(answer.page ? [] : [button("再存一次", () => save())]));
  return false;
}

/** Heading and text are one row: a form for its heading that stands open goes on with the same version. */
function setVersion(mine, version) {
  mine.form.elements.version.value = version;
  const other = document.querySelector(`.row-line form[action$="/sections/${CSS.escape(mine.id.split("/")[1])}"] [name=version]`);
  if (other) other.value = version;
}

function reason(answer) {
  if (!answer.page) return "网络断了，没存上。内容还在这里，本机也留了一份，连上以后自动再存。";
  const said = answer.page.querySelector("#text-error span, .notice p")?.textContent;
  if (said) return `${said.replace(/没有存，内容还在下面。$/, "")}没存上，内容还在下面，本机也留了一份。`;
  if (answer.ok) return "登录过期了，没存上。内容还在，本机也留了一份；在另一个窗口登录后再按保存。";
  return "没存上，内容还在，再点一次保存。";
}

/** Somebody else saved in between: both texts stand there, and nothing is saved until the writer decides. */
function showClash(clash, version) {
  draft.waits = true;
  draft.form.querySelector("[data-answer]").replaceChildren(clash);
  draft.form.elements.version.value = version;
  clash.scrollIntoView({ block: "nearest" });
}

/** After a save: the new state, table of contents and hints, without touching the sheet. */
function refresh(page) {
  tell(draft.area.value === draft.saved ? `，${hours()} 已存` : "，还没存");
  draft.form.querySelector("[data-answer]").replaceChildren();
  for (const part of ["[data-toc]", "[data-hints]"]) {
    const old = document.querySelector(part);
    const fresh = page.querySelector(part);
    if (old && fresh && !old.contains(document.activeElement) && !old.querySelector(".row-line")) old.replaceWith(fresh);
  }
}

// --- the sheet

function bind(main) {
  const before = draft;
  const form = main.querySelector("form[data-plan]");
  if (before && isDirty()) keep(before.id, before.area.value);
  clearTimeout(before?.timer);
  draft = form && { form, area: form.elements.text, id: form.dataset.plan, saved: form.elements.text.value, waits: false };
  main.querySelectorAll("[data-insert]").forEach((insert) => { insert.hidden = false; });
  if (!draft) return;
  draft.waits = Boolean(form.querySelector("[data-clash]"));
  if (form.querySelector("[data-clash], #text-error")) draft.saved = null;
  if (before?.id === draft.id && before.saved !== null && before.area.value !== before.saved) takeOver(before);
  else offerKept();
  const panel = form.closest(".sheet-panel");
  if (before && before.id !== draft.id && panel.getBoundingClientRect().top < 0) panel.scrollIntoView();
}

/** The page was drawn anew around the sheet: unsaved text stays, with the version that it was written on. */
function takeOver(before) {
  if (draft.saved !== before.saved) draft.form.elements.version.value = before.form.elements.version.value;
  draft.area.value = before.area.value;
  changed();
}

function offerKept() {
  const copy = kept(draft.id);
  if (!copy || draft.saved === null) return;
  if (copy.text.trim() === draft.area.value.trim()) { forget(draft.id); return; }
  const clear = () => { draft.form.querySelector("[data-answer]").replaceChildren(); draft.area.focus(); };
  note(
    `本机留着 ${hours(copy.at)} 没存上的 ${count(copy.text)} 个字。`, "warn",
    button("放回来", () => { replace(copy.text); clear(); }), button("不要了", () => { forget(draft.id); clear(); }),
  );
}

function changed() {
  find("[data-count]").textContent = count(draft.area.value);
  tell(isDirty() ? "，还没存" : "");
  schedule();
}

function replace(text) {
  draft.area.value = text;
  changed();
}

/** Put an example on its own line where the cursor is; the toast takes it back. */
function insert(text, name) {
  const { area } = draft;
  const before = area.value;
  const at = document.activeElement === area || area.selectionEnd ? area.selectionEnd : before.length;
  const lead = at && before[at - 1] !== "\n" ? "\n" : "";
  area.setRangeText(`${lead}${text}${before[at] && before[at] !== "\n" ? "\n" : ""}`, at, at, "end");
  changed();
  area.focus();
  undoable(`已插入“${name}”`, before);
}

function undoable(words, before) {
  toast(words);
  const undo = button("撤销", () => { replace(before); undo.closest("[data-toast]").remove(); });
  undo.className = "toast-act";
  document.querySelector("[data-toast]").append(undo);
}

// --- the page around it

document.addEventListener("input", (event) => { if (draft && event.target === draft.area) changed(); });
document.addEventListener("focusout", (event) => { if (draft && event.target === draft.area) save(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") save({ leaving: true }); });
window.addEventListener("online", () => save());
window.addEventListener("beforeunload", (event) => {
  if (!isDirty()) return;
  keep(draft.id, draft.area.value);
  event.preventDefault();
});

document.addEventListener("submit", async (event) => {
  const { target, submitter } = event;
  if (draft && target === draft.form) {
    event.preventDefault();
    draft.waits = false;
    if (!isDirty()) tell(`，${hours()} 已存`);
    else if (await save()) toast("已保存");
  } else if (isPending()) {
    event.stopImmediatePropagation();
    go(event, () => target.requestSubmit(submitter));
  }
}, true);

/** Go on only after the text is saved. */
async function go(event, leave) {
  event.preventDefault();
  if (await save()) leave();
}

document.addEventListener("click", (event) => {
  if (!draft) return;
  const { target } = event;
  if (target.closest("[data-take]")) { event.preventDefault(); takeTheirs(); return; }
  const slip = target.closest("[data-insert]")?.closest(".slip");
  if (slip) { insert(slip.querySelector("[data-example]").textContent, slip.querySelector("b").textContent); return; }
  if (target.closest("[data-row-open]")) target.closest("details.menu")?.removeAttribute("open");
});
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || !isPending() || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.matches("[href^='#'], [data-take], [data-row-close]")) return;
  event.stopImmediatePropagation();
  go(event, () => link.click());
}, true);

function takeTheirs() {
  const mine = draft.area.value;
  draft.waits = false;
  draft.area.value = draft.form.querySelector("[data-theirs]").textContent.replace(/^（空）$/, "");
  draft.saved = draft.area.value;
  forget(draft.id);
  draft.form.querySelector("[data-answer]").replaceChildren();
  changed();
  undoable("已换成对方的文字", mine);
}

onMain(bind);
