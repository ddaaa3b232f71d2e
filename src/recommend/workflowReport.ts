import type { ReportData } from "../analysis/model";
import {
  workflowPatterns,
  type PatternsMemory,
  type PatternsRequest,
  type WorkflowPatterns,
} from "../analysis/patterns";
import { buildReport } from "../analysis/report";
import type { History, HistoryFilter } from "../tracker/history";
import type { SessionId } from "../tracker/model";
import { analyse, type ExperimentResult } from "./experiments/analyse";
import type { Sha256 } from "./experiments/assign";
import type { Experiment } from "./experiments/model";
import { unitOutcomes } from "./experiments/units";
import type { Forecaster } from "./predict/forecaster";
import type { Learned } from "./predict/model";
import { prospects, type Prospects } from "./predict/prospects";

/** An experiment to tell of. */
export interface ExperimentQuery {
  readonly experiment: Experiment;
  /** Sessions that do not count: see `unitOutcomes`. */
  readonly except: readonly SessionId[];
}

/** What somebody wants a report of, and where they stand. */
export interface ReportQuery {
  readonly filter: HistoryFilter;
  readonly sessionId: SessionId;
  /** The phase the user pinned, if any. */
  readonly phase?: string;
  /** The ranking experiment of this workspace, if there is or was one. */
  readonly experiment?: ExperimentQuery;
}

/** What is found in the figures: it takes several times as long as counting them. */
export interface ReportFindings extends WorkflowPatterns {
  /** Over the whole history, whatever the filter. */
  readonly prospects: Prospects;
  /** The same; absent where there never was an experiment. */
  readonly experiment?: ExperimentResult;
}

/** The figures of a workflow, and what is found in them: everything the report page draws. */
export interface WorkflowReport extends ReportData, ReportFindings {}

/** Where and how a report is made. */
export interface ReportPlace extends Omit<PatternsRequest, "filter"> {
  readonly sha256: Sha256;
}

/** What was learned of a state of the history, and what forecasts from it. */
export interface Learning {
  readonly learned: Learned;
  readonly forecaster: Forecaster;
}

/** Everything the report page draws of a history, as a plain value. */
export function workflowReport(
  history: History,
  query: ReportQuery,
  learning: Learning,
  place: ReportPlace,
): WorkflowReport {
  return {
    ...buildReport(history, { filter: query.filter, ...place }),
    ...reportFindings(history, query, learning, place),
  };
}

/** What is found in a history, as a plain value. */
export function reportFindings(
  history: History,
  query: ReportQuery,
  { learned, forecaster }: Learning,
  { nowMs, calendar, hourOf, sha256 }: ReportPlace,
  memory?: PatternsMemory,
): ReportFindings {
  const { filter, sessionId, phase, experiment } = query;
  const here = { sessionId, nowMs, ...(phase === undefined ? {} : { phase }) };
  return {
    ...workflowPatterns(history, { filter, nowMs, calendar, hourOf }, memory),
    prospects: prospects(history, learned, forecaster, here),
    ...(experiment === undefined
      ? {}
      : { experiment: resultOf(history, experiment, nowMs, sha256) }),
  };
}

function resultOf(
  history: History,
  { experiment, except }: ExperimentQuery,
  nowMs: number,
  sha256: Sha256,
): ExperimentResult {
  return analyse(experiment, unitOutcomes(history, experiment, sha256, new Set(except)), nowMs);
}
