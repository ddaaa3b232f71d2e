import { isFinished, outcomeCode } from "../../analysis/outcomes";
import type { History } from "../../tracker/history";
import type { SessionId } from "../../tracker/model";
import { groupOf, type Sha256 } from "./assign";
import { endOf } from "./lifecycle";
import { metrics, type MetricName, type UnitRuns } from "./metrics";
import type { Experiment, Group } from "./model";

/** What one unit says: a value, 0–1, for each metric it can say something about. */
export interface UnitOutcome {
  readonly group: Group;
  readonly values: Readonly<Partial<Record<MetricName, number>>>;
}

type Counts = { -readonly [Name in keyof UnitRuns]: number };

/**
 * One outcome for each session of an experiment.
 *
 * The unit is the session: its runs share a person, a task and a day, so that a hundred of them are
 * not a hundred independent observations, and all of them together count once. Sessions that began
 * before the experiment or after its end are not part of it, and neither are runs after its end.
 *
 * @param except sessions to leave out: those still under way, and those in which a person chose a
 *   strategy by hand.
 */
export function unitOutcomes(
  history: History,
  experiment: Experiment,
  sha256: Sha256,
  except: ReadonlySet<SessionId>,
): readonly UnitOutcome[] {
  return [...countRuns(history, experiment)].flatMap(([session, counts]) => {
    const unit = history.sessions[session];
    if (unit === undefined || except.has(unit)) return [];
    const values = experiment.metrics.flatMap((name) => {
      const value = metrics[name](counts);
      return value === undefined ? [] : [[name, value] as const];
    });
    return [{ group: groupOf(experiment, unit, sha256), values: Object.fromEntries(values) }];
  });
}

/** Counts of the sessions whose first run, of anyone, lies within the experiment's dates. */
function countRuns(history: History, experiment: Experiment): ReadonlyMap<number, Counts> {
  const endMs = endOf(experiment);
  const counted = new Map<number, Counts>();
  const begunBefore = new Set<number>();
  for (let row = 0; row < history.length; row++) {
    const session = history.session[row] ?? -1;
    const startedAtMs = history.startedAtMs[row] ?? 0;
    if (startedAtMs >= endMs) break;
    if (startedAtMs < experiment.startMs) begunBefore.add(session);
    if (begunBefore.has(session)) continue;
    let counts = counted.get(session);
    if (counts === undefined) counted.set(session, (counts = nothing()));
    if (history.author[row] === 0) {
      add(counts, history.outcome[row] ?? 0, history.selectionRank[row] ?? 0);
    }
  }
  return counted;
}

function nothing(): Counts {
  return {
    runs: 0,
    finished: 0,
    completed: 0,
    chosen: 0,
    chosenFirst: 0,
    chosenFinished: 0,
    chosenCompleted: 0,
  };
}

function add(counts: Counts, outcome: number, rank: number): void {
  const finished = isFinished(outcome) ? 1 : 0;
  const completed = outcome === outcomeCode.completed ? 1 : 0;
  counts.runs++;
  counts.finished += finished;
  counts.completed += completed;
  if (rank === 0) return;
  counts.chosen++;
  counts.chosenFirst += rank === 1 ? 1 : 0;
  counts.chosenFinished += finished;
  counts.chosenCompleted += completed;
}
