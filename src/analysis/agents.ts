import type { History } from "../tracker/history";
import { skillKey } from "../tracker/model";
import { mediansBy } from "./durations";
import type { AgentSkill, AgentSummary } from "./model";
import { outcomeCode } from "./outcomes";
import { compareText, labelOf, mostUsedFirst } from "./ranking";
import { Tally } from "./rates";

/**
 * What every agent ran, the one with the most runs first, then by name; in each the skills with the
 * most runs first, then by key. Runs by an agent without a name are under "".
 */
export function summarizeAgents(history: History): readonly AgentSummary[] {
  const { length, skill: skills, author: authors, agents } = history;
  const pairs = new Map<number, number>();
  const group = new Int32Array(length).fill(-1);
  for (let row = 0; row < length; row++) {
    const author = authors[row] ?? 0;
    if (author === 0) continue;
    const pair = (skills[row] ?? 0) * agents.length + author;
    const known = pairs.get(pair) ?? pairs.size;
    pairs.set(pair, known);
    group[row] = known;
  }
  if (pairs.size === 0) return [];
  const tally = new Tally(pairs.size);
  const refused = new Uint32Array(pairs.size);
  const last = new Float64Array(pairs.size).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < length; row++) {
    const at = group[row] ?? -1;
    if (at < 0) continue;
    tally.add(at, history.outcome[row] ?? outcomeCode.unknown);
    refused[at] = (refused[at] ?? 0) + (history.refused[row] ?? 0);
    last[at] = Math.max(last[at] ?? 0, history.startedAtMs[row] ?? 0);
  }
  const medianOf = mediansBy(history, group, pairs.size);
  const byAgent = new Map<number, AgentSkill[]>();
  for (const [pair, at] of pairs) {
    const author = pair % agents.length;
    const skill = history.skills[(pair - author) / agents.length];
    if (skill === undefined) continue;
    const { counts, total, rate } = tally.rate(at);
    const medianDurationMs = medianOf(at);
    const one: AgentSkill = {
      key: skillKey(skill),
      kind: skill.kind,
      label: labelOf(skill),
      counts,
      total,
      refused: refused[at] ?? 0,
      lastStartedAtMs: last[at] ?? 0,
      ...(rate === undefined ? {} : { completionRate: rate }),
      ...(medianDurationMs === undefined ? {} : { medianDurationMs }),
    };
    byAgent.set(author, [...(byAgent.get(author) ?? []), one]);
  }
  return mostActiveFirst([...byAgent].map(([author, ran]) => summaryOf(agents[author] ?? "", ran)));
}

/** The summary of an agent that ran these skills, given in any order. */
export function summaryOf(agent: string, ran: readonly AgentSkill[]): AgentSummary {
  return {
    agent,
    total: ran.reduce((sum, { total }) => sum + total, 0),
    refused: ran.reduce((sum, { refused }) => sum + refused, 0),
    skills: [...ran].sort(mostUsedFirst),
  };
}

/** The agent with the most runs first, then by name. */
export function mostActiveFirst(agents: readonly AgentSummary[]): readonly AgentSummary[] {
  return [...agents].sort(
    (one, other) => other.total - one.total || compareText(one.agent, other.agent),
  );
}
