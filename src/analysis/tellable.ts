import { compareText } from "./ranking";
import type { SequenceLimits, Sequences } from "./sequences";

/** A sequence by its number among those with as many steps. */
export interface Candidate {
  readonly steps: number;
  readonly sequence: number;
  /** Its steps, indices into `history.skills`. */
  readonly skills: readonly number[];
}

/** From this share of its count on, something comes about as often as the other. */
const aboutAsOften = 0.8;

/**
 * Frequent sequences of at least two steps, most saved runs first: count · (steps − 1), then longer
 * ones, then by keys. Of what overlaps only the one that says most is told. Left out is:
 *
 * - a part of a longer one that comes about as often (0.8) and is told, or itself left out as such;
 * - the same cycle from another step on (b c a beside a b c), with the parts of it;
 * - a cycle gone on with (a b a, a b a b), unless it comes about as often as one round of it.
 *
 * @param holds whether it is no work of chance; `frequent` is how many have come so far.
 */
export function tellable(
  levels: readonly Sequences[],
  keys: readonly string[],
  limits: SequenceLimits,
  limit: number,
  holds: (candidate: Candidate, frequent: number) => boolean,
): readonly Candidate[] {
  const ranked = rankedSequences(levels, keys, limits);
  const covered = levels.map(({ count }) => new Uint8Array(count.length));
  const told: Candidate[] = [];
  for (const candidate of ranked) {
    if (told.length >= limit) break;
    const { steps, sequence, skills } = candidate;
    const isPart = covered[steps - 1]?.[sequence] === 1;
    if (!isPart && goesRound(levels, candidate)) continue;
    if (!isPart && !told.some((one) => isRotation(one.skills, skills))) {
      if (!holds(candidate, ranked.length)) continue;
      told.push(candidate);
    }
    cover(levels, covered, candidate);
  }
  return told;
}

/** Marks both parts with a step less that come about as often. They rank after it. */
function cover(
  levels: readonly Sequences[],
  covered: readonly Uint8Array[],
  { steps, sequence }: Candidate,
): void {
  const level = levels[steps - 1];
  const shorter = covered[steps - 2];
  for (const part of [level?.head[sequence], level?.tail[sequence]]) {
    if (part === undefined || shorter === undefined) continue;
    const often = (level?.count[sequence] ?? 0) >= aboutAsOften * countOf(levels, steps - 1, part);
    if (often) shorter[part] = 1;
  }
}

/** Whether it is a cycle gone on with, whose one round comes clearly more often. */
function goesRound(levels: readonly Sequences[], { steps, sequence, skills }: Candidate): boolean {
  const round = skills.findIndex(
    (_, period) =>
      period > 0 && skills.every((skill, at) => at < period || skill === skills[at - period]),
  );
  if (round < 0) return false;
  let once = sequence;
  for (let length = steps; length > round; length--) once = levels[length - 1]?.head[once] ?? 0;
  return countOf(levels, steps, sequence) < aboutAsOften * countOf(levels, round, once);
}

function isRotation(one: readonly number[], other: readonly number[]): boolean {
  const { length } = one;
  if (length !== other.length) return false;
  return one.some((_, by) => other.every((skill, at) => skill === one[(at + by) % length]));
}

function rankedSequences(
  levels: readonly Sequences[],
  keys: readonly string[],
  { minCount, minSessions }: SequenceLimits,
): readonly Candidate[] {
  const found: (Candidate & { readonly saved: number })[] = [];
  for (const { steps, count, sessions } of levels.slice(1)) {
    for (let sequence = 0; sequence < count.length; sequence++) {
      const times = count[sequence] ?? 0;
      if (times < minCount || (sessions[sequence] ?? 0) < minSessions) continue;
      const skills = skillsOf(levels, steps, sequence);
      found.push({ steps, sequence, skills, saved: times * (steps - 1) });
    }
  }
  const order = keys
    .map((_, skill) => skill)
    .sort((a, b) => compareText(keys[a] ?? "", keys[b] ?? ""));
  const rankOf = new Int32Array(keys.length);
  order.forEach((skill, rank) => (rankOf[skill] = rank));
  return found.sort(
    (one, other) =>
      other.saved - one.saved || other.steps - one.steps || compareRanks(one, other, rankOf),
  );
}

/** By the keys of the first step that differs; both have as many. */
function compareRanks(one: Candidate, other: Candidate, rankOf: Int32Array): number {
  for (const [at, skill] of one.skills.entries()) {
    const apart = (rankOf[skill] ?? 0) - (rankOf[other.skills[at] ?? -1] ?? 0);
    if (apart !== 0) return apart;
  }
  return 0;
}

function skillsOf(levels: readonly Sequences[], steps: number, sequence: number): number[] {
  const skills: number[] = [];
  let rest = sequence;
  for (let length = steps; length > 1; length--) {
    let first = rest;
    for (let shorter = length; shorter > 1; shorter--)
      first = levels[shorter - 1]?.head[first] ?? 0;
    skills.push(first);
    rest = levels[length - 1]?.tail[rest] ?? 0;
  }
  skills.push(rest);
  return skills;
}

function countOf(levels: readonly Sequences[], steps: number, sequence: number): number {
  return levels[steps - 1]?.count[sequence] ?? 0;
}
