import type { History, Rejection, SkillEntry } from "../../src/tracker/history";
import {
  outcomes,
  parseSkillKey,
  skillKey,
  type Outcome,
  type SkillKey,
} from "../../src/tracker/model";
import type { Random } from "./random";

/** One invocation as a test writes it; what is left out has an unremarkable value. */
export interface Run {
  readonly skill: SkillKey;
  /** Start, milliseconds since 1970 UTC. */
  readonly at: number;
  /** "completed" when left out. */
  readonly outcome?: Outcome;
  /** Milliseconds; unknown when left out. */
  readonly ms?: number;
  readonly phase?: string;
  /** "s1" when left out. */
  readonly session?: string;
  /** Name of the agent, "" for an agent without one; the user when left out. */
  readonly agent?: string;
  readonly background?: boolean;
  /** What was asked for. */
  readonly query?: string;
  readonly folder?: string;
  /** Rank of the recommendation it came from. */
  readonly rank?: number;
  /** What else was offered, best first. */
  readonly offered?: readonly SkillKey[];
  /** The user did not let an agent run it. */
  readonly refused?: boolean;
}

/** What a history holds beside its invocations. */
export interface HistoryExtras {
  /** What is known of skills; a skill named here need not have been used. Sets the order too. */
  readonly skills?: Readonly<Partial<Record<SkillKey, Partial<SkillEntry>>>>;
  /** Phases to know first, used or not. */
  readonly phases?: readonly string[];
  readonly rejections?: readonly {
    readonly skill: SkillKey;
    readonly after?: SkillKey;
    readonly at: number;
  }[];
}

/** A start far from any edge: Wednesday, 2026-03-04 10:00 UTC. */
export const someTime = Date.UTC(2026, 2, 4, 10);
export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/**
 * Builds columns from invocations. Columns are longer than the history and hold values there that
 * would spoil any figure, since only the first `length` count.
 */
export function historyOf(runs: readonly Run[], extras: HistoryExtras = {}): History {
  const sorted = [...runs].sort((one, other) => one.at - other.at);
  const capacity = sorted.length + 3;
  const skills: SkillEntry[] = [];
  const skillAt = dictionary<SkillKey>((key) => {
    const ref = parseSkillKey(key);
    if (ref === undefined) throw new Error(`Not a skill key: ${key}`);
    skills.push({
      ...ref,
      category: "Other",
      hidden: false,
      pinned: false,
      ...extras.skills?.[key],
    });
  });
  for (const key of Object.keys(extras.skills ?? {})) skillAt(key as SkillKey);
  const phases: string[] = [...(extras.phases ?? [])];
  const sessions: string[] = [];
  const agents = ["", ""];
  const queries: string[] = [];
  const folders: string[] = [];
  const offers: (readonly SkillKey[])[] = [];
  const at = (names: string[], name: string): number => {
    const known = names.indexOf(name);
    return known >= 0 ? known : names.push(name) - 1;
  };
  const history = {
    skill: new Int32Array(capacity),
    startedAtMs: new Float64Array(capacity).fill(1),
    durationMs: new Float64Array(capacity).fill(1e12),
    outcome: new Uint8Array(capacity).fill(outcomes.indexOf("failed")),
    phase: new Int16Array(capacity),
    session: new Int32Array(capacity),
    author: new Int16Array(capacity).fill(1),
    background: new Uint8Array(capacity),
    query: new Int32Array(capacity),
    folder: new Int32Array(capacity),
    offer: new Int32Array(capacity),
    selectionRank: new Uint8Array(capacity),
    refused: new Uint8Array(capacity),
  };
  sorted.forEach((run, row) => {
    history.skill[row] = skillAt(run.skill);
    history.startedAtMs[row] = run.at;
    history.durationMs[row] = run.ms ?? NaN;
    history.outcome[row] = outcomes.indexOf(run.outcome ?? "completed");
    history.phase[row] = run.phase === undefined ? -1 : at(phases, run.phase);
    history.session[row] = at(sessions, run.session ?? "s1");
    history.author[row] = agentIndex(agents, run.agent);
    history.background[row] = run.background === true ? 1 : 0;
    history.query[row] = run.query === undefined ? -1 : at(queries, run.query);
    history.folder[row] = run.folder === undefined ? -1 : at(folders, run.folder);
    history.offer[row] = run.offered === undefined ? -1 : offers.push(run.offered) - 1;
    history.selectionRank[row] = run.rank ?? 0;
    history.refused[row] = run.refused === true ? 1 : 0;
  });
  const rejections: Rejection[] = (extras.rejections ?? []).map((rejection) => ({
    skill: skillAt(rejection.skill),
    after: rejection.after === undefined ? -1 : skillAt(rejection.after),
    atMs: rejection.at,
  }));
  const names = { skills, phases, sessions, agents, queries, folders, offers };
  return { length: sorted.length, ...names, rejections, ...history };
}

