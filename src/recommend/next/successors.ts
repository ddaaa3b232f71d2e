import type { NextContext } from "./event";
import { column } from "./features";
import type { FeatureMatrix } from "./featureMatrix";
import {
  isAfterFailure,
  pauseIn,
  phaseIn,
  situationOf,
  startSymbol,
  type Place,
  type Steps,
} from "./steps";
import { Votes } from "./votes";

/** Contexts are compared this many steps back. */
export const longestContext = 8;
/** So many of the newest places where the last step was met count in everything. */
export const mostOccurrences = 600;
/** In so many of them the last two steps and longer contexts are looked for. */
export const mostSearched = 6_000;
/** So many of the newest places count for skipped steps. */
export const mostSkipped = 300;
/** A step this many steps old counts half, in what is recent and in what is settled. */
export const recentHalfLife = 150;
export const settledHalfLife = 1_500;
export const pairHalfLife = 400;
/** So many steps before the last are compared as a set, and what each common one is worth. */
export const similarSteps = 5;
export const similarityPerStep = 0.7;
/** A pause of the next longer or shorter class counts as this much of the same one. */
const nearbyPause = 0.3;
/** Runs assumed as they usually are: against counts after the last step, and against vaguer ones. */
const prior = 1.5;
const vaguePrior = 3;
/** How long ago a successor came is told apart up to this many times. */
const longestAgo = 60;

/** What came next where the newest steps, or steps like them, were met before. */
export class Successors {
  /** By length of context minus 1: counts after the last step, the last two … the last eight. */
  readonly orders: readonly Votes[];
  readonly recent: Votes;
  readonly settled: Votes;
  readonly recentPairs: Votes;
  readonly similar: Votes;
  readonly samePhase: Votes;
  readonly samePause: Votes;
  readonly afterFailure: Votes;
  /** After the step two and three before what came, whatever lay between. */
  readonly lag2: Votes;
  readonly lag3: Votes;
  /** Steps of the newest place with the longest common context, and what came there; 0 and −1 for none. */
  longest = 0;
  longestSkill = -1;
  private readonly context = new Int32Array(longestContext);
  private contextLength = 0;
  /** 1 for symbols among the steps before the last. */
  private readonly isNear: Int32Array;

  constructor(readonly room: number) {
    const votes = (): Votes => new Votes(room);
    this.orders = Array.from({ length: longestContext }, votes);
    this.recent = votes();
    this.settled = votes();
    this.recentPairs = votes();
    this.similar = votes();
    this.samePhase = votes();
    this.samePause = votes();
    this.afterFailure = votes();
    this.lag2 = votes();
    this.lag3 = votes();
    this.isNear = new Int32Array(room + 1);
  }

  /** Looks up what followed the context that ends at `place`. */
  gather(steps: Steps, place: Place, given: NextContext): void {
    this.clear();
    this.readContext(steps, place.at);
    // At the beginning of a stretch all pauses were long.
    const pause = place.at < 0 ? -1 : pauseIn(situationOf(given, place.gapMs));
    const { symbol, previous, next, earlier } = steps;
    const beforeLast = this.contextLength > 1 ? (this.context[1] ?? 0) : -1;
    let seen = 0;
    let step = steps.newest(this.context[0] ?? 0);
    for (; step >= 0 && seen < mostSearched; step = earlier[step] ?? -1) {
      const after = next[step] ?? -1;
      if (after < 0) continue;
      const isNew = seen++ < mostOccurrences;
      const before = previous[step] ?? -1;
      // Far back only longer contexts are worth their time.
      if (!isNew && (before < 0 || symbol[before] !== beforeLast)) continue;
      const skill = (symbol[after] ?? 0) - 1;
      const age = steps.length - after;
      const common = this.commonContext(steps, before);
      if (common > this.longest) {
        this.longest = common;
        this.longestSkill = skill;
      }
      for (let order = isNew ? 0 : 1; order < common; order++) this.orders[order]?.add(skill, 1);
      if (common > 1) this.recentPairs.add(skill, faded(pairWeights, age));
      if (!isNew) continue;
      this.recent.add(skill, faded(recentWeights, age));
      this.settled.add(skill, faded(settledWeights, age));
      this.similar.add(skill, this.similarity(steps, before));
      this.compareSituation(steps, after, skill, pause, given);
    }
    this.gatherAtLag(steps, 2, this.lag2);
    this.gatherAtLag(steps, 3, this.lag3);
    this.markNear(0);
  }

  /** Writes what was gathered, but for the counts of `orders`. Skills with neither stay at 0. */
  fill(matrix: FeatureMatrix): void {
    matrix.setLifts(column.recentAfter1, this.recent, prior);
    matrix.setLifts(column.settledAfter1, this.settled, prior);
    matrix.setLifts(column.recentAfter2, this.recentPairs, prior);
    matrix.setLifts(column.similar, this.similar, vaguePrior);
    matrix.setLifts(column.phaseAfter1, this.samePhase, prior);
    matrix.setLifts(column.pauseAfter1, this.samePause, prior);
    matrix.setLifts(column.afterFailure, this.afterFailure, prior);
    matrix.setLifts(column.lag2, this.lag2, vaguePrior);
    matrix.setLifts(column.lag3, this.lag3, vaguePrior);
    fillNewest(matrix, column.newestAfter1, this.orders[0]);
    fillNewest(matrix, column.newestAfter2, this.orders[1]);
  }

