// Measures how well texts find skills: node scripts/bench-recommend.mjs --dir DIR [--gate]
//
// DIR holds SET.history.jsonl and SET.test.jsonl (docs/recommendation.md says where they come from).
// Prints tables and writes out/bench-recommend.json. With --gate it fails where the mean MRR is more
// than 0.01 below test/bench/recommend/committed.json.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { loadBench } from "./bench-bundle.mjs";
import { buildModel, modelFolder } from "./model.mjs";

async function makeModel() {
  if (existsSync(path.join(modelFolder, "model.json"))) return;
  try {
    await buildModel();
  } catch (error) {
    console.log(`The embedding model could not be made: ${error.message}`);
  }
}

async function main() {
  const { values } = parseArgs({
    options: { dir: { type: "string" }, gate: { type: "boolean" } },
  });
  const { run } = await loadBench("test/bench/recommend/run.ts");
  if (values.dir !== undefined && existsSync(values.dir)) await makeModel();
  const tell = (sentence) => console.log(sentence);
  const result = await run({
    dir: values.dir,
    model: modelFolder,
    cache: path.resolve("out"),
    tell,
  });
  if (result === undefined) {
    if (values.gate) console.log("The gate is left out: there is nothing to compare.");
    return;
  }
  const { tables, verdict, ...figures } = result;
  for (const table of tables) console.log(`\n${table}`);
  if (figures.embedMs !== undefined)
    console.log(`\nTimes are without embedding the query: ${figures.embedMs.toFixed(1)} ms more.`);
  const machine = `${cpus()[0]?.model ?? "unknown processor"}, ${availableParallelism()} cores, Node ${process.version}`;
  const written = { date: new Date().toISOString(), machine, ...figures };
  mkdirSync("out", { recursive: true });
  writeFileSync("out/bench-recommend.json", `${JSON.stringify(written, null, 2)}\n`);
  if (!values.gate) return;
  console.log(`\n${verdict.sentence}`);
  if (!verdict.passed) process.exitCode = 1;
}

try {
  await main();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
