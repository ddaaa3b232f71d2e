// Measures how well what comes next is predicted: node scripts/bench-next.mjs [--collapse] [--mode-known] [FILE.jsonl]
//
// One user a line: {"user": "…", "events": [[unixSeconds, "command", mode?], …]}, or commands alone as
// events. Without a file, streams are generated. --collapse takes repeats of a command together;
// --mode-known says that the mode a command runs in is known before. Writes out/bench-next.json.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadBench } from "./bench-bundle.mjs";

async function main() {
  const { values, positionals } = parseArgs({
    options: { collapse: { type: "boolean" }, "mode-known": { type: "boolean" } },
    allowPositionals: true,
  });
  const [file] = positionals;
  const text = file === undefined ? undefined : readFileSync(file, "utf8");
  const { run } = await loadBench("test/bench/next/run.ts");
  console.log(file === undefined ? "No file given: measuring on generated streams." : file);
  const collapse = values.collapse ?? false;
  const modeKnown = values["mode-known"] ?? false;
  const { table, ...result } = run({ text, collapse, modeKnown });
  const { users, predictions, neverSeen, microseconds } = result;
  console.log(
    `${users} users, ${predictions} predictions, ${neverSeen.toFixed(1)} % of them never seen before; ` +
      `${Math.round(microseconds)} µs an event\n\n${table}`,
  );
  mkdirSync("out", { recursive: true });
  const written = { file: file ?? "generated", collapse, modeKnown, ...result };
  writeFileSync("out/bench-next.json", `${JSON.stringify(written, null, 2)}\n`);
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
