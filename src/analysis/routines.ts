import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { isFinished, isLost } from "./outcomes";
import { median } from "./quantiles";
import { SequenceChance } from "./sequenceChance";
import { sequencesOf, type Sequences } from "./sequences";
import { stretchesOf, type Stretches } from "./stretches";
import { tellable, type Candidate } from "./tellable";

/** What is run again and again in the same order: worth a task or a script of its own. */
export interface Routine {
  /** 2–6, in order. */
  readonly skills: readonly SkillKey[];
  /** How often it was run, without overlaps. */
  readonly count: number;
  readonly sessions: number;
  /**
   * Share of those runs in which every step completed, 0–1. A step that was repeated completed if
   * its last run did. Runs of which that is not known do not count; absent where it never is.
   */
  readonly completedShare?: number;
  /** From the start of the first step to the end (or start) of the last, milliseconds. */
  readonly medianSpanMs?: number;
  /** Milliseconds since 1970 UTC. */
  readonly lastStartedAtMs: number;
  /** Times as often as chance would make it within stretches, at least 1.5. */
  readonly lift: number;
}

export interface RoutineOptions {
  /** Rarer sequences are left out; 5 when left out. */
  readonly minCount?: number;
  /** In fewer sessions it may have been one occasion; 3 when left out. */
  readonly minSessions?: number;
  /** At most this many; 5 when left out. */
  readonly limit?: number;
}

/** Longer routines are told by their parts. */
const mostSteps = 6;
/** What is worth automating is what is done now; a longer history is cut to its newest runs. */
const mostRuns = 200_000;
/** In a long history, what comes more seldom than once in so many steps saves nobody anything. */
const stepsForOne = 5000;
/** Smaller lifts are too near to chance to be worth a script. */
const leastLift = 1.5;
/** The chance that anything at all is told of a history without any order. */
const falseAlarm = 0.05;

/**
 * Sequences of skills worth automating, those first that would save most runs: count · (steps − 1),
 * then longer ones, then by keys.
 *
 * They lie within stretches of the user's own work (`stretchesOf`) among the newest 200,000 runs,
 * come at least once in 5,000 steps, 1.5 times as often as by chance, over everything and within
 * stretches (`SequenceChance`), with a p-value below 0.05 ÷ the number of sequences frequent enough,
 * and are told once each (`tellable`).
 */
export function findRoutines(
  history: History,
  { minCount = 5, minSessions = 3, limit = 5 }: RoutineOptions = {},
): readonly Routine[] {
  const stretches = stretchesOf(history, Math.max(0, history.length - mostRuns));
  const limits = { minCount: Math.max(minCount, stretches.length / stepsForOne), minSessions };
  const levels = sequencesOf(stretches, history.skills.length, mostSteps, limits);
  const chance = new SequenceChance(stretches, levels);
  const keys = history.skills.map(skillKey);
  const routines: Routine[] = [];
  const holds = ({ steps, sequence }: Candidate, frequent: number): boolean => {
    if (chance.roughLift(steps, sequence) < leastLift) return false;
    const { lift, pValue } = chance.cohesion(steps, sequence);
    return lift >= leastLift && pValue * frequent < falseAlarm;
  };
  for (const { steps, sequence, skills } of tellable(levels, keys, limits, limit, holds)) {
    const level = levels[steps - 1];
    if (level === undefined) continue;
    routines.push({
      skills: skills.map((skill) => keys[skill] ?? "command:"),
      count: level.count[sequence] ?? 0,
      sessions: level.sessions[sequence] ?? 0,
      ...occasions(history, stretches, level, sequence),
      lift: chance.cohesion(steps, sequence).lift,
    });
  }
  return routines;
}

function occasions(
  history: History,
  { firstRow, lastRow }: Stretches,
  level: Sequences,
  sequence: number,
): Pick<Routine, "completedShare" | "medianSpanMs" | "lastStartedAtMs"> {
  const spans: number[] = [];
  let lastStartedAtMs = -Infinity;
  let completed = 0;
  let known = 0;
  for (let step = level.last[sequence] ?? -1; step >= 0; step = level.previous[step] ?? -1) {
    const startMs = history.startedAtMs[firstRow[step] ?? 0] ?? 0;
    const end = lastRow[step + level.steps - 1] ?? 0;
    const endMs = (history.startedAtMs[end] ?? 0) + (history.durationMs[end] || 0);
    spans.push(endMs - startMs);
    lastStartedAtMs = Math.max(lastStartedAtMs, startMs);
    let isLostOne = false;
    let isKnown = true;
    for (let at = step; at < step + level.steps; at++) {
      const outcome = history.outcome[lastRow[at] ?? 0] ?? 0;
      if (isLost(outcome)) isLostOne = true;
      if (!isFinished(outcome)) isKnown = false;
    }
    if (isLostOne || isKnown) known++;
    if (isKnown && !isLostOne) completed++;
  }
  const medianSpanMs = median(Float64Array.from(spans));
  return {
    ...(known === 0 ? {} : { completedShare: completed / known }),
    ...(medianSpanMs === undefined ? {} : { medianSpanMs }),
    lastStartedAtMs,
  };
}