function agentIndex(agents: string[], agent: string | undefined): number {
  if (agent === undefined) return 0;
  if (agent === "") return 1;
  const known = agents.indexOf(agent, 2);
  return known >= 0 ? known : agents.push(agent) - 1;
}

function dictionary<K>(onNew: (key: K) => void): (key: K) => number {
  const indices = new Map<K, number>();
  return (key) => {
    const known = indices.get(key);
    if (known !== undefined) return known;
    onNew(key);
    indices.set(key, indices.size);
    return indices.size - 1;
  };
}

/** What random histories are made of. Small numbers, so that ties and empty groups are common. */
export interface RandomRuns {
  readonly count: number;
  readonly skills?: readonly SkillKey[];
  readonly phases?: readonly string[];
  readonly sessions?: number;
  /** From `someTime` on, milliseconds. */
  readonly spanMs?: number;
}

export const someSkills: readonly SkillKey[] = [
  "terminal:git commit",
  "terminal:git add",
  "terminal:npm test",
  "task:build",
  "debug:launch",
  "agent:reviewer",
];

/** Invocations with every outcome, known and unknown durations, overlaps, and several authors. */
export function randomRuns(random: Random, options: RandomRuns): Run[] {
  const skills = options.skills ?? someSkills;
  const phases = options.phases ?? ["setup", "execution", "verification"];
  // Starts are distinct, so that the order of rows is decided by the runs themselves.
  const span = options.spanMs ?? 3 * day;
  const starts = new Set<number>();
  while (starts.size < options.count) starts.add(someTime + random.int(0, span));
  return [...starts].map((at) => {
    const outcome = random.pick(outcomes);
    const timed = outcome !== "running" && random.chance(0.8);
    return {
      skill: random.pick(skills),
      at,
      outcome,
      session: `s${random.int(1, options.sessions ?? 3)}`,
      ...(timed ? { ms: random.int(0, 20 * minute) } : {}),
      ...(random.chance(0.8) ? { phase: random.pick(phases) } : {}),
      ...(random.chance(0.3) ? { agent: random.pick(["", "alpha", "beta"]) } : {}),
      ...(random.chance(0.1) ? { background: true } : {}),
    };
  });
}

/** The invocations of a history, in its order, as a test would write them: undoes `historyOf`. */
export function runsOf(history: History): Run[] {
  return Array.from({ length: history.length }, (_, row) => {
    const skill = history.skills[history.skill[row] ?? -1];
    if (skill === undefined) throw new RangeError(`Row ${row} has no skill.`);
    const ms = history.durationMs[row] ?? NaN;
    const phase = history.phases[history.phase[row] ?? -1];
    const author = history.author[row] ?? 0;
    const rank = history.selectionRank[row] ?? 0;
    const query = history.queries[history.query[row] ?? -1];
    const folder = history.folders[history.folder[row] ?? -1];
    const offered = history.offers[history.offer[row] ?? -1];
    return {
      skill: skillKey(skill),
      at: history.startedAtMs[row] ?? NaN,
      outcome: outcomes[history.outcome[row] ?? -1] ?? "unknown",
      session: history.sessions[history.session[row] ?? -1] ?? "",
      ...(Number.isNaN(ms) ? {} : { ms }),
      ...(phase === undefined ? {} : { phase }),
      ...(author === 0 ? {} : { agent: history.agents[author] ?? "" }),
      ...(history.background[row] === 1 ? { background: true } : {}),
      ...(query === undefined ? {} : { query }),
      ...(folder === undefined ? {} : { folder }),
      ...(rank === 0 ? {} : { rank }),
      ...(offered === undefined ? {} : { offered }),
      ...(history.refused[row] === 1 ? { refused: true } : {}),
    };
  });
}
