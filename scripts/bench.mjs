// Measures and prints a table, and writes it to out/bench.json: node scripts/bench.mjs [--no-host] [part of a name]…
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, totalmem } from "node:os";
import path from "node:path";
import { build } from "../esbuild.mjs";
import { bundleBench, loadBench } from "./bench-bundle.mjs";
import { globSync } from "./files.mjs";
import { runInHost } from "./host.mjs";
import { requirePrograms } from "./programs.mjs";
import { setupHost } from "../test/host/setup.mjs";

const filters = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const out = path.resolve("out/bench");
const rows = [];
const withoutHost = process.argv.includes("--no-host");

mkdirSync(out, { recursive: true });
for (const entry of globSync("test/bench", (file) => file.endsWith(".bench.ts"))) {
  if (filters.length > 0 && !filters.some((part) => entry.includes(part))) continue;
  if (entry.includes("/browser/")) {
    if (withoutHost) {
      console.log(`leaving out ${entry}: it needs the packages of the test host`);
      continue;
    }
    await setupHost();
    await requirePrograms(["chromium"]);
  }
  console.log(`measuring ${entry} …`);
  const { run } = await loadBench(entry);
  rows.push(...(await run()));
}
if (!withoutHost && (filters.length === 0 || filters.includes("host"))) {
  console.log("measuring in the extension host …");
  await build({ production: true });
  const file = path.join(out, "host.json");
  const module = await bundleBench("test/bench/host/index.ts", "cjs");
  if (!(await runInHost(module, { BENCH_ROWS: file }))) process.exitCode = 1;
  else rows.push(...JSON.parse(readFileSync(file, "utf8")));
}

const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`;
const shown = (value) =>
  (value >= 100 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString("en");
console.log(`\n${machine}\n`);
console.log("| what | value | how |\n|---|--:|---|");
for (const { what, value, unit, how } of rows)
  console.log(`| ${what} | ${shown(value)} ${unit} | ${how} |`);
const date = new Date().toISOString();
writeFileSync("out/bench.json", JSON.stringify({ date, machine, rows }, null, 2));
