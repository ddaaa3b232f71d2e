import type { History, HistoryFilter } from "../tracker/history";
import { skillKinds } from "../tracker/model";
import { bottlenecks } from "./bottlenecks";
import { matching, pickRows } from "./filter";
import { heatmap } from "./heatmap";
import type { Calendar, ReportData } from "./model";
import { overview } from "./overview";
import { phaseEffectiveness, phasesByUse } from "./phases";
import { runDays } from "./runDays";
import { summarizeSkills } from "./skills";
import { timeline } from "./timeline";
import { phaseTransitions, skillTransitions } from "./transitions";

/** What a report is about and from where it is looked at. */
export interface ReportRequest {
  readonly filter: HistoryFilter;
  readonly nowMs: number;
  readonly calendar: Calendar;
}

/**
 * Everything the report shows of the invocations that pass the filter.
 *
 * Transitions are found before filtering, so that leaving out what ran in between makes no two runs
 * neighbours; a filter on a skill or a phase keeps the steps into and out of it.
 */
export function buildReport(
  history: History,
  { filter, nowMs, calendar }: ReportRequest,
): ReportData {
  const { skill, phase, ...scopeFilter } = filter;
  const scope = matching(history, scopeFilter);
  const narrowed = skill !== undefined || phase !== undefined;
  const focus = narrowed ? matching(history, filter) : scope;
  const within = { scope, focus };
  const selected = pickRows(history, focus);
  return {
    generatedAtMs: nowMs,
    filter,
    overview: overview(selected),
    phases: phaseEffectiveness(selected),
    bottlenecks: bottlenecks(selected),
    phaseTransitions: phaseTransitions(history, within),
    skillTransitions: skillTransitions(history, within),
    heatmap: heatmap(selected),
    timeline: timeline(selected, filter, nowMs, calendar),
    skills: summarizeSkills(selected),
    runDays: runDays(selected, calendar),
    choices: choices(history),
  };
}

function choices(history: History): ReportData["choices"] {
  const used = new Uint8Array(history.skills.length);
  let users = false;
  let agents = false;
  for (let row = 0; row < history.length; row++) {
    used[history.skill[row] ?? 0] = 1;
    if (history.author[row] === 0) users = true;
    else agents = true;
  }
  const kinds = new Set(
    history.skills.filter((_, index) => used[index] === 1).map(({ kind }) => kind),
  );
  return {
    kinds: skillKinds.filter((kind) => kinds.has(kind)),
    authors: [...(users ? (["user"] as const) : []), ...(agents ? (["agent"] as const) : [])],
    phases: phasesByUse(history).map((phase) => history.phases[phase] ?? ""),
  };
}
