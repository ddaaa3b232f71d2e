// Crashes, pauses and power cuts: node scripts/fault.mjs [--rounds N] [--seed N] [part of a path]…
import { bundleProgram, bundleTests, runTests } from "./unit.mjs";

/** Runs the fault tests; returns how they ended. A short run takes about a minute. */
export async function runFault({ rounds = 25, seed = 1, filters = [] } = {}) {
  const window = await bundleProgram("test/fault/window.ts");
  const files = await bundleTests("test/fault", filters);
  const env = { FAULT_WINDOW: window, FAULT_ROUNDS: String(rounds), FAULT_SEED: String(seed) };
  return runTests(files, { env, label: `fault, ${rounds} rounds, seed ${seed}` });
}

if (process.argv[1] === import.meta.filename) {
  const options = { filters: [] };
  for (let at = 2; at < process.argv.length; at++) {
    const argument = process.argv[at];
    if (argument === "--rounds") options.rounds = Number(process.argv[++at]);
    else if (argument === "--seed") options.seed = Number(process.argv[++at]);
    else options.filters.push(argument);
  }
  const total = await runFault(options);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}
