// While the server works on something that a page waits for, the page looks again by itself.
import { getPage, isSamePerson } from "./page.js";
import { onPage, showPage } from "./swap.js";

const LOOK_AGAIN_MS = 2500;
let timer = 0;

async function lookAgain() {
  if (document.hidden) return watch();
  const here = location.href;
  const answer = await getPage(here);
  // What a form was answered meanwhile, or is about to be, is newer than this.
  const isStill = location.href === here && !document.querySelector("form[data-busy]");
  if (!answer.ok || !isStill || !isSamePerson(answer)) return watch();
  return showPage(answer);
}

function watch() {
  clearTimeout(timer);
  if (document.querySelector("[data-look-again]")) timer = setTimeout(lookAgain, LOOK_AGAIN_MS);
}

onPage(watch);
