import { isFields, type Fields } from "../base/fields";
import { itemsIn, nameIn, numberIn } from "./line";
import { agentRunKinds, type AgentRunKind } from "./model";

/**
 * Runs of one log that may be open at once. Beyond it the oldest is forgotten: its end, if it ever
 * comes, is told without a duration. Agents run a handful of tools side by side.
 */
const maxOpen = 32;
/** Ended runs that are remembered, for logs that tell of one end in several ways. */
const maxEnded = 32;

/** What has to be remembered of a run between its start and its end. */
export interface OpenRun {
  readonly kind: AgentRunKind;
  readonly name: string;
  /** When it started by the agent's clock, milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** How long the agent last said it had been running, milliseconds. */
  readonly measuredMs?: number | undefined;
  /** The agent's own id of the turn, or of what else ends all its runs at once. */
  readonly turnId?: string | undefined;
}

/** Pairs the starts and ends of one log, within a bounded memory. */
export class OpenRuns {
  /** By run id, oldest first. */
  private readonly runs = new Map<string, OpenRun>();
  /** Ids, oldest first. */
  private readonly ended = new Set<string>();

  /** @param state what `state()` of former pairing gave; anything else begins with none open. */
  constructor(state?: unknown) {
    if (!isFields(state)) return;
    for (const entry of itemsIn(state, "open")) {
      const runId = nameIn(entry, "runId");
      const run = parseRun(entry);
      if (runId !== undefined && run !== undefined) this.runs.set(runId, run);
    }
    for (const entry of itemsIn(state, "ended")) {
      const runId = nameIn(entry, "runId");
      if (runId !== undefined) this.ended.add(runId);
    }
  }

  /** Remembers a start; one that is told again replaces what was known. */
  start(runId: string, run: OpenRun): void {
    this.ended.delete(runId);
    this.runs.set(runId, run);
    forgetOldest(this.runs, maxOpen);
  }

  get(runId: string): OpenRun | undefined {
    return this.runs.get(runId);
  }

  /** @returns the ids of the open runs of a kind, oldest first. */
  idsOf(kind: AgentRunKind): readonly string[] {
    return [...this.runs].filter(([, run]) => run.kind === kind).map(([runId]) => runId);
  }

  /** Whether an end of this run was among the last 32: another way to tell of it says no more. */
  endedLately(runId: string): boolean {
    return this.ended.has(runId);
  }

  /** Notes how long the agent says an open run has been running; others are left alone. */
  tick(runId: string, measuredMs: number): void {
    const run = this.runs.get(runId);
    if (run !== undefined) this.runs.set(runId, { ...run, measuredMs });
  }

  /** @returns the run that was open under this id and is not any more. */
  end(runId: string): OpenRun | undefined {
    const run = this.runs.get(runId);
    this.runs.delete(runId);
    this.ended.add(runId);
    forgetOldest(this.ended, maxEnded);
    return run;
  }

  /** Ends all open runs, or those of one turn. @returns them with their ids, oldest first. */
  endAll(turnId?: string): readonly (readonly [string, OpenRun])[] {
    const ended = [...this.runs].filter(([, run]) => turnId === undefined || run.turnId === turnId);
    for (const [runId] of ended) this.end(runId);
    return ended;
  }

  /** @returns plain JSON of at most some kilobytes. */
  state(): unknown {
    return {
      open: [...this.runs].map(([runId, run]) => ({ runId, ...run })),
      ended: [...this.ended].map((runId) => ({ runId })),
    };
  }
}

function forgetOldest(given: Map<string, unknown> | Set<string>, most: number): void {
  if (given.size <= most) return;
  const [oldest] = given.keys();
  if (oldest !== undefined) given.delete(oldest);
}

function parseRun(fields: Fields): OpenRun | undefined {
  const kind = agentRunKinds.find((known) => known === fields["kind"]);
  const name = nameIn(fields, "name");
  const atMs = numberIn(fields, "atMs");
  if (kind === undefined || name === undefined || atMs === undefined) return undefined;
  const measuredMs = numberIn(fields, "measuredMs");
  const turnId = nameIn(fields, "turnId");
  return {
    kind,
    name,
    atMs,
    ...(measuredMs === undefined ? {} : { measuredMs }),
    ...(turnId === undefined ? {} : { turnId }),
  };
}
