import type { EndReason, FinalOutcome, SkillKind } from "../../../src/tracker/model";
import type { ForgetScope, JournalRecord } from "../../../src/tracker/record";
import { uuidOf } from "./records";

/**
 * A small random history, made to collide: few skills, few sessions, few times, so that ends
 * come twice, amendments tie, and what is forgotten is named again.
 */
export function randomRecords(random: () => number, invocations: number): JournalRecord[] {
  const upTo = (n: number): number => Math.floor(random() * n);
  const pick = <T>(items: readonly T[]): T => items[upTo(items.length)] as T;
  const maybe = <T extends object>(share: number, make: () => T): T | object =>
    random() < share ? make() : {};
  const time = (): number => 1_000 + upTo(40);
  const skill = () => ({
    kind: pick<SkillKind>(["terminal", "task"]),
    name: pick(["build", "test", "lint", "deploy"]),
  });
  const session = (): string => uuidOf(upTo(3), 1);
  const invocation = (): string => uuidOf(upTo(invocations));
  const outcome = () => pick<FinalOutcome>(["completed", "failed", "abandoned", "unknown"]);
  const phase = () => pick(["setup", "verification"]);
  const words = () => ({ followUps: Array.from({ length: upTo(3) }, () => pick(["a", "b"])) });
  const command = () => ({ command: pick(["npm test", "make", "echo secret"]) });

  const records: JournalRecord[] = [];
  for (let n = 0; n < invocations; n++) {
    records.push({
      type: "started",
      id: uuidOf(n),
      sessionId: session(),
      skill: skill(),
      atMs: time(),
      author: pick([{ kind: "user" }, { kind: "agent" }, { kind: "agent", agentName: "A" }]),
      source: pick(["terminal", "task"]),
      ...maybe(0.3, () => ({ background: true })),
      ...maybe(0.6, () => ({ phase: phase() })),
      ...maybe(0.6, command),
      ...maybe(0.3, () => ({ cwd: pick([".", "src"]) })),
      ...maybe(0.2, () => ({ query: "why" })),
      ...maybe(0.2, () => ({ selectionRank: 1 + upTo(3) })),
      ...maybe(0.2, () => ({ parentId: invocation() })),
      ...maybe(0.2, () => ({
        alternatives: pick([["task:test"], ["terminal:x", "task:test"]] as const),
      })),
    } as JournalRecord);
  }
  const extras = upTo(invocations * 4);
  for (let n = 0; n < extras; n++) {
    const roll = random();
    if (roll < 0.5) {
      records.push({
        type: "ended",
        id: invocation(),
        atMs: time(),
        outcome: outcome(),
        reason: pick<EndReason>(["reported", "cancelled", "rejected"]),
        ...maybe(0.5, () => ({ durationMs: upTo(3) * 10 })),
        ...maybe(0.2, () => ({ wallMs: upTo(3) * 10 })),
        ...maybe(0.5, () => ({ exitCode: upTo(2) })),
        ...maybe(0.2, () => ({ errorType: pick(["E1", "E2"]) })),
        ...maybe(0.3, words),
        ...maybe(0.4, () => ({
          corrected: {
            skill: skill(),
            ...maybe(0.5, () => ({ phase: phase() })),
            ...maybe(0.5, command),
            ...maybe(0.5, () => ({ background: random() < 0.5 })),
          },
        })),
      } as JournalRecord);
    } else if (roll < 0.7) {
      records.push({
        type: "amended",
        amendmentId: `amendment ${n}`,
        id: invocation(),
        atMs: time(),
        ...maybe(0.4, () => ({ outcome: outcome() })),
        ...maybe(0.4, () => ({ phase: phase() })),
        ...maybe(0.4, () => ({ skill: skill() })),
        ...maybe(0.2, () => ({ source: "hand" as const })),
        ...maybe(0.2, () => ({ errorType: "E3" })),
        ...maybe(0.4, words),
      } as JournalRecord);
    } else if (roll < 0.8) {
      records.push({
        type: "preference",
        skill: skill(),
        atMs: time(),
        ...maybe(0.5, () => ({ hidden: pick([true, false, null]) })),
        ...maybe(0.5, () => ({ label: pick(["L1", "L2", null]) })),
      } as JournalRecord);
    } else if (roll < 0.88) {
      records.push({
        type: "rejected",
        sessionId: session(),
        skill: skill(),
        atMs: time(),
        ...maybe(0.5, () => ({ after: skill() })),
      } as JournalRecord);
    } else if (roll < 0.91) {
      records.push({
        ...{ type: "coverage-measured", sessionId: session(), atMs: time() },
        ...{ path: pick(["lcov.info", "coverage.xml"]), format: pick(["lcov", "cobertura"]) },
        ...{ unit: pick(["lines", "statements"]), covered: upTo(3), total: 2 + upTo(2) },
        ...maybe(0.5, () => ({ branches: { covered: upTo(2), total: 1 + upTo(2) } })),
      } as JournalRecord);
    } else if (roll < 0.94) {
      records.push({ type: "session-started", sessionId: session(), atMs: 1_000, appName: "Code" });
    } else {
      const what = pick<() => ForgetScope>([
        () => ({ type: "invocation", id: invocation() }),
        () => ({ type: "skill", skill: skill(), untilMs: time() - 10 }),
        () => ({ type: "session", sessionId: session() }),
        () => ({ type: "everything", untilMs: time() - 25 }),
      ])();
      records.push({ type: "forgotten", atMs: time(), what });
    }
  }
  return records;
}

/** The same items in another order. */
export function shuffled<T>(random: () => number, items: readonly T[]): T[] {
  const result = [...items];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other] as T, result[at] as T];
  }
  return result;
}
