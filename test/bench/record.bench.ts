import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock as clock } from "../../src/base/clock";
import { uuidv7Source } from "../../src/base/ids";
import { scheduleTimeout } from "../../src/base/schedule";
import { nodeFiles } from "../../src/store/files";
import { SystemProcesses } from "../../src/store/identity";
import { JournalWriter } from "../../src/store/journal";
import { Expectations } from "../../src/tracker/expectations";
import { recognize } from "../../src/tracker/recognize";
import { Recorder } from "../../src/tracker/recorder";
import { redact } from "../../src/tracker/redact";
import { SkillsTracker } from "../../src/tracker/tracker";
import { percentile, type Row } from "./row";

/** Lines of the length and kind that people type. */
const lines = [
  "npm test",
  "git status",
  "git commit -m 'fix: handle an empty cart'",
  "npx vitest run src/cart.test.ts",
  "docker compose up -d",
  "cargo test --workspace -- --nocapture",
  "cd app && make -j8 all",
  "kubectl -n shop get pods -o wide",
];

const count = 20_000;

/** From the signal to both durable records: recognise, redact, track, append, twice. */
export function run(): Promise<readonly Row[]> {
  const root = mkdtempSync(join(tmpdir(), "session-buddy-bench-"));
  const journal = new JournalWriter({
    folder: join(root, ".session-buddy"),
    files: nodeFiles,
    identity: new SystemProcesses().self(),
    writer: "00000000000000aa",
    schedule: scheduleTimeout,
  });
  const newId = uuidv7Source(() => clock.nowMs());
  const tracker = new SkillsTracker({
    sessionId: newId(),
    clock,
    newId,
    redact,
    append: (record) => {
      journal.append(record);
    },
  });
  const recorder = new Recorder({
    tracker,
    recognize,
    expectations: new Expectations(),
    schedule: scheduleTimeout,
    argumentDetail: () => "normalised",
    phaseFor: ({ phase }) => phase,
    shortenPath: (path) => path,
    isIgnored: () => false,
  });
  const took: number[] = [];
  const lane = {};
  const one = (line: string): void => {
    const at = () => ({ wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() });
    const begun = {};
    recorder.accept({
      type: "run-started",
      run: begun,
      source: "terminal",
      at: at(),
      lane,
      subject: { type: "command-line", line, shell: "bash" },
    });
    recorder.accept({ type: "run-ended", run: begun, at: at(), exitCode: 0, line });
  };
  try {
    for (let n = 0; n < 2_000; n++) one(lines[n % lines.length] ?? "");
    const begun = performance.now();
    for (let n = 0; n < count; n++) {
      const before = performance.now();
      one(lines[n % lines.length] ?? "");
      took.push((performance.now() - before) * 1000);
    }
    const seconds = (performance.now() - begun) / 1000;
    const how = `${count} terminal commands, signal to end, warm, in plain Node`;
    return Promise.resolve([
      { what: "record one invocation, p50", value: percentile(took, 0.5), unit: "µs", how },
      { what: "record one invocation, p99", value: percentile(took, 0.99), unit: "µs", how },
      { what: "record, sustained", value: count / seconds, unit: "invocations/s", how },
    ]);
  } finally {
    tracker.close();
    journal.close();
    rmSync(root, { recursive: true, force: true });
  }
}
