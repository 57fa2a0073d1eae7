// Sending a form: once at a time, with words for what went wrong, and without losing what stands in it.
import { dropSaved } from "./drafts.js";
import { fieldsOf, hasText } from "./edits.js";
import { clearFault, showFault } from "./notes.js";
import { keepLater, keepNow } from "./offers.js";
import { addressOf, describeFault, isSamePerson, personOf, postBody } from "./page.js";

const WORDS_AFTER_MS = 700;
const SLOW_AFTER_MS = 8000;

/**
 * Post a form; its answer, or null when there is none that could be shown: then the form stands as it was and says
 * why. While it is under way a second send does nothing.
 */
export async function sendForm(form, submitter) {
  if (form.dataset.busy) return null;
  keepNow(form, { isSent: true });
  clearFault(form);
  const sent = fieldsOf(form);
  const body = new FormData(form);
  if (submitter?.name) body.append(submitter.name, submitter.value);
  const stop = showBusy(form, submitter);
  const answer = await postBody(addressOf(form, submitter), body);
  stop();
  const fault = faultOf(answer, hasText(form));
  if (fault) {
    keepNow(form);
    showFault(form, fault, { isOffline: !answer.page });
    return null;
  }
  keepLater(form, sent);
  dropSaved(answer.page.documentElement.dataset.saved);
  form.dataset.answered = "";
  return answer;
}

/** Why an answer can't be shown, in words; empty when it can. `isTyped`: the form holds somebody's text. */
export function faultOf(answer, isTyped) {
  const stays = isTyped ? "内容还在这里，" : "";
  if (answer.isLate) return `等了一分钟没有回音。${stays}再点一次，不会存两遍。`;
  if (!answer.page)
    return isTyped
      ? "网络断了，没存上。内容还在这里，本机也留了一份，连上后再点一次保存。"
      : "网络断了，没做成。连上后再点一次。";
  if (!isSamePerson(answer) && answer.page.getElementById("main")) return strangerWords(answer, stays);
  if (!answer.page.getElementById("main")) return describeFault(answer.status, stays);
  const refusal = !answer.ok && answer.page.querySelector(".notice p");
  return refusal ? refusal.textContent : "";
}

function strangerWords(answer, stays) {
  const who = personOf(answer.page) ? "这个浏览器里现在登录的是别人" : "登录过期了";
  return `${who}，没存上。${stays}在另一个窗口登录后再点一次。`;
}

/** Mark a form as under way; returns what ends it. */
function showBusy(form, submitter) {
  const buttons = [...form.querySelectorAll("button:not([type=button])")].filter((button) => !button.disabled);
  const focused = document.activeElement;
  form.dataset.busy = "1";
  form.setAttribute("aria-busy", "true");
  buttons.forEach((button) => (button.disabled = true));
  const state = document.createElement("span");
  state.className = "sub muted align-self-center";
  state.setAttribute("role", "status");
  const acts = submitter?.closest(".row-acts") || form.querySelector(".row-acts");
  acts?.append(state);
  const timers = [
    setTimeout(() => (state.textContent = "正在存……"), WORDS_AFTER_MS),
    setTimeout(() => (state.textContent = "网络慢，还在存……内容都在"), SLOW_AFTER_MS),
  ];
  return () => {
    timers.forEach(clearTimeout);
    state.remove();
    delete form.dataset.busy;
    form.removeAttribute("aria-busy");
    buttons.forEach((button) => (button.disabled = false));
    if (buttons.includes(focused) && document.activeElement === document.body) focused.focus({ preventScroll: true });
  };
}
