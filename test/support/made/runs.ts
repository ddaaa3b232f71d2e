import type { FinalOutcome } from "../../../src/tracker/model";
import { seededRandom, type Random } from "../random";
import { workBlocks, type Block, type Span } from "./days";
import { facts, Fortune, type Prospect } from "./facts";
import { Habits } from "./habits";
import type { MadeSkill } from "./skills";

/** Which history to make. */
export interface MadeOptions extends Span {
  /** The same seed makes the same history, up to `nowMs` and the time zone. */
  readonly seed: number;
  /** Without the planted facts. */
  readonly isPlain: boolean;
}

/** A window, or a conversation with an agent. */
export interface MadeSession {
  /** From 0; each has its own. */
  readonly number: number;
  /** Whose conversation it is; absent for a window of the user. */
  readonly agent?: string;
}

export interface MadeRun {
  readonly skill: MadeSkill;
  readonly session: MadeSession;
  /** Absent where the user ran it. */
  readonly agent?: string;
  /** Milliseconds since 1970 UTC, whole. */
  readonly startedAtMs: number;
  /** Milliseconds ≥ 1, whole. */
  readonly durationMs: number;
  readonly phase: string;
  readonly outcome: FinalOutcome;
  /** The user did not let the agent run it. */
  readonly isRefused: boolean;
}

const hourMs = 3_600_000;
const agents = ["claude", "claude", "codex"];

/**
 * Makes a history of exactly `rows` runs, a day's worth at a time, each sorted by start: working
 * days with a lunch break, some weekends, agents beside the user and in conversations of their own,
 * cycles of work, log-normal durations and pauses.
 *
 * @throws RangeError when the span holds no time to work.
 */
export function* madeRuns(options: MadeOptions): Generator<readonly MadeRun[]> {
  const maker = new Maker(options);
  const { rows, days, nowMs } = options;
  const spike = options.isPlain ? 0 : Math.min(rows, Math.max(25, Math.round(rows / days / 4)));
  const blocks = workBlocks({ rows: rows - spike, days, nowMs }, maker.random);
  if (blocks.length === 0) throw new RangeError("There was no time to work yet.");
  const spiked = spike === 0 ? [] : [spikeOf(nowMs, spike)];
  const all = [...blocks, ...spiked].sort((one, other) => one.fromMs - other.fromMs);
  let day: MadeRun[] = [];
  let until = 0;
  for (const block of all) {
    if (block.fromMs >= until) {
      yield sorted(day);
      day = [];
      until = midnightAfter(block.fromMs);
    }
    for (const run of maker.block(block, spiked.includes(block))) day.push(run);
  }
  yield sorted(day);
}

function sorted(runs: readonly MadeRun[]): readonly MadeRun[] {
  return [...runs].sort((one, other) => one.startedAtMs - other.startedAtMs);
}

function midnightAfter(ms: number): number {
  const date = new Date(ms);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
}

/** An hour of yesterday afternoon; later, as far as yesterday goes, when that is over a day ago. */
function spikeOf(nowMs: number, runs: number): Block {
  const now = new Date(nowMs);
  const at = (hour: number): number =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, hour).getTime();
  const fromMs = Math.min(Math.max(at(15), nowMs - 23 * hourMs), at(23));
  return { fromMs, toMs: fromMs + 0.9 * hourMs, isMorning: false, runs };
}

class Maker {
  readonly random: Random;
  private readonly habits: Habits;
  private readonly fortune: Fortune;
  private sessions = 0;

  constructor({ seed, nowMs, isPlain }: MadeOptions) {
    this.random = seededRandom(seed);
    this.habits = new Habits(this.random, isPlain);
    this.fortune = new Fortune(nowMs, isPlain);
  }

  *block(block: Block, isSpike: boolean): Generator<MadeRun> {
    if (isSpike) {
      yield* this.session(block, block.fromMs, new Array(block.runs).fill(facts.spike), undefined);
      return;
    }
    const { random } = this;
    for (let left = block.runs; left > 0;) {
      const wished = Math.max(4, Math.round(logNormal(random, 26, 0.5)));
      const length = left < wished + 4 ? left : wished;
      left -= length;
      const agent = random.chance(0.35) ? random.pick(agents) : undefined;
      const begins = block.fromMs + 0.5 * random.next() * (block.toMs - block.fromMs);
      const skills = this.habits.session(length, agent !== undefined);
      yield* this.session(block, begins, skills, agent);
    }
  }

  private *session(
    block: Block,
    fromMs: number,
    skills: readonly MadeSkill[],
    ownAgent: string | undefined,
  ): Generator<MadeRun> {
    const { random, fortune } = this;
    const session = { number: this.sessions++, ...named(ownAgent) };
    const takes = skills.map((skill) => {
      const usualMs = 1000 * logNormal(random, skill.seconds, 0.4);
      return Math.max(1, Math.round(usualMs * fortune.slowness(skill, fromMs)));
    });
    const pauses = skills.map(() => 1000 * logNormal(random, ownAgent ? 8 : 70, 1));
    const waits = takes.reduce((sum, ms, at) => sum + (skills[at]?.background ? 0 : ms), 0);
    const room = Math.max(0, block.toMs - fromMs - waits) / sum(pauses);
    let atMs = fromMs;
    for (const [at, skill] of skills.entries()) {
      const durationMs = takes[at] ?? 1;
      const startedAtMs = Math.round(atMs);
      const phase = skill.alsoIn !== undefined && random.chance(0.25) ? skill.alsoIn : skill.phase;
      const agent = ownAgent ?? (random.chance(0.1) ? "copilot" : undefined);
      const moment = { phase, startedAtMs, isMorning: block.isMorning };
      const outcome = outcomeOf(fortune.prospect(skill, moment), random);
      const isRefused = outcome === "abandoned" && agent !== undefined && random.chance(0.3);
      const run = { skill, session, ...named(agent), startedAtMs, durationMs, phase };
      yield { ...run, outcome, isRefused };
      atMs += (skill.background ? 0 : durationMs) + (pauses[at] ?? 0) * Math.min(1, room);
    }
  }
}

const named = (agent: string | undefined): { readonly agent?: string } =>
  agent === undefined ? {} : { agent };

/** One end in fifty is one nobody heard of. */
function outcomeOf({ completes, isAbandoned }: Prospect, random: Random): FinalOutcome {
  if (random.chance(0.02)) return "unknown";
  const luck = random.next();
  if (luck < completes) return "completed";
  return luck < completes + isAbandoned ? "abandoned" : "failed";
}

/** ln of it has a normal distribution with this standard deviation; by Box and Muller. */
function logNormal(random: Random, median: number, deviation: number): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.next()));
  return median * Math.exp(deviation * radius * Math.cos(2 * Math.PI * random.next()));
}

function sum(values: readonly number[]): number {
  return values.reduce((whole, value) => whole + value, 0);
}
