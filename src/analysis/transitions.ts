import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { isTimed } from "./durations";
import { groupValues } from "./groups";
import type { Transition } from "./model";
import { median } from "./quantiles";
import { compareText } from "./skills";

/** At most this many transitions between skills are listed. */
export const maxSkillTransitions = 200;

/** Which steps to look at; 1 or 0 for each row. */
export interface TransitionScope {
  /** Both runs must be in it. What is not still stands between those that are. */
  readonly scope: Uint8Array;
  /** At least one of the two must be in it; shares stay those of the whole scope. */
  readonly focus: Uint8Array;
}

/**
 * Steps from one phase to another, most frequent first. A run without a phase is passed over: it
 * neither makes nor breaks a step. `commonSkill` is the skill most often run on arrival.
 */
export function phaseTransitions(
  history: History,
  within: TransitionScope = everything(history),
): readonly Transition[] {
  const steps = collect(history, history.phase, history.phases.length, within);
  const commonSkillOf = commonSkills(history, steps);
  return listed(steps, (phase) => history.phases[phase] ?? "", commonSkillOf);
}

/**
 * Steps from one skill to another, most frequent first, at most `maxSkillTransitions`. `from` and
 * `to` are skill keys; the arrival is `to` itself, so there is no `commonSkill`.
 */
export function skillTransitions(
  history: History,
  within: TransitionScope = everything(history),
): readonly Transition[] {
  const keys = history.skills.map(skillKey);
  const steps = collect(history, history.skill, keys.length, within);
  return listed(
    steps,
    (skill) => keys[skill] ?? "",
    () => undefined,
  ).slice(0, maxSkillTransitions);
}

/** Steps as columns; a pair is one `from` with one `to`. */
interface Steps {
  readonly pairs: readonly { readonly from: number; readonly to: number }[];
  /** The pair of the step that arrives at each row; −1 where none in focus does. */
  readonly pairOf: Int32Array;
  /** From the end of the run before to the start of this one, milliseconds ≥ 0. */
  readonly gapMs: Float64Array;
  /** Steps in scope that leave each node. */
  readonly leaving: Uint32Array;
}

/**
 * One walk over the rows. Runs that overlap have a gap of 0. A background run is followed from its
 * start: nobody waits for its end.
 */
function collect(
  history: History,
  nodeOf: Int32Array | Int16Array,
  nodes: number,
  { scope, focus }: TransitionScope,
): Steps {
  const lastRow = new Int32Array(history.sessions.length).fill(-1);
  const pairs: { from: number; to: number }[] = [];
  const known = new Map<number, number>();
  const pairOf = new Int32Array(history.length).fill(-1);
  const gapMs = new Float64Array(history.length);
  const leaving = new Uint32Array(nodes);
  for (let row = 0; row < history.length; row++) {
    const to = nodeOf[row] ?? -1;
    if (to < 0) continue;
    const session = history.session[row] ?? 0;
    const before = lastRow[session] ?? -1;
    lastRow[session] = row;
    if (before < 0 || scope[before] !== 1 || scope[row] !== 1) continue;
    const from = nodeOf[before] ?? -1;
    if (from === to) continue;
    leaving[from] = (leaving[from] ?? 0) + 1;
    if (focus[before] !== 1 && focus[row] !== 1) continue;
    const code = from * nodes + to;
    let pair = known.get(code);
    if (pair === undefined) {
      pair = pairs.push({ from, to }) - 1;
      known.set(code, pair);
    }
    pairOf[row] = pair;
    gapMs[row] = Math.max(0, (history.startedAtMs[row] ?? 0) - endMs(history, before));
  }
  return { pairs, pairOf, gapMs, leaving };
}

function endMs(history: History, row: number): number {
  const startedAtMs = history.startedAtMs[row] ?? 0;
  return isTimed(history, row) ? startedAtMs + (history.durationMs[row] ?? 0) : startedAtMs;
}

function listed(
  { pairs, pairOf, gapMs, leaving }: Steps,
  nameOf: (node: number) => string,
  commonSkillOf: (pair: number) => SkillKey | undefined,
): readonly Transition[] {
  const gaps = groupValues(gapMs, pairOf, pairOf.length, pairs.length);
  return pairs
    .map(({ from, to }, pair) => {
      const values = gaps.of(pair);
      const medianGapMs = median(values);
      const commonSkill = commonSkillOf(pair);
      return {
        from: nameOf(from),
        to: nameOf(to),
        count: values.length,
        share: values.length / (leaving[from] ?? 0),
        ...(medianGapMs === undefined ? {} : { medianGapMs }),
        ...(commonSkill === undefined ? {} : { commonSkill }),
      };
    })
    .sort(
      (one, other) =>
        other.count - one.count ||
        compareText(one.from, other.from) ||
        compareText(one.to, other.to),
    );
}

/** The skill most often arrived at by each pair; of several, the first by key. */
function commonSkills(
  history: History,
  { pairs, pairOf }: Steps,
): (pair: number) => SkillKey | undefined {
  const counts = pairs.map(() => new Map<number, number>());
  for (let row = 0; row < history.length; row++) {
    const arrivals = counts[pairOf[row] ?? -1];
    if (arrivals === undefined) continue;
    const skill = history.skill[row] ?? 0;
    arrivals.set(skill, (arrivals.get(skill) ?? 0) + 1);
  }
  const keys = history.skills.map(skillKey);
  return (pair) => {
    const ranked = [...(counts[pair] ?? [])]
      .map(([skill, count]) => ({ key: keys[skill], count }))
      .sort((one, other) => other.count - one.count || compareText(one.key ?? "", other.key ?? ""));
    return ranked[0]?.key;
  };
}

function everything(history: History): TransitionScope {
  const all = new Uint8Array(history.length).fill(1);
  return { scope: all, focus: all };
}
