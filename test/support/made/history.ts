import type { History } from "../../../src/tracker/history";
import { skillKey } from "../../../src/tracker/model";
import { historyOf, type Run } from "../history";
import { madeRuns, type MadeOptions, type MadeRun } from "./runs";

/** A made-up history as columns, without a database. */
export function madeHistory(options: MadeOptions): History {
  return historyOf([...madeRuns(options)].flat().map(toRun));
}

function toRun(run: MadeRun): Run {
  return {
    skill: skillKey(run.skill.skill),
    at: run.startedAtMs,
    ms: run.durationMs,
    outcome: run.outcome,
    phase: run.phase,
    session: `s${run.session.number}`,
    ...(run.agent === undefined ? {} : { agent: run.agent }),
    background: run.skill.background === true,
    refused: run.isRefused,
  };
}
