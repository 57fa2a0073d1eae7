// What a form answered is shown without leaving the page; the address and the Back button follow.
import { renew } from "./renew.js";

const works = new Set();
let shown = pathOf(location);

/** Run `work(main)` now and whenever parts of the page have been renewed. */
export function onPage(work) {
  works.add(work);
  work(document.getElementById("main"));
}

/**
 * Show a fetched page; false when it is none of ours. On the page that is already shown, forms with unsaved text stay
 * as they are and the reader stays where they were; another page takes the whole place, as a link would. A page that
 * was answered to a form without leading on (a refusal, a link that is shown once) stands under the address of the
 * form; `leads` says that it has an address of its own.
 */
export function showPage(answer, { leads = answer.isRedirected } = {}) {
  const { page } = answer;
  if (!page?.getElementById("main")) return false;
  const source = new URL(answer.url, location.href);
  const there = leads ? source : new URL(shown, location.href);
  if (leads && mainOf(page) !== mainOf(document)) {
    // The app was updated meanwhile: scripts and stylesheet are to be those of that page.
    location.assign(there);
    return true;
  }
  const isHere = pathOf(there) === shown;
  const top = isHere && source.pathname === location.pathname ? window.scrollY : 0;
  for (const form of page.querySelectorAll("form:not([action])")) form.setAttribute("action", pathOf(source));
  document.title = page.title;
  if (isHere) renew(document.body, page.body);
  else replaceBody(page);
  remember(there);
  works.forEach((work) => work(document.getElementById("main")));
  window.scrollTo(0, top);
  return true;
}

function pathOf({ pathname, search }) {
  return pathname + search;
}

/** The address of main.js, which names the version that a page comes from. */
function mainOf(page) {
  return page.querySelector("script[data-main]")?.getAttribute("src");
}

/** Another page: all of it, and the modules that it brings. */
function replaceBody(page) {
  const own = [...document.body.children].filter((child) => child.matches("[data-own]"));
  const modules = [...page.querySelectorAll("head script[type=module]")].map((script) => script.getAttribute("src"));
  document.body.replaceChildren(...page.body.childNodes, ...own);
  modules.forEach((address) => import(new URL(address, location.origin).href));
}

function remember(there) {
  const path = pathOf(there);
  if (path === shown) history.replaceState(history.state, "", path);
  else history.pushState(null, "", path + there.hash);
  shown = path;
}

/** Back and Forward lead to other pages; a move within the page is the browser's own. */
export function watchHistory() {
  window.addEventListener("popstate", () => {
    if (pathOf(location) !== shown) location.reload();
  });
}
