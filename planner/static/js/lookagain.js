// While the server works on something that a page waits for, the page looks again by itself.
import { getPage, isSamePerson } from "./page.js";
import { onPage, showPage } from "./swap.js";

const LOOK_AGAIN_MS = 2500;
let timer = 0;

async function lookAgain() {
  if (document.hidden) return watch();
  const answer = await getPage(location.href);
  if (!answer.ok || !isSamePerson(answer)) return watch();
  return showPage(answer);
}

function watch() {
  clearTimeout(timer);
  if (document.querySelector("[data-look-again]")) timer = setTimeout(lookAgain, LOOK_AGAIN_MS);
}

onPage(watch);
