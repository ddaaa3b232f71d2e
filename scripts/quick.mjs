// The unit tests as `npm run check` runs them: on a share of the random data, in one time zone, and not
// the files that passed as they are. What it leaves out it says, and does not count. `npm test` and
// scripts/unit.mjs leave nothing out.
import path from "node:path";
import { main } from "./counts.mjs";
import { keysOf, readPasses, writePasses } from "./passes.mjs";
import { bundle, runDealt, testsAmong } from "./unit.mjs";

/** One of so many random histories is checked. */
const shares = 10;

async function runQuick() {
  const metafile = await bundle("test/unit");
  const env = { TZ: process.env.TZ ?? "UTC", SEEDS: `0/${shares}` };
  const keys = keysOf(metafile, env);
  const passed = readPasses();
  const all = testsAmong(metafile);
  const files = all.filter((file) => !passed.has(keys.get(file)));
  const counts = runDealt(files, { env, label: "unit" });

  const sourceOf = (file) => path.resolve(metafile.outputs[file].entryPoint);
  const sources = new Set(all.map(sourceOf));
  // A failure that is no test file's own may be of any.
  const isKnown = counts.failedIn.every((source) => sources.has(source));
  const notPassed = new Set([...counts.failedIn, ...counts.skippedIn]);
  const hasPassed = (file) => !files.includes(file) || (isKnown && !notPassed.has(sourceOf(file)));
  writePasses([...keys].filter(([file]) => hasPassed(file)).map(([, key]) => key));

  const left = all.length - files.length;
  const isPart = `with 1 of ${shares} random histories`;
  const leftOut = `${left} of ${all.length} files not run: unchanged since they passed`;
  return { ...counts, remark: `${isPart}; ${leftOut}` };
}

await main(runQuick);
