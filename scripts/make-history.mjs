// Makes up a history to try the report on: npm run make:history -- --out FOLDER
import path from "node:path";
import { parseArgs } from "node:util";
import { loadBench } from "./bench-bundle.mjs";

const help = `npm run make:history -- --out FOLDER [--rows 100000] [--days 365] [--seed 1] [--plain] [--force]

Writes a made-up history into FOLDER/.session-buddy, for the extension to open, and says what was hidden in it.

  --out    the workspace folder
  --rows   how many runs, 1,000 to 5,000,000
  --days   up to now, 60 to 3,650
  --seed   a whole number; the same one makes the same history
  --plain  nothing is hidden in it
  --force  replaces a history that is there
  --help   say this`;

/** @returns the value as a whole number in that range. */
function wholeNumber(name, text, least, most) {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  const range = `${least.toLocaleString("en")} to ${most.toLocaleString("en")}`;
  throw new Error(`--${name} is a whole number from ${range}, not "${text}".`);
}

function readArguments() {
  const { values } = parseArgs({
    options: {
      out: { type: "string" },
      rows: { type: "string", default: "100000" },
      days: { type: "string", default: "365" },
      seed: { type: "string", default: "1" },
      plain: { type: "boolean", default: false },
      force: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const rows = wholeNumber("rows", values.rows, 1000, 5_000_000);
  const days = wholeNumber("days", values.days, 60, 3650);
  const seed = wholeNumber("seed", values.seed, 0, 2 ** 31 - 1);
  if (values.out === undefined && !values.help)
    throw new Error("--out says into which folder the history goes.");
  const folder = path.resolve(values.out ?? ".");
  const { plain: isPlain, force: isForced, help: wantsHelp } = values;
  return { rows, days, seed, folder, isPlain, isForced, wantsHelp };
}

try {
  const { rows, days, seed, folder, isPlain, isForced, wantsHelp } = readArguments();
  if (wantsHelp) console.log(help);
  else {
    const { makeHistory } = await loadBench("test/support/made/program.ts");
    const onProgress = (runs) => process.stderr.write(`${runs.toLocaleString("en")} runs …\n`);
    const wasmPath = path.resolve("node_modules/sql.js/dist/sql-wasm.wasm");
    const place = { folder, wasmPath, isForced, onProgress };
    const options = { rows, days, seed, isPlain, nowMs: Date.now() };
    for (const line of await makeHistory({ ...options, ...place })) console.log(line);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
