// Lays out the templates (--write) or names those that are not laid out (--check).
//
// markup_fmt reads Jinja and never adds or takes white space that a browser would show; prettier and djlint do both.
// Its plugin tells Jinja from plain HTML by the name of the file, so it's given names that end in .jinja.
import { createFromBuffer } from "@dprint/formatter";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const FOLDER = "planner/templates";
const SHAPE = {
  lineWidth: 120,
  indentWidth: 2,
};
const RULES = {
  doctypeKeywordCase: "lower",
  whitespaceSensitivity: "strict",
};

const plugin = createRequire(import.meta.url).resolve("dprint-plugin-markup/plugin.wasm");
const formatter = createFromBuffer(readFileSync(plugin));
formatter.setConfig(SHAPE, RULES);

const writes = process.argv.includes("--write");
const faults = [];
for (const name of readdirSync(FOLDER, { recursive: true }).sort()) {
  if (!name.endsWith(".html")) {
    continue;
  }
  const path = join(FOLDER, name);
  const text = readFileSync(path, "utf8");
  let laidOut = text;
  try {
    laidOut = formatter.formatText({ filePath: `${path}.jinja`, fileText: text });
  } catch (error) {
    faults.push(`${path}: ${error}`);
  }
  if (laidOut !== text && writes) {
    writeFileSync(path, laidOut);
  } else if (laidOut !== text) {
    faults.push(`${path}: not laid out; make format does it`);
  }
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exitCode = 1;
}
