// Sending photos in pieces: a broken connection, a closed page or a phone that died costs a piece and not a photo.
// Two files are under way at once; what the server refuses is said beside its name, the others go on.
import { fetchAnswer, isForLater, pauseAfter } from "./patience.js";

const AT_ONCE = 2;
const MOST_NAMED = 200;

/** One choice of files of one form, until all of them are there or said to be none. */
class Sending {
  constructor(form) {
    this.form = form;
    this.token = form.querySelector("[name=csrf_token]").value;
    this.begin = form.dataset.photos;
    this.box = form.querySelector("[data-progress]");
    this.list = form.querySelector("[data-files]");
    this.waiting = [];
    this.running = 0;
    this.counts = { all: 0, kept: 0, known: 0, refused: 0 };
    this.full = [];
    this.isStopped = false;
    this.words = "";
  }

  add(files) {
    for (const file of files) this.waiting.push({ file, number: ++this.counts.all });
    this.box.hidden = false;
    this.go();
  }

  go() {
    this.isStopped = false;
    this.words = "";
    while (this.running < AT_ONCE && this.waiting.length) this.start(this.waiting.shift());
    this.show();
  }

  stop(words = "") {
    this.isStopped = true;
    this.words = words;
    this.show();
  }

  async start(job) {
    this.running += 1;
    const row = makeRow(job.file.name);
    this.list.prepend(row);
    const answer = await this.send(job, row);
    this.running -= 1;
    this.settle(job, row, answer);
    if (this.isStopped) this.show();
    else this.go();
  }

  /** What became of a file; null when it was stopped on its way. */
  async send(job, row) {
    let answer = await this.announce(job.file);
    while (answer?.state === "sending") {
      showPart(row, answer.received, job.file.size);
      answer = await this.sendPiece(job.file, answer);
      // Its answer was lost, and it is a photo by now: asked anew, the server says so.
      if (answer?.status === 404) answer = await this.announce(job.file);
    }
    return answer;
  }

  announce(file) {
    const body = new FormData();
    const values = { csrf_token: this.token, name: file.name, size: file.size, modified: file.lastModified };
    for (const [name, value] of Object.entries(values)) body.set(name, value);
    return this.ask(() => [this.begin, { method: "POST", body }]);
  }

  sendPiece(file, { key, received, piece }) {
    const body = file.slice(received, received + piece);
    const headers = { "X-CSRFToken": this.token, "Content-Type": "application/octet-stream" };
    return this.ask(() => [`${this.begin}/${key}?at=${received}`, { method: "PUT", body, headers }]);
  }

  /** Ask until there is an answer, with longer and longer pauses; null when it was stopped meanwhile. */
  async ask(request) {
    for (let tries = 0; !this.isStopped; tries += 1) {
      const answer = await fetchAnswer(...request());
      if (!isForLater(answer.status)) return answer;
      this.words = answer.status ? "" : "没有信号，照片都在手机里。联网后从断的地方接着传。";
      this.show();
      await pauseAfter(tries);
      this.words = "";
    }
    return null;
  }

  settle(job, row, answer) {
    if (answer?.state === "kept" || answer?.state === "known") {
      this.counts[answer.state] += 1;
      row.remove();
    } else if (answer?.reason === "FULL") {
      this.full.push(job);
      row.remove();
    } else if (answer?.state === "refused" && answer.status !== 507) {
      this.counts.refused += 1;
      showRefusal(row, answer);
    } else {
      row.remove();
      this.waiting.unshift(job);
      if (answer) this.stop(answer.sentence || "登录过期了，或者链接停了。在另一个窗口打开看看，再点“接着传”。");
    }
  }

  /** How far all of it is. */
  show() {
    const { all, kept, known, refused } = this.counts;
    const done = kept + known + refused + this.full.length;
    const bar = this.box.querySelector(".bar");
    bar.setAttribute("aria-valuemax", all);
    bar.setAttribute("aria-valuenow", done);
    bar.firstElementChild.style.setProperty("--w", `${all ? Math.floor((done * 100) / all) : 0}%`);
    const isDone = !this.running && !this.waiting.length;
    this.box.querySelector(".upl-n").textContent = [
      isDone ? `传完了，收好 ${kept} 张` : `正在传，${done} / ${all}`,
      known ? `${known} 张已经有了` : "",
      refused ? `${refused} 个收不了` : "",
      this.full.length ? tellFull(this.full) : "",
      this.words,
    ]
      .filter(Boolean)
      .join("；");
    this.box.querySelector("[data-stop]").hidden = isDone || this.isStopped;
    this.box.querySelector("[data-go]").hidden = isDone || !this.isStopped;
    const seen = this.box.querySelector("[data-seen]");
    seen.hidden = !isDone || !kept || this.begin.startsWith("/p/");
    seen.href = this.begin.replace(/\/uploads$/, "");
  }
}

/** The files for which there was no room, by their numbers and names. */
function tellFull(jobs) {
  const names = jobs.slice(0, MOST_NAMED).map(({ number, file }) => `第 ${number} 个 ${file.name}`);
  return `满 300 张了，${jobs.length} 个没收：${names.join("，")}`;
}

function makeRow(name) {
  const row = document.createElement("li");
  const text = document.createElement("div");
  const title = document.createElement("p");
  title.textContent = name;
  const bar = document.createElement("span");
  bar.className = "bar";
  bar.append(document.createElement("span"));
  text.append(title, bar);
  row.append(text);
  return row;
}

function showPart(row, received, size) {
  row.querySelector(".bar span").style.setProperty("--w", `${Math.floor((received * 100) / size)}%`);
}

function showRefusal(row, { label, sentence }) {
  const why = document.createElement("p");
  why.className = "why";
  why.textContent = sentence;
  row.querySelector(".bar").replaceWith(why);
  row.querySelector("p").append(` ${label}`);
}

const sendings = new WeakMap();

function sendingOf(form) {
  if (!sendings.has(form)) sendings.set(form, new Sending(form));
  return sendings.get(form);
}

const formOf = (event) => event.target.closest?.("form[data-photos]");

document.addEventListener("change", (event) => {
  const form = formOf(event);
  if (!form || event.target.type !== "file" || !event.target.files.length) return;
  sendingOf(form).add([...event.target.files]);
  event.target.value = "";
});
// Before anybody else sends the form.
document.addEventListener(
  "submit",
  (event) => {
    if (!formOf(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
document.addEventListener("click", (event) => {
  const form = formOf(event);
  if (!form) return;
  if (event.target.closest("[data-stop]")) sendingOf(form).stop();
  if (event.target.closest("[data-go]")) sendingOf(form).go();
  // Whoever presses the button of the plain form is asked for files: they are sent as soon as they are chosen.
  if (event.target.closest("[data-plain]")) form.querySelector("[type=file]").click();
});
for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const form = formOf(event);
    if (!form) return;
    event.preventDefault();
    form.querySelector(".drop").classList.toggle("is-over", name === "dragover");
    if (name === "drop" && event.dataTransfer.files.length) sendingOf(form).add([...event.dataTransfer.files]);
  });
}
