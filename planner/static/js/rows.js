// Rows edited in place: the form of a row's own page is fetched and put where the row stands.
import { getPage, postForm, swapMain, toast } from "./main.js";

const FORM = "form[data-row-form]";

/** Listen for row links, row forms and pasted tables anywhere on the page. */
export function bindRows() {
  document.addEventListener("click", (event) => {
    const open = event.target.closest("a[data-row-open]");
    if (open && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); openRow(open); }
    const close = event.target.closest("[data-row-close]");
    if (close && close.closest(".row-line")) { event.preventDefault(); closeRow(close.closest(".row-line")); }
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches(`.row-line ${FORM}`)) { event.preventDefault(); saveRow(event.target, event.submitter); }
  });
  document.addEventListener("paste", takeTable);
  document.addEventListener("keydown", (event) => {
    const line = event.target.closest?.(".row-line");
    if (line && event.key === "Escape") closeRow(line);
    // A scanner ends its line with Enter.
    const read = event.key === "Enter" && event.target.name === "qr" && event.target.form.querySelector("[name=read]");
    if (read) { event.preventDefault(); read.click(); }
  });
}

async function openRow(link) {
  const answer = await getPage(link.href);
  const form = answer.page?.querySelector(FORM);
  if (!form) { location.href = link.href; return; }
  showForm(form, link.href, link.closest("tr[data-key]"), link.closest("[data-rows], section"));
}

/** Put a form behind its row (which hides) or at the end of the panel's table. */
function showForm(form, address, row, panel) {
  document.querySelectorAll(".row-line").forEach(closeRow);
  form.action = address;
  const table = row?.closest("table") || panel?.querySelector("table");
  const line = document.createElement(table ? "tr" : "div");
  line.className = "row-line";
  if (table) {
    const cell = document.createElement("td");
    cell.colSpan = 20;
    cell.append(form);
    line.append(cell);
    if (row) { row.after(line); row.classList.add("is-edited"); } else table.tBodies[table.tBodies.length - 1].append(line);
  } else {
    line.append(form);
    panel.append(line);
  }
  form.classList.remove("panel");
  line.scrollIntoView({ block: "nearest" });
  (form.querySelector("[data-focus], .is-invalid") || form.querySelector(".row-fields input:not([type=hidden]), .row-fields select, .row-fields textarea"))?.focus();
}

function closeRow(line) {
  const row = line.previousElementSibling;
  line.remove();
  document.dispatchEvent(new Event("row-closed"));
  if (row?.classList.contains("is-edited")) { row.classList.remove("is-edited"); row.querySelector(".row-edit")?.focus(); }
}

async function saveRow(form, submitter) {
  const again = submitter?.name === "again";
  const answer = await postForm(form, submitter);
  if (!answer.page) return;
  const next = answer.page.querySelector(FORM);
  const isRead = submitter?.name === "read";
  if ((!answer.ok || isRead) && next) { replaceForm(form, next); return; }
  if (!next || !again) { swapMain(answer); return; }
  const noun = new URL(answer.url).pathname.split("/").at(-2);
  const list = await getPage(location.href);
  if (!swapMain(list, { focus: false })) return;
  const panel = document.querySelector(`[data-rows="${noun}"]`) || document.querySelector(".rows-panel");
  showForm(next, answer.url, null, panel);
  toast("已添加");
}

function replaceForm(old, next) {
  next.action = old.action;
  next.classList.remove("panel");
  old.replaceWith(next);
  (next.querySelector("[data-focus]") || next.querySelector(".is-invalid"))?.focus();
}

/** Several lines with tabs pasted into a new row are a table: they go to the paste page as they are. */
async function takeTable(event) {
  const form = event.target.closest?.(`${FORM}`);
  const text = event.clipboardData?.getData("text/plain") || "";
  const action = form?.getAttribute("action") || location.pathname;
  if (!form || !action.split("?")[0].endsWith("/new") || !text.includes("\t")) return;
  event.preventDefault();
  const body = new FormData();
  body.set("csrf_token", form.querySelector("[name=csrf_token]").value);
  body.set("text", text);
  const answer = await getPage(action.split("?")[0].replace(/\/new$/, "/paste"), { method: "POST", body });
  if (answer.page) swapMain(answer, { push: true });
  else toast("没粘贴上，再试一次。");
}
