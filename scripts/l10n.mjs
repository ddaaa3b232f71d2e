// Collects every sentence that passes through `t("…")` into l10n/bundle.l10n.json, the file translators
// start from: node scripts/l10n.mjs [--check]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import ts from "typescript";
import { globSync } from "./files.mjs";

const file = "l10n/bundle.l10n.json";

/** @returns the string literals an expression can be: one, or both sides of `a ? "x" : "y"` */
function literals(node) {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isConditionalExpression(node))
    return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  return [];
}

function sentencesIn(path) {
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest);
  const found = [];
  const visit = (node) => {
    if (ts.isCallExpression(node)) {
      const { expression, arguments: given } = node;
      const name = ts.isPropertyAccessExpression(expression) ? expression.name : expression;
      const isT = ts.isIdentifier(name) && name.text === "t";
      const isPlural = ts.isIdentifier(name) && name.text === "plural";
      if (isT && given[0] !== undefined) found.push(...literals(given[0]));
      if (isPlural) for (const one of given) found.push(...literals(one));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** @returns {string} what the bundle has to be */
export function l10nBundle() {
  const isSource = (path) => /\.ts$/.test(path) && !path.endsWith(".d.ts");
  const files = [...globSync("src", isSource), ...globSync("media", isSource)];
  const sentences = [...new Set(files.flatMap(sentencesIn))].sort();
  return `${JSON.stringify(Object.fromEntries(sentences.map((one) => [one, one])), null, 2)}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const bundle = l10nBundle();
  if (process.argv.includes("--check")) {
    let there = "";
    try {
      there = readFileSync(file, "utf8");
    } catch {
      // reported below
    }
    if (there !== bundle) {
      console.error(`${file} is not up to date: run npm run l10n.`);
      process.exitCode = 1;
    }
  } else {
    mkdirSync("l10n", { recursive: true });
    writeFileSync(file, bundle);
  }
}
