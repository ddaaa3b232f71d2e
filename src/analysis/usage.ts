import {
  completionRate,
  type OutcomeCounts,
  type SkillKey,
  type SkillKind,
} from "../tracker/model";
import { compareText } from "./ranking";
import { sumOfCounts } from "./rates";

/** What some runs came to. The shape is the same where nothing ran. */
export interface Usage {
  readonly counts: OutcomeCounts;
  readonly total: number;
  /** 0–1; undefined when nothing finished. */
  readonly completionRate?: number;
  /** Sum over all foreground runs with a known duration, whatever their outcome, milliseconds. */
  readonly totalDurationMs: number;
  /** How many runs the mean rests on: completed, in the foreground, with a known duration. */
  readonly measured: number;
  /** Milliseconds; undefined where nothing was measured. */
  readonly meanDurationMs?: number;
}

/** How often a text occurred. */
export interface TextCount {
  readonly text: string;
  readonly count: number;
}

/** How often a skill was used. */
export interface SkillCount {
  readonly key: SkillKey;
  readonly label: string;
  readonly count: number;
}

/** What is known of one skill's runs. Lists of texts: most frequent first, then by text. */
export interface SkillUsage extends Usage {
  readonly key: SkillKey;
  readonly kind: SkillKind;
  readonly name: string;
  readonly label: string;
  readonly workflowPaths: readonly TextCount[];
  readonly errorTypes: readonly TextCount[];
  readonly followUps: readonly TextCount[];
  /** Mean rank of the recommendations it was chosen from, ≥ 1; undefined where it never was. */
  readonly meanSelectionRank?: number;
  /** Completion rate of the runs that were the first recommendation, 0–1; undefined where none finished. */
  readonly firstChoiceRate?: number;
  /** Milliseconds since 1970 UTC. */
  readonly firstStartedAtMs: number;
  readonly lastStartedAtMs: number;
}

/** Many skills as one row of figures. */
export interface UsageSummary extends Usage {
  readonly skills: number;
  /** The first of `byUse`; undefined when nothing ran. */
  readonly mostUsed?: SkillCount;
  /** Most used first, then by key. */
  readonly byUse: readonly SkillCount[];
  /** Milliseconds since 1970 UTC; undefined when nothing ran. */
  readonly firstStartedAtMs?: number;
  readonly lastStartedAtMs?: number;
}

/** The summary of one session; one that nobody knows is as empty as one in which nothing ran. */
export interface SessionUsage extends UsageSummary {
  readonly sessionId: string;
}

/** @param skills as `skillUsage` gives them. */
export function summarizeUsage(skills: readonly SkillUsage[]): UsageSummary {
  let totalDurationMs = 0;
  let measured = 0;
  let measuredMs = 0;
  for (const skill of skills) {
    totalDurationMs += skill.totalDurationMs;
    measured += skill.measured;
    measuredMs += (skill.meanDurationMs ?? 0) * skill.measured;
  }
  const byUse = skills.map(({ key, label, total }) => ({ key, label, count: total }));
  const [mostUsed] = byUse;
  return {
    ...usageOf(
      sumOfCounts(skills.map(({ counts }) => counts)),
      totalDurationMs,
      measured,
      measuredMs,
    ),
    skills: skills.length,
    ...(mostUsed === undefined ? {} : { mostUsed }),
    byUse,
    ...(skills.length === 0
      ? {}
      : {
          firstStartedAtMs: Math.min(...skills.map(({ firstStartedAtMs }) => firstStartedAtMs)),
          lastStartedAtMs: Math.max(...skills.map(({ lastStartedAtMs }) => lastStartedAtMs)),
        }),
  };
}

/** What follows from counts and sums; `measuredMs` is the sum over `measured` runs. */
export function usageOf(
  counts: OutcomeCounts,
  totalDurationMs: number,
  measured: number,
  measuredMs: number,
): Usage {
  const rate = completionRate(counts);
  return {
    counts,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
    ...(rate === undefined ? {} : { completionRate: rate }),
    totalDurationMs,
    measured,
    ...(measured === 0 ? {} : { meanDurationMs: measuredMs / measured }),
  };
}

/** Most frequent first, then by text. */
export function byCount(counts: ReadonlyMap<string, number>): readonly TextCount[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((one, other) => other.count - one.count || compareText(one.text, other.text));
}
