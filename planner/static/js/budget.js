// The sums of a budget while its lines are typed. Nothing waits for them: the server works out its own.
import { halfUp, lineFen, plainFen } from "./money.js";
import { onPage } from "./swap.js";

const FIELDS = ["unit_price", "quantity", "times", "stated"];
const FORMS = ".row-line form[action*='/rows/budget/']";

/** Lines of the table as they stand, those that are being typed in the place of their old selves. */
function linesOf(table) {
  const lines = new Map();
  for (const { dataset } of table.querySelectorAll("tr[data-fen]")) {
    lines.set(dataset.key, { category: dataset.category, fen: dataset.fen === "" ? null : BigInt(dataset.fen) });
  }
  for (const form of document.querySelectorAll(FORMS)) {
    const row = form.closest(".row-line").previousElementSibling;
    const key = row?.classList.contains("is-edited") ? row.dataset.key : form;
    lines.set(key, { category: form.elements.category?.value.trim() || "未分类", fen: lineFen(typedIn(form)) });
  }
  return [...lines.values()];
}

function typedIn(form) {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value || ""]));
}

function sumOf(lines) {
  const known = lines.filter((line) => line.fen !== null);
  const fen = known.reduce((sum, line) => sum + line.fen, 0n);
  const unknown = lines.length - known.length;
  return { fen, unknown, isOpen: !fen && unknown > 0 };
}

/** Write all sums of the page: of each category, of the whole, for each person, and of the lines that are typed. */
function showSums() {
  const table = document.querySelector("table[data-sums]");
  if (!table) return;
  const lines = linesOf(table);
  for (const cell of table.querySelectorAll("[data-sum]")) {
    const name = cell.dataset.sum;
    const sum = sumOf(name ? lines.filter((line) => line.category === name) : lines);
    cell.textContent = sum.isOpen ? "待定" : plainFen(sum.fen);
  }
  const whole = sumOf(lines);
  const show = (fen) => (whole.isOpen ? "待定" : `¥${plainFen(fen)}`);
  const total = document.querySelector("[data-total]");
  if (total) total.textContent = show(whole.fen);
  const each = document.querySelector("[data-each]");
  const people = BigInt(each?.dataset.each || 0);
  if (people) each.textContent = show(halfUp(whole.fen, people));
  const words = whole.unknown ? `至少 ${show(whole.fen)}，还有 ${whole.unknown} 条待定` : show(whole.fen);
  for (const form of document.querySelectorAll(FORMS)) showLine(form, words);
}

/** In the form itself: what its line comes to, and the whole. */
function showLine(form, total) {
  const fen = lineFen(typedIn(form));
  const line = form.querySelector("[data-line-sum]") || addLine(form);
  line.textContent = `这一条 ${fen === null ? "金额待定" : `¥${plainFen(fen)}`}，合计 ${total}`;
}

function addLine(form) {
  const line = document.createElement("p");
  line.className = "line-sum";
  line.dataset.lineSum = "";
  line.setAttribute("role", "status");
  form.querySelector(".row-acts").before(line);
  return line;
}

document.addEventListener("input", (event) => {
  if (event.target.form?.matches(FORMS) && [...FIELDS, "category"].includes(event.target.name)) showSums();
});
document.addEventListener("row-closed", showSums);
onPage(() => {
  if (document.querySelector(FORMS)) showSums();
});
