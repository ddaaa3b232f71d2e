import { join } from "node:path";
import { uuidv7Source } from "../../src/base/ids";
import { nodeFiles } from "../../src/store/files";
import { SystemProcesses } from "../../src/store/identity";
import { JournalWriter } from "../../src/store/journal";
import type { FinalOutcome } from "../../src/tracker/model";
import { recognize } from "../../src/tracker/recognize";
import { seededRandom, type Random } from "./random";

interface Step {
  readonly line: string;
  /** Chance to complete, 0–1; what is left fails, or is abandoned one time in five. */
  readonly completes: number;
  readonly seconds: number;
  readonly next: readonly string[];
}

/** How a small shop's developer works: what is run, how it goes, what comes next. */
const steps: Readonly<Record<string, Step>> = {
  pull: { line: "git pull", completes: 0.97, seconds: 2, next: ["install", "status", "test"] },
  install: { line: "npm install", completes: 0.94, seconds: 9, next: ["test", "build"] },
  status: { line: "git status", completes: 1, seconds: 0.05, next: ["test", "add", "diff"] },
  diff: { line: "git diff", completes: 1, seconds: 0.06, next: ["add", "test"] },
  test: { line: "npm test", completes: 0.72, seconds: 6, next: ["test", "lint", "add", "status"] },
  lint: { line: "npx eslint .", completes: 0.82, seconds: 4, next: ["lint", "test", "add"] },
  build: { line: "npm run build", completes: 0.9, seconds: 14, next: ["test", "e2e", "lint"] },
  e2e: { line: "npx playwright test", completes: 0.58, seconds: 48, next: ["e2e", "test", "add"] },
  add: { line: "git add -A", completes: 1, seconds: 0.05, next: ["commit"] },
  commit: { line: "git commit -m x", completes: 0.95, seconds: 0.4, next: ["push", "status"] },
  push: { line: "git push", completes: 0.93, seconds: 3, next: ["status", "pull", "up"] },
  up: { line: "docker compose up -d", completes: 0.88, seconds: 11, next: ["test", "revert"] },
  revert: { line: "git revert HEAD", completes: 0.6, seconds: 1, next: ["test", "push"] },
};

const dayMs = 86_400_000;

/**
 * Writes a plausible history into a workspace: `days` working days up to `nowMs`, in the journal of
 * a window that was closed. The same `seed` writes the same history.
 *
 * @returns how many invocations it holds
 */
export function seedHistory(
  workspace: string,
  { days, nowMs, seed }: { days: number; nowMs: number; seed: number },
): number {
  const random = seededRandom(seed);
  let atMs = 0;
  const newId = uuidv7Source(
    () => atMs,
    (bytes) => bytes.forEach((_, at) => (bytes[at] = random.int(0, 255))),
  );
  const journal = new JournalWriter({
    folder: join(workspace, ".session-buddy"),
    files: nodeFiles,
    // Nobody's process: whoever reads it knows that its writer is gone.
    identity: { ...new SystemProcesses().self(), pid: 2 ** 22 + 1, startTime: "0" },
    writer: random
      .int(2 ** 30, 2 ** 31)
      .toString(16)
      .padStart(16, "0"),
    schedule: () => ({ dispose: () => undefined }),
  });
  let written = 0;
  for (let day = days; day >= 1; day--) {
    const date = new Date(nowMs - day * dayMs);
    if (date.getDay() === 0 || date.getDay() === 6) continue;
    date.setHours(9, random.int(0, 50), random.int(0, 59));
    atMs = date.getTime();
    const sessionId = newId();
    journal.append({ type: "session-started", sessionId, atMs });
    let key = "pull";
    for (let left = random.int(18, 46); left > 0; left--) {
      const step = steps[key];
      const found = step && recognize(step.line, { shell: "bash", arguments: "normalised" });
      if (step === undefined || found === undefined) throw new Error(`no step ${key}`);
      const id = newId();
      const outcome = outcomeOf(step, random);
      const durationMs = step.seconds * 1000 * (0.6 + random.next());
      const { skill, category, phase, command } = found;
      journal.append({
        type: "started",
        id,
        sessionId,
        skill,
        category,
        atMs,
        author: random.chance(0.12) ? { kind: "agent", agentName: "copilot" } : { kind: "user" },
        source: "terminal",
        cwd: ".",
        ...(phase === undefined ? {} : { phase }),
        ...(command === undefined ? {} : { command }),
      });
      atMs += durationMs;
      journal.append({ type: "ended", id, atMs, outcome, reason: "reported", durationMs });
      written++;
      atMs += random.int(4, 540) * 1000;
      key = outcome === "completed" ? random.pick(step.next) : random.pick([key, ...step.next]);
    }
    journal.append({ type: "session-ended", sessionId, atMs });
  }
  journal.close();
  return written;
}

function outcomeOf(step: Step, random: Random): FinalOutcome {
  if (random.chance(step.completes)) return "completed";
  return random.chance(0.25) ? "abandoned" : "failed";
}
