import type { History } from "../../tracker/history";
import type { SessionId } from "../../tracker/model";
import { endOf } from "./lifecycle";
import type { Experiment, Group } from "./model";

/** What decides which sessions an experiment has, and in which group. */
export type Assigning = Pick<Experiment, "id" | "controlShare" | "startMs"> &
  Partial<Pick<Experiment, "endMs" | "stoppedAtMs">>;

/** A session that is part of an experiment. */
export interface Assignment {
  readonly experimentId: string;
  readonly session: SessionId;
  readonly group: Group;
  /** When its first run began, of anyone, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
}

/**
 * Which sessions are part of which experiments: those whose first run, of anyone, lies within its
 * dates, as in `unitOutcomes`. In the order of the experiments, then of the sessions of the history.
 *
 * @param groupOf see `assign.ts`.
 * @param except sessions to leave out.
 */
export function assignments(
  history: History,
  experiments: readonly Assigning[],
  groupOf: (experiment: Assigning, session: SessionId) => Group,
  except: ReadonlySet<SessionId>,
): readonly Assignment[] {
  if (experiments.length === 0) return [];
  const begun = firstStarts(history);
  const found: Assignment[] = [];
  for (const experiment of experiments) {
    const endMs = endOf(experiment);
    begun.forEach((sinceMs, index) => {
      const session = history.sessions[index];
      const isPart = sinceMs >= experiment.startMs && sinceMs < endMs;
      if (!isPart || session === undefined || except.has(session)) return;
      const group = groupOf(experiment, session);
      found.push({ experimentId: experiment.id, session, group, sinceMs });
    });
  }
  return found;
}

/** When the first run of each session began; NaN where it has none. */
function firstStarts({ length, session, sessions, startedAtMs }: History): Float64Array {
  const first = new Float64Array(sessions.length).fill(Number.NaN);
  for (let row = length - 1; row >= 0; row--) first[session[row] ?? 0] = startedAtMs[row] ?? 0;
  return first;
}
