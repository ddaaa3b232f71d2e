import { matching } from "../analysis/filter";
import { outcomeCode } from "../analysis/outcomes";
import { compareText, labelOf } from "../analysis/ranking";
import { optional } from "../tracker/completion";
import type { History } from "../tracker/history";
import { skillKey, type SkillRef } from "../tracker/model";
import { factors } from "./factors";
import { isOfAgents } from "./habits";
import { fnv1a, skillToTry, type TextHash } from "./explore";
import {
  defaultPhaseWeight,
  factorNames,
  type FactorName,
  type Reason,
  type RecommendContext,
  type Recommendation,
  type SkillFilter,
} from "./model";
import { rejectionStrength } from "./rejections";
import { defaultStrategy, strategyOf, weightsOf } from "./experiments/strategies";
import { situationOf, type Learned, type Situation } from "./situation";
import { tasted } from "./taste";
import {
  contextWeights,
  countedWeights,
  queryWeights,
  rejectedWeight,
  type Weights,
} from "./weights";

/**
 * What to run next, best first, by what was learned of the history.
 *
 * Offered are skills that the user ran before and that do not already run in the background of this
 * session; with a query, those that match it, whoever ran them. Hidden ones never are. The score is
 * the weighted sum of the factors, less what rejections take away. Equal scores are ordered by last
 * use, then by key. The last place may go to something to try.
 *
 * @param hash decides which lists have something to try.
 */
export function rankSkills(
  history: History,
  context: RecommendContext,
  learned: Learned,
  hash: TextHash = fnv1a,
): readonly Recommendation[] {
  const situation = situationOf(history, context, learned);
  const weights = weightsFor(situation, context);
  const rejected = rejectionStrength(history, situation.recent.last, context.nowMs);
  const ranked = candidates(situation, context)
    .map((skill) => {
      const reasons = reasonsFor(situation, skill, weights, rejected[skill] ?? 0);
      return { skill, reasons, score: scoreOf(reasons) };
    })
    .sort((one, other) => other.score - one.score || tieBreak(situation, one.skill, other.skill));
  const skills = ranked.map(({ skill }) => skill);
  const { usage } = situation;
  const toTry = skillToTry({ history, usage, skills, rejected }, context, hash);
  const trial = ranked.filter(({ skill }) => skill === toTry);
  return [...ranked.slice(0, context.limit - trial.length), ...trial].map(
    ({ skill, reasons, score }, at) => ({
      ...offer(situation, skill, at + 1, score, reasons),
      ...optional("toTry", skill === toTry || undefined),
    }),
  );
}

/** Where no phase is known, success in it says nothing and takes nothing from the query. */
function weightsFor(
  { next, matches, phase, taste }: Situation,
  context: RecommendContext,
): Weights {
  const base = next === undefined ? countedWeights : contextWeights;
  const phaseWeight = phase === undefined ? 0 : (context.phaseWeight ?? defaultPhaseWeight);
  const usual = matches === undefined ? base : queryWeights(base, phaseWeight);
  const weights = taste === undefined || next === undefined ? usual : tasted(usual, taste);
  const strategy = strategyOf(context.strategy ?? defaultStrategy);
  return strategy === undefined ? weights : weightsOf(strategy, weights);
}

function candidates({ history, usage, matches }: Situation, context: RecommendContext): number[] {
  const busy = inBackground(history, history.sessions.indexOf(context.sessionId));
  const allowed = context.only && skillsWith(history, context.only);
  // What only agents run may answer a question; it is nothing that the user runs next.
  const isAsked =
    matches !== undefined || context.only !== undefined || context.isForAgent === true;
  const uses = isAsked ? usage.invocations : usage.habits;
  const isNothingToRun = isAsked || !isOfAgents(history) ? () => false : isOfAgentsAlone;
  return history.skills.flatMap((skill, index) => {
    const used = (uses[index] ?? 0) > 0;
    const matched = matches === undefined || matches.has(index);
    const passes = used && matched && allowed?.has(index) !== false;
    const isOffered = !skill.hidden && !busy.has(index) && !isNothingToRun(skill);
    return passes && isOffered ? [index] : [];
  });
}

