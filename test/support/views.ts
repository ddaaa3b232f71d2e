import type { SkillSummary } from "../../src/analysis/model";
import type { Reason, Recommendation } from "../../src/recommend/model";
import type { Snapshot } from "../../src/snapshot/snapshot";
import { optional } from "../../src/tracker/completion";
import {
  completionRate,
  parseSkillKey,
  type Invocation,
  type OutcomeCounts,
  type SkillKey,
} from "../../src/tracker/model";
import { wordsFor } from "../../src/views/model/report/words";
import { labelsOf, type RowContext } from "../../src/views/model/rowContext";
import { When } from "../../src/views/model/when";

/** 10:30 of a day in March, in whatever time zone the test runs. */
export const nowMs = new Date(2026, 2, 4, 10, 30).getTime();

/** An English reader at `nowMs`. */
export function english(skills: readonly SkillSummary[] = []): RowContext {
  const words = wordsFor("en", {});
  const when = new When("en", words.t("just now"));
  return { words, when, labelOf: labelsOf(skills), nowMs };
}

const none = { running: 0, completed: 0, failed: 0, abandoned: 0, unknown: 0 };

function refOf(key: SkillKey) {
  const skill = parseSkillKey(key);
  if (skill === undefined) throw new RangeError(`${key} is not a skill key`);
  return skill;
}

/** A window in which nothing ran, over an empty history; counts follow from the invocations. */
export function aSnapshot(
  changes: Partial<Omit<Snapshot, "session">> & {
    readonly invocations?: readonly Invocation[];
  } = {},
): Snapshot {
  const { invocations = [], ...rest } = changes;
  const counts = { ...none };
  for (const { outcome } of invocations) counts[outcome]++;
  return {
    tracking: "on",
    session: { id: "a-session", counts, invocations },
    phases: { all: ["setup", "execution", "verification"] },
    recommended: [],
    skills: [],
    agents: { followed: [], invocations: [], summaries: [] },
    totalInvocations: 0,
    problems: [],
    isLoading: false,
    ...rest,
  };
}

/** `npm test` in the terminal at 10:00, completed after two seconds. */
export function anInvocation(
  id: string,
  {
    skill = "terminal:npm test",
    ...changes
  }: Partial<Omit<Invocation, "skill">> & {
    readonly skill?: SkillKey;
  } = {},
): Invocation {
  return {
    id,
    sessionId: "a-session",
    skill: refOf(skill),
    startedAtMs: new Date(2026, 2, 4, 10).getTime(),
    outcome: "completed",
    author: { kind: "user" },
    source: "terminal",
    background: false,
    alternatives: [],
    followUps: [],
    ...(changes.outcome === "running" ? {} : { endReason: "reported", durationMs: 2_000 }),
    ...changes,
  };
}

/**
 * A skill that ran four times and completed three of them, last five minutes ago; total and rate
 * follow from the counts.
 */
export function aSkill(
  key: SkillKey,
  changes: Partial<Omit<SkillSummary, "counts">> & {
    readonly counts?: Partial<OutcomeCounts>;
  } = {},
): SkillSummary {
  const { kind, name } = refOf(key);
  const counts = { ...none, ...(changes.counts ?? { completed: 3, failed: 1 }) };
  return {
    key,
    kind,
    name,
    label: name,
    category: "Testing",
    hidden: false,
    pinned: false,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...optional("completionRate", completionRate(counts)),
    firstStartedAtMs: nowMs - 86_400_000,
    lastStartedAtMs: nowMs - 300_000,
    ...changes,
    counts,
  };
}

/** A recommendation of something that ran twelve times, last five minutes ago. */
export function aRecommendation(
  key: SkillKey,
  reasons: readonly Reason[] = [],
  changes: Partial<Recommendation> = {},
): Recommendation {
  const skill = refOf(key);
  return {
    skill,
    key,
    label: skill.name,
    rank: 1,
    score: reasons.reduce((sum, { share }) => sum + share, 0),
    reasons,
    invocations: 12,
    lastStartedAtMs: nowMs - 300_000,
    ...changes,
  };
}
