// Money as it is typed: exact in fen, unit prices in 1/10,000 元, with the same rounding as the server.

const SCALES = { "": 1n, 百: 100n, 千: 1000n, 万: 10000n, 亿: 100000000n };
const NUMBER = /^(\d{1,3}(?:,\d{3})+|\d*)(?:\.(\d*))?([百千万亿]?)$/;

/** A plain number as a fraction [top, bottom] of whole numbers; null when it is none. */
function fractionOf(plain) {
  const match = NUMBER.exec(plain);
  if (!match || !(match[1] || match[2])) return null;
  const rest = match[2] || "";
  return [BigInt(match[1].replaceAll(",", "") + rest) * SCALES[match[3]], 10n ** BigInt(rest.length)];
}

function tidy(text) {
  return text.normalize("NFKC").replace(/\s/g, "");
}

/** Typed money in parts of a yuan; null while it is unknown or finer than one part. */
function readParts(text, perYuan) {
  const plain = tidy(text)
    .replace(/^(人民币|RMB|CNY|¥)/, "")
    .replace(/[元圆整正]+$/, "");
  const number = fractionOf(plain);
  return number && (number[0] * perYuan) % number[1] === 0n ? (number[0] * perYuan) / number[1] : null;
}

/** Typed money in fen; null while it is unknown or finer than a fen. */
export function readMoney(text) {
  return readParts(text, 100n);
}

/** A typed unit price in 1/10,000 元; null while it is unknown or finer. */
function readPrice(text) {
  return readParts(text, 10000n);
}

/** A typed quantity as a fraction; null while it is unknown. */
export function readQuantity(text) {
  const plain = tidy(text);
  const number = /[百千万亿]/.test(plain) ? null : fractionOf(plain.replace(/%$/, ""));
  return number && [number[0], plain.endsWith("%") ? number[1] * 100n : number[1]];
}

/** The amount of a line in fen as the server works it out; null while it is unknown. */
export function lineFen({ unit_price: price, quantity: many, times: often, stated }) {
  const parts = readPrice(price);
  const quantity = readQuantity(many);
  if (parts === null || !quantity) return readMoney(stated);
  const times = often.trim() ? readQuantity(often) : [1n, 1n];
  return times && halfUp(parts * quantity[0] * times[0], 100n * quantity[1] * times[1]);
}

/** A fraction as a whole number, a half upwards. */
export function halfUp(top, bottom) {
  return (2n * top + bottom) / (2n * bottom);
}

/** 1,234.50 */
export function plainFen(fen) {
  const text = fen.toString().padStart(3, "0");
  return `${text.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${text.slice(-2)}`;
}
