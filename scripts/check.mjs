// What to run before a commit: types, lint, format and unit tests, side by side: npm run check
// The unit tests are those of scripts/quick.mjs, which says what it leaves out.
import { availableParallelism } from "node:os";
import { run } from "../test/host/lib/run.mjs";

const node = process.execPath;
const bin = "node_modules";
const tsc = (project) => [
  `${bin}/typescript/bin/tsc`,
  ...[
    "-p",
    project,
    "--incremental",
    "--tsBuildInfoFile",
    `out/types-${project === "." ? "root" : project}.json`,
  ],
];
/** `--static`: without the unit tests, and nothing from a cache: what `npm test` does first. */
const isStatic = process.argv.includes("--static");
// What lint says of a file may depend on the types of others, so the cache can be behind the times.
const lintCache = isStatic
  ? []
  : ["--cache", "--cache-location=out/eslint-cache", "--cache-strategy=content"];
const prettierCache = isStatic ? [] : ["--cache", "--cache-location=out/prettier-cache"];
const checks = [
  { name: "lint", args: [`${bin}/eslint/bin/eslint.js`, "--max-warnings=0", ...lintCache, "."] },
  ...(isStatic ? [] : [{ name: "unit tests", args: ["scripts/quick.mjs"] }]),
  { name: "types", args: tsc(".") },
  { name: "format", args: [`${bin}/prettier/bin/prettier.cjs`, "--check", ...prettierCache, "."] },
  { name: "types of the page", args: tsc("media") },
  { name: "sentences for translators", args: ["scripts/l10n.mjs", "--check"] },
];

const started = performance.now();
const failures = [];

async function perform({ name, args }) {
  const begun = performance.now();
  const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const output = await run(node, args);
    const lines = output.trim().split("\n");
    const lastLine = name === "unit tests" ? `, ${lines.at(-1)}` : "";
    console.log(`✔ ${name}, ${took()}${lastLine}`);
    for (const line of lines) if (line.startsWith("skipped: ")) console.log(`  ${line}`);
  } catch (error) {
    console.log(`✘ ${name}, ${took()}`);
    failures.push({ name, output: error.message });
  }
}

// As many at once as there are processors; the list starts with what takes longest.
const waiting = [...checks];
async function work() {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await perform(next);
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

for (const { name, output } of failures) console.error(`\n── ${name}\n${output}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const verdict =
  failures.length === 0 ? "All is well" : `Failed: ${failures.map((f) => f.name).join(", ")}`;
console.log(`\n${verdict}, ${seconds} s`);
process.exitCode = failures.length === 0 ? 0 : 1;
