import { uuidv7Source } from "../../src/base/ids";
import type { JournalRecord } from "../../src/tracker/record";
import { seededRandom } from "../support/random";

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  return seededRandom(seed).next;
}

const tools = ["npm", "git", "docker", "pytest", "cargo", "make", "go", "kubectl", "tsc", "eslint"];
const verbs = ["run build", "test", "status", "commit", "push", "install", "logs", "apply", "fix"];
const phases = ["setup", "execution", "verification", "cleanup"];
const folders = [".", "packages/core", "packages/cli", "packages/web", "services/api", "docs"];
const skillCount = 80;
const commandCount = 4000;
const perSession = 40;

/**
 * Records of that many invocations: start and end each, 40 to a session, some commands far more
 * common than others, one in eight by an agent, one in nine not completed.
 */
export function* workload(invocations: number, seed = 1): Generator<JournalRecord> {
  const random = seeded(seed);
  let atMs = Date.UTC(2025, 0, 6, 8);
  const newId = uuidv7Source(
    () => atMs,
    (bytes) => {
      for (let at = 0; at < bytes.length; at++) bytes[at] = random() * 256;
    },
  );
  // The nearer to 0 the more often: 1/5 of the commands make up 1/2 of the runs.
  const common = (count: number): number => Math.floor(random() ** 2.2 * count);
  let sessionId = "";
  for (let n = 0; n < invocations; n++) {
    if (n % perSession === 0) {
      if (sessionId !== "") yield { type: "session-ended", sessionId, atMs };
      atMs += 3_600_000 * (1 + random() * 8);
      sessionId = newId();
      yield { type: "session-started", sessionId, atMs: Math.round(atMs), appName: "Code" };
    }
    const command = common(commandCount);
    const skill = command % skillCount;
    const tool = tools[skill % tools.length] ?? "";
    const name = `${tool} ${verbs[Math.floor(skill / tools.length) % verbs.length] ?? ""}`;
    atMs = Math.round(atMs + 5_000 + random() * 60_000);
    const id = newId();
    const phase = phases[skill % phases.length] ?? "execution";
    yield {
      type: "started",
      id,
      sessionId,
      skill: { kind: "terminal", name },
      atMs,
      author: random() < 1 / 8 ? { kind: "agent", agentName: "Copilot" } : { kind: "user" },
      source: "terminal",
      category: "Build",
      phase,
      command: `${name} --filter=package-${command} --verbose`,
      cwd: folders[common(folders.length)] ?? ".",
    };
    const durationMs = Math.round(200 + random() ** 3 * 60_000);
    const luck = random();
    yield {
      type: "ended",
      id,
      atMs: atMs + durationMs,
      outcome: luck < 8 / 9 ? "completed" : luck < 0.96 ? "failed" : "abandoned",
      reason: "reported",
      durationMs,
      exitCode: luck < 8 / 9 ? 0 : 1,
    };
    atMs += durationMs;
  }
}
