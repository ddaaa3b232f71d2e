import type { History } from "../tracker/history";
import { skillKey, type SkillKey } from "../tracker/model";
import { mostActiveFirst, summarizeAgents, summaryOf } from "./agents";
import { gatherRows } from "./filter";
import type { AgentSummary, SkillSummary } from "./model";
import { mostUsedFirst } from "./ranking";
import { summarizeSkills } from "./skills";
import { rowsOfMarked, StaleSkills } from "./staleSkills";

/** Who did what, for the trees. */
export interface Summaries {
  readonly skills: readonly SkillSummary[];
  readonly agents: readonly AgentSummary[];
}

/**
 * What `summarizeSkills` and `summarizeAgents` say of a history that grows. Only the runs of skills
 * of which something changed are counted again.
 */
export class RunningSummaries {
  private readonly stale = new StaleSkills();
  private kept: Summaries = { skills: [], agents: [] };

  of(history: History): Summaries {
    const { marks, count } = this.stale.next(history);
    const isEverything = count === history.skills.length;
    if (isEverything) this.kept = summariesOf(history);
    else if (count > 0) {
      const keys = history.skills.filter((_, index) => marks[index] === 1).map(skillKey);
      const changed = gatherRows(history, Int32Array.from(rowsOfMarked(history, marks)));
      this.kept = replaced(this.kept, new Set(keys), summariesOf(changed));
    }
    return this.kept;
  }
}

function summariesOf(history: History): Summaries {
  return { skills: summarizeSkills(history), agents: summarizeAgents(history) };
}

function replaced(old: Summaries, keys: ReadonlySet<SkillKey>, fresh: Summaries): Summaries {
  const isKept = ({ key }: { readonly key: SkillKey }): boolean => !keys.has(key);
  const freshOf = new Map(fresh.agents.map(({ agent, skills }) => [agent, skills]));
  const agents = old.agents.map(({ agent, skills }) => {
    const ran = [...skills.filter(isKept), ...(freshOf.get(agent) ?? [])];
    freshOf.delete(agent);
    return summaryOf(agent, ran);
  });
  for (const [agent, ran] of freshOf) agents.push(summaryOf(agent, ran));
  return {
    skills: [...old.skills.filter(isKept), ...fresh.skills].sort(mostUsedFirst),
    agents: mostActiveFirst(agents.filter(({ total }) => total > 0)),
  };
}