  private clear(): void {
    for (const votes of this.orders) votes.clear();
    for (const votes of [this.recent, this.settled, this.recentPairs, this.similar]) votes.clear();
    for (const votes of [this.samePhase, this.samePause, this.afterFailure]) votes.clear();
    this.lag2.clear();
    this.lag3.clear();
    this.longest = 0;
    this.longestSkill = -1;
  }

  private readContext({ symbol, previous }: Steps, at: number): void {
    this.contextLength = 0;
    if (at < 0) this.context[this.contextLength++] = startSymbol;
    for (let step = at; step >= 0 && this.contextLength < longestContext;) {
      this.context[this.contextLength++] = symbol[step] ?? 0;
      step = previous[step] ?? -1;
    }
    this.markNear(1);
    this.isNear[startSymbol] = 0;
  }

  /** Marks the steps before the last that are compared as a set. */
  private markNear(mark: number): void {
    const end = Math.min(this.contextLength, similarSteps + 1);
    for (let at = 1; at < end; at++) this.isNear[this.context[at] ?? 0] = mark;
  }

  /** How many steps of the context are the same, the last one included. */
  private commonContext({ symbol, previous }: Steps, before: number): number {
    let common = 1;
    for (let step = before; step >= 0 && common < this.contextLength; common++) {
      if (symbol[step] !== this.context[common]) break;
      step = previous[step] ?? -1;
    }
    return common;
  }

  /** e^(0.7 · how many of the five steps before are among the five before the last). */
  private similarity({ symbol, previous }: Steps, before: number): number {
    let common = 0;
    for (let step = before, left = similarSteps; step >= 0 && left > 0; left--) {
      common += this.isNear[symbol[step] ?? 0] ?? 0;
      step = previous[step] ?? -1;
    }
    return similarityWeights[common] ?? 1;
  }

  private compareSituation(
    steps: Steps,
    after: number,
    skill: number,
    pause: number,
    given: NextContext,
  ): void {
    const situation = steps.situation[after] ?? 0;
    if (given.phase >= 0 && phaseIn(situation) === given.phase) this.samePhase.add(skill, 1);
    if (given.afterFailure && isAfterFailure(situation)) this.afterFailure.add(skill, 1);
    if (pause < 0) return;
    const apart = Math.abs(pauseIn(situation) - pause);
    if (apart <= 1) this.samePause.add(skill, apart === 0 ? 1 : nearbyPause);
  }

  /** What came `lag` steps after the step of the context that lies as far back. */
  private gatherAtLag(steps: Steps, lag: number, votes: Votes): void {
    const symbol = this.context[lag - 1] ?? startSymbol;
    if (this.contextLength < lag || symbol === startSymbol) return;
    let left = mostSkipped;
    for (let step = steps.newest(symbol); step >= 0 && left > 0;) {
      let after = step;
      for (let hop = 0; hop < lag && after >= 0; hop++) after = steps.next[after] ?? -1;
      if (after >= 0) {
        left--;
        const age = steps.length - after;
        votes.add((steps.symbol[after] ?? 0) - 1, faded(settledWeights, age));
      }
      step = steps.earlier[step] ?? -1;
    }
  }
}

/** −ln(1 + places since a skill last followed); those that never did as if one place earlier. */
function fillNewest(matrix: FeatureMatrix, to: number, votes: Votes | undefined): void {
  if (votes === undefined || votes.total === 0) return;
  const never = -Math.log(2 + Math.min(votes.total, longestAgo));
  matrix.setAll(to, never);
  for (let at = 0; at < votes.size; at++) {
    const skill = votes.voted[at] ?? 0;
    matrix.set(skill, to, Math.max(never, -Math.log(1 + votes.totalBefore(skill))));
  }
}

const similarityWeights = Float64Array.from({ length: similarSteps + 1 }, (_, common) =>
  Math.exp(similarityPerStep * common),
);

/** Older steps than this weigh as much as one of this age: next to nothing. */
const oldest = 8_191;
const recentWeights = weightsByAge(recentHalfLife);
const settledWeights = weightsByAge(settledHalfLife);
const pairWeights = weightsByAge(pairHalfLife);

/** 2^(−age ÷ half-life), looked up: it is asked for hundreds of times for each prediction. */
function weightsByAge(halfLife: number): Float64Array {
  return Float64Array.from({ length: oldest + 1 }, (_, age) => 2 ** (-age / halfLife));
}

function faded(weights: Float64Array, age: number): number {
  return weights[Math.min(age, oldest)] ?? 0;
}
