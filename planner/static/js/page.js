// Fetching pages and posting forms. Nothing here touches the page that is shown.

const PATIENCE_MS = 60_000;
const PATIENT = { signal: null }; // files may take as long as they need
const MOST_KEEPALIVE = 20_000; // characters; browsers let 64 KB go on after their page has gone

/** Whose page this is, as the server says; empty for somebody who is not signed in. */
export function personOf(page) {
  return page.documentElement.dataset.person || "";
}

/**
 * Fetch a page; never throws.
 * The answer has `page` (its document, or null), `ok`, `status` (0 without an answer), `url`, `isRedirected`, `isLate`.
 */
export async function getPage(address, options = {}) {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(address, { credentials: "same-origin", signal: patience.signal, ...options });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const { ok, status, url, redirected: isRedirected } = response;
    return { page, ok, status, url, isRedirected, isLate: false };
  } catch {
    const isLate = patience.signal.aborted;
    return { page: null, ok: false, status: 0, url: String(address), isRedirected: false, isLate };
  } finally {
    clearTimeout(timer);
  }
}

/** Post what `body` holds. After a new sign-in in another window the old token is exchanged and the form sent again. */
export async function postBody(address, body, options = {}) {
  const request = { method: "POST", body, keepalive: isSmall(body), ...(hasFiles(body) ? PATIENT : {}), ...options };
  const answer = await getPage(address, request);
  const token = answer.status === 400 ? await findToken() : "";
  if (!token) return answer;
  document.querySelectorAll("[name=csrf_token]").forEach((field) => (field.value = token));
  body.set("csrf_token", token);
  return getPage(address, request);
}

/** The token that forms of this page would have now; empty when the page is no longer for this person. */
async function findToken() {
  const answer = await getPage(location.href);
  return (isSamePerson(answer) && answer.page.querySelector("[name=csrf_token]")?.value) || "";
}

function hasFiles(body) {
  return [...body.values()].some((value) => value instanceof File && value.size > 0);
}

function isSmall(body) {
  const size = [...body].reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  return !hasFiles(body) && size < MOST_KEEPALIVE;
}

/** Where a form goes when it is sent by that button, without host and hash. */
export function addressOf(form, submitter) {
  const action = submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href;
  const { pathname, search } = new URL(action, location.href);
  return pathname + search;
}

/** Whether the answer is for the person whose page is shown. */
export function isSamePerson(answer) {
  return Boolean(answer.page) && personOf(answer.page) === personOf(document);
}

/** What a page without anything of ours in it, the one for a fault, means for a form. `stays`: where its text is. */
export function describeFault(status, stays) {
  if (status === 413) return `内容太大，没存上。${stays}分几次传。`;
  if (status === 503) return `系统正忙，没存上。${stays}过几秒再点一次。`;
  if (status === 507) return `服务器的磁盘满了，没存上。${stays}请告诉管理员。`;
  return `没存上，${stays}再点一次保存。`;
}
