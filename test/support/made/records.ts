import { uuidv7Source } from "../../../src/base/ids";
import type { Author, EndReason, FinalOutcome } from "../../../src/tracker/model";
import type { InvocationEnded, JournalRecord } from "../../../src/tracker/record";
import { seededRandom } from "../random";
import { madeRuns, type MadeOptions, type MadeRun } from "./runs";
import { sourceOf } from "./skills";

const folders = [".", "packages/core", "packages/web", "services/api"];
/** So many different arguments a command has. */
const argumentCount = 30;

/** The records a made-up history would have come from, a day's worth at a time, in order of time. */
export function* madeRecords(options: MadeOptions): Generator<readonly JournalRecord[]> {
  const random = seededRandom(options.seed + 1);
  let nowMs = 0;
  const newId = uuidv7Source(
    () => nowMs,
    (bytes) => bytes.forEach((_, at) => (bytes[at] = random.int(0, 255))),
  );
  for (const day of madeRuns(options)) {
    const records: JournalRecord[] = [];
    const ids = new Map<number, string>();
    const ends = new Map<string, number>();
    for (const run of day) {
      nowMs = run.startedAtMs;
      const { number } = run.session;
      const sessionId = ids.get(number) ?? newId();
      if (!ids.has(number)) {
        ids.set(number, sessionId);
        const appName = run.session.agent === undefined ? { appName: "Visual Studio Code" } : {};
        records.push({ type: "session-started", sessionId, atMs: run.startedAtMs, ...appName });
      }
      const id = newId();
      const argument = random.int(1, argumentCount);
      records.push(startOf(run, { id, sessionId, argument }), endOf(run, id));
      ends.set(sessionId, Math.max(ends.get(sessionId) ?? 0, run.startedAtMs + run.durationMs));
    }
    for (const [sessionId, atMs] of ends) records.push({ type: "session-ended", sessionId, atMs });
    yield records;
  }
}

interface Told {
  readonly id: string;
  readonly sessionId: string;
  readonly argument: number;
}

function startOf(run: MadeRun, { id, sessionId, argument }: Told): JournalRecord {
  const { skill, category, background } = run.skill;
  const author: Author =
    run.agent === undefined ? { kind: "user" } : { kind: "agent", agentName: run.agent };
  const isTyped = skill.kind === "terminal" || skill.kind === "test";
  return {
    type: "started",
    ...{ id, sessionId, skill, category, author },
    atMs: run.startedAtMs,
    source: sourceOf(skill),
    phase: run.phase,
    cwd: folders[run.session.number % folders.length],
    ...(background === true ? { background } : {}),
    ...(isTyped ? { command: `${skill.name} example-${argument}` } : {}),
  };
}

function endOf(run: MadeRun, id: string): InvocationEnded {
  const { outcome, durationMs } = run;
  const exitCode = outcome === "completed" ? 0 : outcome === "failed" ? 1 : undefined;
  return {
    ...{ type: "ended", id, outcome, durationMs, exitCode },
    atMs: run.startedAtMs + durationMs,
    reason: run.isRefused ? "rejected" : reasons[outcome],
  };
}

const reasons: Readonly<Record<FinalOutcome, EndReason>> = {
  completed: "reported",
  failed: "reported",
  abandoned: "cancelled",
  unknown: "superseded",
};
