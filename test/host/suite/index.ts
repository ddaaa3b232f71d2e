import { readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The part of Mocha's programmatic interface that is used here. */
interface Runner {
  readonly stats: {
    readonly passes: number;
    readonly failures: number;
    readonly pending: number;
  };
}
interface Mocha {
  addFile(file: string): void;
  run(done: (failures: number) => void): Runner;
}
type MochaModule = { readonly default: new (options: object) => Mocha };

/** @returns Mocha of the test host: the bundle lies in `out/`, where no node_modules is near */
async function loadMocha(): Promise<MochaModule["default"]> {
  const root = process.env["SESSION_BUDDY_ROOT"];
  if (root === undefined) throw new Error("SESSION_BUDDY_ROOT is not set.");
  const file = createRequire(path.join(root, "test/host/package.json")).resolve("mocha");
  return ((await import(pathToFileURL(file).href)) as MochaModule).default;
}

/**
 * Runs every test file beside this one and writes the counts to the file `TEST_COUNTS`.
 *
 * @throws when a test failed or none ran
 */
export async function run(): Promise<void> {
  const Mocha = await loadMocha();
  const grep = process.env["TEST_GREP"];
  const mocha = new Mocha({
    ui: "tdd",
    timeout: 20_000,
    ...(grep === undefined ? {} : { grep }),
  });
  const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.cjs"));
  for (const file of files.sort()) mocha.addFile(path.join(__dirname, file));
  const { stats } = await new Promise<Runner>((resolve) => {
    const runner = mocha.run(() => {
      resolve(runner);
    });
  });
  const counts = { passed: stats.passes, failed: stats.failures, skipped: stats.pending };
  const report = process.env["TEST_COUNTS"];
  if (report !== undefined) writeFileSync(report, JSON.stringify(counts));
  if (counts.failed > 0) throw new Error(`${counts.failed} tests failed`);
  if (counts.passed === 0) throw new Error("No test ran.");
}
