// What a form answered is shown without leaving the page; the address and the Back button follow.
import { renew } from "./renew.js";

const works = new Set();
let shown = location.pathname + location.search;

/** Run `work(main)` now and whenever parts of the page have been renewed. */
export function onPage(work) {
  works.add(work);
  work(document.getElementById("main"));
}

/**
 * Show a fetched page; false when it is none of ours. On the page that is already shown, forms with unsaved text stay
 * as they are and the reader stays where they were; another page takes the whole place, as a link would.
 */
export function showPage(answer) {
  if (!answer.page?.getElementById("main")) return false;
  const there = new URL(answer.url, location.href);
  const isHere = there.pathname + there.search === shown;
  const top = isHere ? window.scrollY : 0;
  document.title = answer.page.title;
  if (isHere) renew(document.body, answer.page.body);
  else replaceBody(answer.page);
  remember(there);
  works.forEach((work) => work(document.getElementById("main")));
  window.scrollTo(0, top);
  return true;
}

/** Another page: all of it, and the modules that it brings. */
function replaceBody(page) {
  const own = [...document.body.children].filter((child) => child.matches("[data-own]"));
  const modules = [...page.querySelectorAll("head script[type=module]")].map((script) => script.getAttribute("src"));
  document.body.replaceChildren(...page.body.childNodes, ...own);
  modules.forEach((address) => import(new URL(address, location.origin).href));
}

function remember(there) {
  const path = there.pathname + there.search;
  if (path === shown) history.replaceState(history.state, "", path);
  else history.pushState(null, "", path + there.hash);
  shown = path;
}

/** Back and Forward lead to other pages; a move within the page is the browser's own. */
export function watchHistory() {
  window.addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) location.reload();
  });
}
