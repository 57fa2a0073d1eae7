// Asking a server that may be away for a while.

const PAUSES_S = [1, 2, 4, 8, 15, 30];
const LATER = [0, 408, 429, 500, 502, 503, 504];

/** Whether the same may be asked again later: nobody answered, or the server is busy. */
export const isForLater = (status) => LATER.includes(status);

/** The answer as an object with its status; the status is 0 without one, -1 for one that is not meant for us. */
export async function fetchAnswer(address, options) {
  try {
    const response = await fetch(address, { credentials: "same-origin", redirect: "manual", ...options });
    const isOurs = (response.headers.get("Content-Type") || "").startsWith("application/json");
    if (isOurs) return { ...(await response.json()), status: response.status };
    return { status: isForLater(response.status) && response.type !== "opaqueredirect" ? response.status : -1 };
  } catch {
    return { status: 0 };
  }
}

/** Longer after each try, or until there is a connection again. */
export function pauseAfter(tries) {
  const seconds = PAUSES_S[Math.min(tries, PAUSES_S.length - 1)];
  return new Promise((done) => {
    const timer = setTimeout(finish, seconds * 1000);
    function finish() {
      clearTimeout(timer);
      removeEventListener("online", finish);
      done();
    }
    addEventListener("online", finish);
  });
}
