// The sums of a budget while a line is typed: exact in fen, the same rounding as the server. Nothing waits for it.
const SCALES = { "": 1n, "百": 100n, "千": 1000n, "万": 10000n, "亿": 100000000n };
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?([百千万亿]?)$/;
const FIELDS = ["unit_price", "quantity", "times", "stated"];

/** A plain number as a fraction [top, bottom] of whole numbers; null when it is none. */
function fraction(plain) {
  const match = NUMBER.exec(plain);
  if (!match || !(match[1] || match[2])) return null;
  const rest = match[2] || "";
  return [BigInt(match[1].replaceAll(",", "") + rest) * SCALES[match[3]], 10n ** BigInt(rest.length)];
}

function tidied(text) {
  return text.normalize("NFKC").replace(/\s/g, "");
}

/** Typed money in fen; null while it is unknown or finer than a fen. */
export function readMoney(text) {
  const number = fraction(tidied(text).replace(/^(人民币|RMB|CNY|¥)/, "").replace(/[元圆整正]+$/, ""));
  return number && (number[0] * 100n) % number[1] === 0n ? (number[0] * 100n) / number[1] : null;
}

/** A typed quantity as a fraction; null while it is unknown. */
export function readQuantity(text) {
  const plain = tidied(text);
  const number = /[百千万亿]/.test(plain) ? null : fraction(plain.replace(/%$/, ""));
  return number && [number[0], plain.endsWith("%") ? number[1] * 100n : number[1]];
}

/** The amount of a line in fen as the server works it out; null while it is unknown. */
export function lineFen({ unit_price: price, quantity, times, stated }) {
  const [fen, q] = [readMoney(price), readQuantity(quantity)];
  if (fen === null || !q) return readMoney(stated);
  const t = times.trim() ? readQuantity(times) : [1n, 1n];
  return t && halfUp(fen * q[0] * t[0], q[1] * t[1]);
}

function halfUp(top, bottom) {
  return (2n * top + bottom) / (2n * bottom);
}

/** 1,234.50 */
export function plainFen(fen) {
  const text = fen.toString().padStart(3, "0");
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${text.slice(-2)}`;
}

/** Lines of the table as they stand, the one that is being typed in the place of its old self. */
function linesOf(table, form) {
  const lines = new Map();
  for (const row of table.querySelectorAll("tr[data-fen]")) {
    lines.set(row.dataset.key, { category: row.dataset.category, fen: row.dataset.fen === "" ? null : BigInt(row.dataset.fen) });
  }
  if (form) {
    const row = form.closest(".row-line")?.previousElementSibling;
    const key = row?.classList.contains("is-edited") ? row.dataset.key : "";
    const category = form.elements.category?.value.trim() || "未分类";
    lines.set(key, { category, fen: lineFen(typed(form)) });
  }
  return [...lines.values()];
}

function typed(form) {
  return Object.fromEntries(FIELDS.map((name) => [name, form.elements[name]?.value || ""]));
}

function sumOf(lines) {
  const known = lines.filter((line) => line.fen !== null);
  const fen = known.reduce((sum, line) => sum + line.fen, 0n);
  return { fen, unknown: lines.length - known.length, text: !fen && known.length < lines.length ? "待定" : plainFen(fen) };
}

/** Write all sums of the page: of each category, of the whole, for each person, and of the line that is typed. */
function showSums(form) {
  const table = document.querySelector("table[data-sums]");
  if (!table) return;
  const lines = linesOf(table, form);
  for (const cell of table.querySelectorAll("[data-sum]")) {
    const name = cell.dataset.sum;
    cell.textContent = sumOf(name ? lines.filter((line) => line.category === name) : lines).text;
  }
  const whole = sumOf(lines);
  const shown = (fen) => (whole.text === "待定" ? "待定" : `¥${plainFen(fen)}`);
  const total = document.querySelector("[data-total]");
  if (total) total.textContent = shown(whole.fen);
  const each = document.querySelector("[data-each]");
  const people = BigInt(each?.dataset.each || 0);
  if (people) each.textContent = shown(halfUp(whole.fen, people));
  if (form) showLine(form, whole.unknown ? `至少 ${shown(whole.fen)}，还有 ${whole.unknown} 条待定` : shown(whole.fen));
}

function showLine(form, total) {
  let line = form.querySelector("[data-line-sum]");
  if (!line) {
    line = document.createElement("p");
    line.className = "line-sum";
    line.dataset.lineSum = "";
    line.setAttribute("role", "status");
    form.querySelector(".row-acts").before(line);
  }
  const fen = lineFen(typed(form));
  line.textContent = `这一条 ${fen === null ? "金额待定" : `¥${plainFen(fen)}`}，合计 ${total}`;
}

function isBudgetForm(form) {
  return form?.matches?.("form[data-row-form]") && /\/rows\/budget\//.test(form.action);
}

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (isBudgetForm(form) && [...FIELDS, "category"].includes(event.target.name)) showSums(form);
});
document.addEventListener("row-closed", () => showSums(null));
