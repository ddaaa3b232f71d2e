import { findAnomalies } from "../analysis/anomalies";
import { bottlenecks } from "../analysis/bottlenecks";
import { commitsIn } from "../analysis/commitColumns";
import { skillDependencies } from "../analysis/dependencies";
import { gitWork } from "../analysis/gitWork";
import type { Calendar } from "../analysis/model";
import { select } from "../analysis/filter";
import { findInsights } from "../analysis/insights";
import { recentSkills } from "../analysis/recentSkills";
import { labelOf } from "../analysis/ranking";
import { findRoutines } from "../analysis/routines";
import { sessionSummaries } from "../analysis/sessions";
import { skillUsage } from "../analysis/skillUsage";
import { skillTrend } from "../analysis/trend";
import { usedRuns, type FilteredRuns } from "../analysis/usedRuns";
import { workflowMetrics } from "../analysis/workflowMetrics";
import type { LocalTime } from "../recommend/predict/localTime";
import type { History, HistoryFilter } from "../tracker/history";
import { skillKey } from "../tracker/model";
import type { InsightAnswer, InsightMethods, InsightQuery } from "./insightMethods";

/** More than a view shows: some are put aside, and notices look through all of them. */
const mostInsights = 30;

/** What the answers are made from. */
export interface InsightParts {
  /** Reads what is new. */
  readonly history: () => History;
  /** Reads what is new, and what of it the filter admits. */
  readonly runs: (filter: HistoryFilter) => FilteredRuns;
  readonly localTime: LocalTime;
  readonly calendar: Calendar;
}

/** Answers other programs' questions about the history; each is a pure function of it. */
export class Insights implements InsightMethods {
  constructor(private readonly parts: InsightParts) {}

  sessions(query: InsightQuery<"sessions">): InsightAnswer<"sessions"> {
    return sessionSummaries(this.parts.history(), query);
  }

  workflowMetrics({ fromMs }: InsightQuery<"workflowMetrics">): InsightAnswer<"workflowMetrics"> {
    const { history, localTime } = this.parts;
    return workflowMetrics(history(), fromMs, (ms) => localTime.hourOf(ms));
  }

  insights({ nowMs }: InsightQuery<"insights">): InsightAnswer<"insights"> {
    const { history, calendar } = this.parts;
    const columns = history();
    const routines = findRoutines(columns);
    return findInsights(columns, { nowMs, calendar, routines, limit: mostInsights });
  }

  recentSkills(query: InsightQuery<"recentSkills">): InsightAnswer<"recentSkills"> {
    return recentSkills(this.parts.history(), query);
  }

  anomalies(query: InsightQuery<"anomalies">): InsightAnswer<"anomalies"> {
    const { history, calendar } = this.parts;
    return findAnomalies(history(), { ...query, calendar });
  }

  skillTrend({ skill, ...query }: InsightQuery<"skillTrend">): InsightAnswer<"skillTrend"> {
    const { history, calendar } = this.parts;
    return skillTrend(history(), skill, { ...query, calendar });
  }

  skillDependencies({
    skill,
    ...query
  }: InsightQuery<"skillDependencies">): InsightAnswer<"skillDependencies"> {
    return skillDependencies(this.parts.history(), skill, query);
  }

  bottlenecks({ filter }: InsightQuery<"bottlenecks">): InsightAnswer<"bottlenecks"> {
    return bottlenecks(select(this.parts.history(), filter));
  }

  gitWork({ commits, runs, range }: InsightQuery<"gitWork">): InsightAnswer<"gitWork"> {
    const { calendar, localTime } = this.parts;
    const place = { calendar, hourOf: (ms: number) => localTime.hourOf(ms) };
    return gitWork(commitsIn(commits), runs, range, place);
  }

  usage({ filter }: InsightQuery<"usage">): InsightAnswer<"usage"> {
    const runs = this.parts.runs(filter);
    const labels = new Map(runs.history.skills.map((one) => [skillKey(one), labelOf(one)]));
    return skillUsage(usedRuns(runs), (skill) => labels.get(skillKey(skill)) ?? skill.name);
  }
}
