import type { AgentSummary, Rate } from "../../../analysis/model";
import { rateOf, sumOfCounts } from "../../../analysis/rates";
import { agentName } from "./names";
import { isSure } from "./sample";
import type { Words } from "./words";

/** One agent with how its runs ended. */
export interface AgentFigures extends Rate {
  readonly agent: string;
  readonly name: string;
  readonly refused: number;
  /** How many different skills it used. */
  readonly skills: number;
  /** The one it used most. */
  readonly mostUsed?: string;
}

export function agentFigures(
  agents: readonly AgentSummary[],
  words: Words,
): readonly AgentFigures[] {
  return agents.map(({ agent, refused, skills }) => {
    const most = skills[0]?.label;
    return {
      ...rateOf(sumOfCounts(skills.map(({ counts }) => counts))),
      ...{ agent, name: agentName(agent, words), refused, skills: skills.length },
      ...(most === undefined ? {} : { mostUsed: most }),
    };
  });
}

/** Names two agents as different only where their 95 % intervals do not meet. */
export function agentsFinding(agents: readonly AgentFigures[], words: Words): string {
  const { t, percent, runs } = words;
  const first = agents[0];
  if (first === undefined) return t("No agent ran anything");
  const byRate = agents.filter((one) => isSure(one)).sort((a, b) => b.rate - a.rate);
  const best = byRate[0];
  const worst = byRate.at(-1);
  if (best !== undefined && worst !== undefined && best.interval[0] > worst.interval[1])
    return t("{best} completes {bestRate}, {worst} {worstRate}", {
      ...{ best: best.name, bestRate: percent(best.rate) },
      ...{ worst: worst.name, worstRate: percent(worst.rate) },
    });
  return t("{agent} ran most: {runs}", { agent: first.name, runs: runs(first.total) });
}
