import { Corrections } from "./corrections";
import type { NextContext, NextEvent } from "./event";
import { Families } from "./families";
import { column, featureNames, type FeatureName } from "./features";
import { FeatureMatrix } from "./featureMatrix";
import { grownFloats, roomFor } from "./growth";
import { Habits } from "./habits";
import { Learner, type StartWeights } from "./learner";
import { setContextLifts } from "./markov";
import { Matches } from "./matches";
import { RecencyStack } from "./recencyStack";
import { Rhythm } from "./rhythm";
import { Steps, type Place } from "./steps";
import { Successors } from "./successors";
import { Uses } from "./uses";
import { setUsageFeatures } from "./usageFeatures";
import { startWeights } from "./weights";

/** What one feature adds to the score of a skill. */
export interface Contribution {
  readonly feature: FeatureName;
  readonly value: number;
  /** Weight × value; all of a skill add up to its score before it is made a probability. */
  readonly share: number;
}

/** How likely each skill comes next. Valid until the model is asked or told something again. */
export interface NextRanking {
  /** ln of the probability, by skill; −∞ for skills that were never run. */
  readonly scores: Float64Array;
  /** Why: all features of one skill, in the order of the table. */
  contributions(skill: number): readonly Contribution[];
}

export interface NextModelParts {
  /** The family of each skill by name, see `familiesOf`; without it families say nothing. */
  readonly families?: Int32Array;
  readonly start?: StartWeights;
}

/**
 * What comes next, learned from what came: asked before each run, told after it. Everything follows
 * from the events and their order; nothing else is kept.
 */
export class NextModel {
  private readonly steps = new Steps();
  private readonly uses = new Uses();
  private readonly stack = new RecencyStack();
  private readonly rhythm = new Rhythm();
  private readonly habits = new Habits();
  private readonly families: Families;
  private readonly matches = new Matches();
  private readonly corrections = new Corrections();
  private readonly learner: Learner;
  private successors = new Successors(0);
  private matrix = new FeatureMatrix(0);
  private scores: Float64Array = new Float64Array(0);
  private lower: Float64Array = new Float64Array(0);
  /** What the features in `matrix` were worked out for; undefined when they are out of date. */
  private preparedFor: NextContext | undefined;

  constructor({ families, start = startWeights }: NextModelParts = {}) {
    this.families = new Families(families);
    this.learner = new Learner(start);
  }

  /** Names may come to be known later than the model was made. */
  setFamilies(families: Int32Array): void {
    this.families.of = families;
  }

  rank(context: NextContext): NextRanking {
    this.prepare(context);
    return {
      scores: this.scores.subarray(0, this.uses.size),
      contributions: (skill) => this.contributions(skill),
    };
  }

  /** Learns from one run: predicts it, moves the weights by how wrong that was, and counts it. */
  observe(event: NextEvent): void {
    if (this.uses.has(event.skill)) {
      this.prepare(event);
      this.learner.learn(this.matrix, this.scores, event.skill);
      this.corrections.learn(this.scores, this.uses.size, event.skill);
      this.matches.count(this.successors, event.skill);
    }
    this.count(event);
  }

  /** Counts one run and leaves the weights as they are: for the older part of a long history. */
  count(event: NextEvent): void {
    const { skill } = event;
    const { steps, uses } = this;
    const place = steps.place(event);
    this.habits.count(skill, place, event, uses);
    this.families.count(skill, this.skillAt(place));
    if (uses.has(skill)) this.rhythm.count(skill, uses.age(skill));
    this.stack.use(skill);
    steps.append(event, place);
    uses.add(skill, event.nowMs);
    this.preparedFor = undefined;
  }

  private prepare(context: NextContext): void {
    if (this.preparedFor === context) return;
    const { steps, uses, matrix, successors } = this.withRoom();
    const place = steps.place(context);
    const last = this.skillAt(place);
    matrix.reset(uses.size);
    this.habits.fillUsual(matrix, uses);
    setUsageFeatures(matrix, uses, this.stack, this.rhythm, context.nowMs, last);
    successors.gather(steps, place, context);
    setContextLifts(matrix, successors.orders, this.lower);
    successors.fill(matrix);
    this.matches.fill(matrix, successors);
    this.habits.fill(matrix, place, context, uses);
    this.families.fill(matrix, last);
    this.corrections.fill(matrix, place, context, steps);
    this.learner.score(matrix, uses.counts, this.scores);
    this.preparedFor = context;
  }

  /** The skill that came last in a stretch of work; −1 at its beginning. */
  private skillAt({ at }: Place): number {
    return at < 0 ? -1 : (this.steps.symbol[at] ?? 0) - 1;
  }

  /** Makes room for all skills seen. */
  private withRoom(): this {
    const { size } = this.uses;
    if (size <= this.matrix.room) return this;
    const room = roomFor(size - 1, this.matrix.room);
    this.matrix = new FeatureMatrix(room);
    this.successors = new Successors(room);
    this.scores = grownFloats(this.scores, room);
    this.lower = grownFloats(this.lower, room);
    return this;
  }

  private contributions(skill: number): readonly Contribution[] {
    const weights = this.learner.weightsOf(this.matrix.tiers[skill] ?? 0);
    return featureNames.map((feature) => {
      const value = this.matrix.get(skill, column[feature]);
      return { feature, value, share: value * (weights[column[feature]] ?? 0) };
    });
  }
}
