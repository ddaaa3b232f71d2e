import { isFields, nameIn, numberIn, type Fields } from "./line";
import { agentRunKinds, type AgentRunKind } from "./model";

/**
 * Runs of one log that may be open at once. Beyond it the oldest is forgotten: its end, if it ever
 * comes, is told without a duration. Agents run a handful of tools side by side.
 */
const maxOpen = 32;

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

  /** @param state what `state()` of former pairing gave; anything else begins with none open. */
  constructor(state?: unknown) {
    const entries: readonly unknown[] = Array.isArray(state) ? state : [];
    for (const entry of entries.filter(isFields)) {
      const runId = nameIn(entry, "runId");
      const run = parseRun(entry);
      if (runId !== undefined && run !== undefined) this.runs.set(runId, run);
    }
  }

  /** Remembers a start; one that is told again replaces what was known. */
  start(runId: string, run: OpenRun): void {
    this.runs.set(runId, run);
    if (this.runs.size <= maxOpen) return;
    const [oldest] = this.runs.keys();
    if (oldest !== undefined) this.runs.delete(oldest);
  }

  get(runId: string): OpenRun | undefined {
    return this.runs.get(runId);
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
    return run;
  }

  /** Ends all open runs, or those of one turn. @returns them with their ids, oldest first. */
  endAll(turnId?: string): readonly (readonly [string, OpenRun])[] {
    const ended = [...this.runs].filter(([, run]) => turnId === undefined || run.turnId === turnId);
    for (const [runId] of ended) this.runs.delete(runId);
    return ended;
  }

  /** @returns plain JSON of at most some kilobytes. */
  state(): unknown {
    return [...this.runs].map(([runId, run]) => ({ runId, ...run }));
  }
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
