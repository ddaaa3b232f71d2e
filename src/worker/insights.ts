import { sessionSummaries } from "../analysis/sessions";
import { workflowMetrics } from "../analysis/workflowMetrics";
import type { LocalTime } from "../recommend/predict/localTime";
import type { History } from "../tracker/history";
import type { InsightMethods } from "./insightMethods";

/** What the answers are made from. */
export interface InsightParts {
  /** Reads what is new. */
  readonly history: () => History;
  readonly localTime: LocalTime;
}

/** Answers other programs' questions about the history; each is a pure function of it. */
export class Insights implements InsightMethods {
  constructor(private readonly parts: InsightParts) {}

  sessions(
    query: Parameters<InsightMethods["sessions"]>[0],
  ): ReturnType<InsightMethods["sessions"]> {
    return sessionSummaries(this.parts.history(), query);
  }

  workflowMetrics({
    fromMs,
  }: Parameters<InsightMethods["workflowMetrics"]>[0]): ReturnType<
    InsightMethods["workflowMetrics"]
  > {
    const { history, localTime } = this.parts;
    return workflowMetrics(history(), fromMs, (ms) => localTime.hourOf(ms));
  }
}
