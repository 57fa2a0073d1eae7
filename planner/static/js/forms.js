// Every form that posts is sent without leaving the page, and its answer is shown in its place.
import { focusAfter, rememberPlace } from "./focus.js";
import { showFault } from "./notes.js";
import { keepAll } from "./offers.js";
import { personOf } from "./page.js";
import { LINE } from "./renew.js";
import { sendForm } from "./send.js";
import { showPage } from "./swap.js";

const LEAVING = /\/sign-out(-everywhere)?$/;

/** Take over the forms of people who are signed in; forms that stand open in a row have their own way. */
export function watchForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // Without a submitter (old browsers) nobody knows which button was pressed: the browser sends the form itself.
    if (!("submitter" in event)) return;
    if (event.defaultPrevented || form.getAttribute("method") !== "post" || !personOf(document)) return;
    // The page that comes then tells who has left (see drafts.js).
    if (LEAVING.test(form.getAttribute("action") || "")) return;
    event.preventDefault();
    if (!form.closest(LINE)) submit(form, event.submitter);
  });
}

async function submit(form, submitter) {
  const place = rememberPlace(form);
  const answer = await sendForm(form, submitter);
  if (!answer) return;
  keepAll();
  if (showPage(answer)) focusAfter(answer, place);
  else showFault(form, "没存上，内容还在，再点一次保存。");
}
