// Saves page loads; nothing waits for it. Every action works as a plain link or form.
import { bindRows } from "./rows.js";
import { bindRowOrder } from "./roworder.js";

const TOAST_MS = 6000;
const FAULT = "没存上，内容还在，再点一次保存。";
const swapped = new Set();

/** Run `work` now and after every swap of the page's main part. */
export function onMain(work) {
  swapped.add(work);
  work(document.getElementById("main"));
}

/** A line at the foot of the page that says what happened; never for faults that need an answer. */
export function toast(sentence) {
  document.querySelectorAll("[data-toast]").forEach((old) => old.remove());
  const line = document.createElement("div");
  line.className = "toast-line";
  line.dataset.toast = "";
  line.setAttribute("role", "status");
  line.textContent = sentence;
  document.getElementById("main").append(line);
  hideLater(line);
}

function hideLater(line) {
  setTimeout(() => { if (!line.matches(":hover, :focus-within")) line.remove(); else hideLater(line); }, TOAST_MS);
}

/** Fetch a page; the answer carries its document, its address and whether all went well. Never throws. */
export async function getPage(address, options = {}) {
  try {
    const response = await fetch(address, { credentials: "same-origin", ...options });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return { page, ok: response.ok, status: response.status, url: response.url };
  } catch {
    return { page: null, ok: false, status: 0, url: address };
  }
}

/** Put the main part of a fetched page in the place of ours and keep where the reader was. */
export function swapMain(answer, { push = false, focus = true } = {}) {
  const fresh = answer.page?.getElementById("main");
  if (!fresh) { toast(FAULT); return false; }
  const top = window.scrollY;
  document.getElementById("main").replaceWith(fresh);
  document.title = answer.page.title;
  const there = new URL(answer.url, location.href);
  if (there.pathname !== location.pathname || push) history.pushState({}, "", there);
  else history.replaceState({}, "", there.pathname + there.search);
  swapped.forEach((work) => work(fresh));
  window.scrollTo(0, top);
  const target = focus && (fresh.querySelector("[data-focus]") || (there.hash && document.getElementById(there.hash.slice(1))));
  if (target) { target.scrollIntoView({ block: "nearest" }); target.focus?.({ preventScroll: true }); }
  return true;
}

/** Post a form and swap in what comes back. */
export async function postForm(form, submitter) {
  const body = new FormData(form, submitter);
  const address = submitter?.getAttribute("formaction") || form.action;
  const answer = await getPage(address, { method: "POST", body });
  if (!answer.page) toast(FAULT);
  return answer;
}

function prepare(main) {
  main.querySelectorAll("[data-toast]").forEach(hideLater);
  main.querySelector("[data-focus]")?.focus();
}

document.documentElement.dataset.bsTheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[data-swap]") || event.defaultPrevented) return;
  event.preventDefault();
  const answer = await postForm(form, event.submitter);
  if (answer.page) swapMain(answer);
});
document.addEventListener("click", (event) => {
  document.querySelectorAll("details.menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details.menu[open]").forEach((menu) => { menu.open = false; menu.querySelector("summary").focus(); });
});
window.addEventListener("popstate", () => location.reload());
onMain(prepare);
bindRows();
bindRowOrder();
document.documentElement.dataset.ready = "";
