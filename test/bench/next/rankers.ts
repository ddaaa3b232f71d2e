import type { NextEvent, NextContext } from "../../../src/recommend/next/event";

/** Orders the commands seen so far by how likely they come next, then learns what came. */
export interface Ranker {
  /** One score for each command seen so far, greater is likelier; valid until the next call. */
  rank(context: NextContext): Float64Array;
  observe(event: NextEvent): void;
}

/** After this many commands a use counts half in the decayed frequency. */
export const halfLifeCommands = 200;
/** Share of a seen command's count that is kept for commands not seen in its place. */
const discount = 0.75;
const hour = 3_600_000;

/** Scores that grow with the commands seen. */
class Scores {
  values = new Float64Array(0);
  /** The largest id seen, plus 1. */
  size = 0;

  see(id: number): void {
    if (id < this.size) return;
    this.size = id + 1;
    if (id < this.values.length) return;
    const values = new Float64Array(this.size * 2);
    values.set(this.values);
    this.values = values;
  }

  current(): Float64Array {
    return this.values.subarray(0, this.size);
  }
}

/** Most recently used first. */
export class MostRecent implements Ranker {
  private readonly scores = new Scores();
  private time = 0;

  rank(): Float64Array {
    return this.scores.current();
  }

  observe({ skill }: NextEvent): void {
    this.scores.see(skill);
    this.scores.values[skill] = ++this.time;
  }
}

/** Most frequently used first; with a half-life in commands, old uses count less. */
export class MostFrequent implements Ranker {
  private readonly scores = new Scores();

  constructor(private readonly halfLife = Number.POSITIVE_INFINITY) {}

  rank(): Float64Array {
    return this.scores.current();
  }

  observe({ skill }: NextEvent): void {
    const kept = 2 ** (-1 / this.halfLife);
    const { values, size } = this.scores;
    if (kept < 1) for (let id = 0; id < size; id++) values[id] = (values[id] ?? 0) * kept;
    this.scores.see(skill);
    this.scores.values[skill] = (this.scores.values[skill] ?? 0) + 1;
  }
}

/** Uses, times 4, 2, ½ or ¼ by the age of the last: an hour, a day, a week, more (zoxide's rule). */
export class Frecency implements Ranker {
  private readonly uses = new Scores();
  private readonly lastAtMs = new Scores();
  private readonly scores = new Scores();

  rank({ nowMs }: NextContext): Float64Array {
    for (let id = 0; id < this.uses.size; id++) {
      const age = nowMs - (this.lastAtMs.values[id] ?? 0);
      const factor = age < hour ? 4 : age < 24 * hour ? 2 : age < 168 * hour ? 0.5 : 0.25;
      this.scores.values[id] = (this.uses.values[id] ?? 0) * factor;
    }
    return this.scores.current();
  }

  observe({ skill, nowMs }: NextEvent): void {
    for (const scores of [this.uses, this.lastAtMs, this.scores]) scores.see(skill);
    this.uses.values[skill] = (this.uses.values[skill] ?? 0) + 1;
    this.lastAtMs.values[skill] = nowMs;
  }
}

interface Followers {
  total: number;
  readonly counts: Map<number, number>;
}

/**
 * What followed the last `order` commands, absolute discounting towards the last `order − 1` and so
 * on down to the frequency (Ney, Essen and Kneser, 1994):
 * p(c|h) = max(0, n − d) ÷ N + d·(kinds of followers) ÷ N · p(c|shorter h).
 */
export class Markov implements Ranker {
  private readonly uses = new Scores();
  private readonly scores = new Scores();
  private readonly contexts = new Map<string, Followers>();
  private readonly recent: number[] = [];
  private total = 0;

  constructor(private readonly order: number) {}

  rank(): Float64Array {
    const { size } = this.uses;
    const scores = this.scores.values;
    for (let id = 0; id < size; id++) {
      scores[id] = ((this.uses.values[id] ?? 0) + 0.5) / (this.total + 0.5 * size);
    }
    for (const key of this.keys()) {
      const followers = this.contexts.get(key);
      if (followers === undefined) break;
      const { total, counts } = followers;
      const left = (discount * counts.size) / total;
      for (let id = 0; id < size; id++) scores[id] = (scores[id] ?? 0) * left;
      for (const [id, count] of counts) scores[id] = (scores[id] ?? 0) + (count - discount) / total;
    }
    return this.scores.current();
  }

  observe({ skill }: NextEvent): void {
    for (const key of this.keys()) {
      const followers = this.contexts.get(key) ?? { total: 0, counts: new Map<number, number>() };
      followers.total++;
      followers.counts.set(skill, (followers.counts.get(skill) ?? 0) + 1);
      this.contexts.set(key, followers);
    }
    for (const scores of [this.uses, this.scores]) scores.see(skill);
    this.uses.values[skill] = (this.uses.values[skill] ?? 0) + 1;
    this.total++;
    this.recent.push(skill);
    if (this.recent.length > this.order) this.recent.shift();
  }

  /** The newest commands as keys, the shortest context first. */
  private keys(): readonly string[] {
    return this.recent.map((_, at) => this.recent.slice(this.recent.length - 1 - at).join(" "));
  }
}