/** Whether only an agent can run it: its tools and helpers, skills and commands. */
function isOfAgentsAlone({ kind }: SkillRef): boolean {
  return kind === "tool" || kind === "agent" || kind === "skill" || kind === "chat";
}

/** Skills with a run that passes. */
function skillsWith(history: History, only: SkillFilter): ReadonlySet<number> {
  const passes = matching(history, only);
  const found = new Set<number>();
  for (let row = 0; row < history.length; row++) {
    if (passes[row] === 1) found.add(history.skill[row] ?? -1);
  }
  return found;
}

/** Skills that run in the background of a session now: a server is not started twice. */
function inBackground(history: History, session: number): ReadonlySet<number> {
  const busy = new Set<number>();
  const { background, session: sessionOf, skill } = history;
  // Hardly anything runs: to search for it is quicker than to look at each row.
  const outcome = history.outcome.subarray(0, history.length);
  const next = (from: number): number => outcome.indexOf(outcomeCode.running, from);
  for (let row = next(0); row >= 0; row = next(row + 1)) {
    if (background[row] === 1 && sessionOf[row] === session) busy.add(skill[row] ?? -1);
  }
  return busy;
}

/** What speaks for a skill and against it, greatest share first; shares of 0 are left out. */
function reasonsFor(
  situation: Situation,
  skill: number,
  weights: Weights,
  rejected: number,
): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const factor of factorNames) {
    if (factor === "rejected" || factor === "fromOthers") continue;
    const evidence = factors[factor](situation, skill);
    const share = weights[factor] * (evidence?.value ?? 0);
    if (evidence !== undefined && share > 0) reasons.push({ factor, ...evidence, share });
  }
  const taken = rejectedWeight * rejected * scoreOf(reasons);
  if (taken > 0) reasons.push({ factor: "rejected", value: rejected, share: -taken });
  return reasons.sort(
    (one, other) =>
      Math.abs(other.share) - Math.abs(one.share) || compareNames(one.factor, other.factor),
  );
}

function compareNames(one: FactorName, other: FactorName): number {
  return factorNames.indexOf(one) - factorNames.indexOf(other);
}

/** The sum of all shares, kept in 0–1 against rounding. */
function scoreOf(reasons: readonly Reason[]): number {
  const sum = reasons.reduce((total, { share }) => total + share, 0);
  return Math.min(1, Math.max(0, sum));
}

function tieBreak({ history, usage }: Situation, one: number, other: number): number {
  const lastOf = (skill: number): number => usage.lastStartedAtMs[skill] ?? 0;
  const keyOf = (skill: number): string => {
    const entry = history.skills[skill];
    return entry === undefined ? "" : skillKey(entry);
  };
  return lastOf(other) - lastOf(one) || compareText(keyOf(one), keyOf(other));
}

function offer(
  { history, usage, matches }: Situation,
  index: number,
  rank: number,
  score: number,
  reasons: readonly Reason[],
): Recommendation {
  const skill = history.skills[index];
  if (skill === undefined) throw new RangeError(`No skill has the index ${index}.`);
  const finished = usage.finished[index] ?? 0;
  const about = (): string => matches?.get(index)?.words().join(" ") ?? "";
  return {
    skill: { kind: skill.kind, name: skill.name },
    key: skillKey(skill),
    label: labelOf(skill),
    rank,
    score,
    reasons: reasons.map((reason) =>
      reason.factor === "matchesQuery" ? { ...reason, about: about() } : reason,
    ),
    ...(skill.lastCommand === undefined ? {} : { command: skill.lastCommand }),
    ...(skill.lastCwd === undefined ? {} : { cwd: skill.lastCwd }),
    invocations: usage.invocations[index] ?? 0,
    ...(finished === 0 ? {} : { completionRate: (usage.completed[index] ?? 0) / finished }),
    lastStartedAtMs: usage.lastStartedAtMs[index] ?? 0,
  };
}
