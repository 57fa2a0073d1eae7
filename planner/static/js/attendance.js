// While a shift is being ticked the list asks by itself whether anybody else has noted something.
import { onPage } from "./swap.js";

const ASK_MS = 2000;
const LONGEST_MS = 30000;
let timer = 0;
let wait = ASK_MS;

async function ask(list) {
  if (document.hidden) return again(list);
  const { tag } = list.dataset;
  try {
    const answer = await fetch(list.dataset.watch, {
      cache: "no-store",
      headers: { "If-None-Match": `"${tag}"` },
      redirect: "manual",
    });
    wait = answer.ok || answer.status === 304 ? ASK_MS : Math.min(wait * 2, LONGEST_MS);
    // The session ended, or the shift is gone: the page itself says so.
    if (answer.type === "opaqueredirect" || answer.status === 404) return location.reload();
    if (answer.ok) show(list, answer.headers.get("ETag"), await answer.text(), tag);
  } catch {
    wait = Math.min(wait * 2, LONGEST_MS);
  }
  return again(list);
}

/** Show a newer list, unless a form was answered meanwhile; the focus stays with the person. */
function show(list, tag, text, asked) {
  if (!list.isConnected || list.dataset.tag !== asked) return;
  const pressed = document.activeElement?.closest("#ticks [name=do]")?.value;
  list.innerHTML = text;
  list.dataset.tag = tag.replace(/^(W\/)?"|"$/g, "");
  const id = pressed?.split("-")[1];
  if (id) [...list.querySelectorAll("[name=do]")].find(({ value }) => value.split("-")[1] === id)?.focus();
}

function again(list) {
  // A form was answered meanwhile: its page has a list that asks for itself, and only one timer.
  if (!list.isConnected) return;
  clearTimeout(timer);
  timer = setTimeout(ask, wait, list);
}

function watch() {
  const list = document.querySelector("[data-watch]");
  clearTimeout(timer);
  // Phones that were opened at once don't ask at once.
  if (list) timer = setTimeout(ask, ASK_MS * (0.5 + Math.random()), list);
}

onPage(watch);
