import type { AnomalyEpisode } from "../../src/analysis/anomalyEpisodes";
import type { Insight, InsightDetail } from "../../src/analysis/insightModel";
import type { SkillChange } from "../../src/analysis/skillTrends";
import { rateOf } from "../../src/analysis/rates";

const dayMs = 86_400_000;
/** Noon of the first of March in the test's time zone. */
export const noonMs = new Date(2026, 2, 1, 12).getTime();

/** `npm test` completed 4 of 10 yesterday, where 95 % is usual. */
export function anAnomaly(changes: Partial<AnomalyEpisode> = {}): AnomalyEpisode {
  return {
    skill: { kind: "test", name: "npm test" },
    type: "pattern-shift",
    baseline: 0.95,
    observed: 0.4,
    score: -5,
    pValue: 0.0004,
    days: 12,
    detectedAtMs: noonMs,
    openedAtMs: noonMs - dayMs,
    ...changes,
  };
}

export function aChange(changes: Partial<SkillChange> = {}): SkillChange {
  return {
    key: "terminal:cargo build",
    label: "cargo build",
    metric: "duration",
    direction: "declining",
    startValue: 30_000,
    endValue: 65_000,
    pValue: 0.004,
    qValue: 0.02,
    days: 18,
    runs: 240,
    ...changes,
  };
}

/** One insight of every type. */
export const someDetails: readonly InsightDetail[] = [
  {
    type: "bottleneck",
    bottleneck: {
      phase: "verification",
      finished: 40,
      abandoned: 16,
      failed: 4,
      abandonmentRate: 0.4,
      lostMs: 5_400_000,
      severity: "warning",
      worstSkill: "test:npm test",
    },
  },
  { type: "anomaly", anomaly: anAnomaly() },
  { type: "change", change: aChange() },
  {
    type: "pair",
    pair: {
      first: { key: "terminal:git add", label: "git add" },
      second: { key: "terminal:git commit", label: "git commit" },
      sessions: 31,
      support: 0.5,
      confidence: 0.97,
      lift: 2.4,
      pValue: 0.00001,
    },
  },
  {
    type: "below-usual",
    key: "task:deploy",
    label: "deploy",
    rate: rateOf({ running: 0, completed: 4, failed: 16, abandoned: 0, unknown: 0 }),
    usual: 0.91,
  },
  {
    type: "routine",
    routine: {
      skills: ["terminal:npm run build", "test:npm test", "task:deploy"],
      count: 31,
      sessions: 12,
      completedShare: 0.9,
      medianSpanMs: 190_000,
      lastStartedAtMs: noonMs,
      lift: 14,
    },
  },
];

export function anInsight(detail: InsightDetail, changes: Partial<Insight> = {}): Insight {
  return { id: detail.type, effect: 0.5, certainty: 0.9, filter: {}, detail, ...changes };
}
