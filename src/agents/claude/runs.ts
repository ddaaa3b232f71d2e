import { measured, wallBetween } from "../duration";
import { isFields, type Fields } from "../../base/fields";
import type { AgentDuration, AgentRunEnded, AgentRunId, AgentSignal } from "../model";
import { OpenRuns, type OpenRun } from "../openRuns";
import { cancelled, unjudged, type RunEnd } from "../runEnd";
import type { Entry } from "./entry";
import type { TaskNotification } from "./taskNotification";
import { toolResultOf } from "./toolResult";
import type { ToolUse } from "./toolUse";

/** The runs one transcript tells of, from entry to entry. */
export class TranscriptRuns {
  /** Runs the agent waits for. */
  private readonly open: OpenRuns;
  /** Runs that go on by themselves; the turn of each is the id of its background task. */
  private readonly background: OpenRuns;

  constructor(state?: unknown) {
    const former: Fields = isFields(state) ? state : {};
    this.open = new OpenRuns(former["open"]);
    this.background = new OpenRuns(former["background"]);
  }

  state(): unknown {
    return { open: this.open.state(), background: this.background.state() };
  }

  /** @returns the only subagent at work, if there is just one. */
  onlyAgent(): string | undefined {
    const ids = [...this.open.idsOf("agent"), ...this.background.idsOf("agent")];
    return ids.length === 1 ? ids[0] : undefined;
  }

  started(use: ToolUse, entry: Entry): AgentSignal {
    const { kind, name, runId } = use;
    if (this.background.get(runId) !== undefined) this.background.end(runId);
    this.open.start(runId, { kind, name, atMs: entry.atMs });
    return { type: "run-started", ...idOf(runId, entry), ...startOf(use, entry) };
  }

  /** The agent said how long a run has been going on, in milliseconds. */
  ticked(runId: string, measuredMs: number): void {
    this.open.tick(runId, measuredMs);
  }

  returned(runId: string, line: Fields, block: Fields, entry: Entry): readonly AgentSignal[] {
    const known = this.open.get(runId);
    if (known === undefined && this.wasToldOf(runId)) return [];
    const result = toolResultOf(line, block, known?.kind);
    this.open.end(runId);
    if ("end" in result) return [ended(runId, result.end, known, entry)];
    const taskId = result.backgroundId;
    if (known !== undefined)
      this.background.start(runId, { ...known, measuredMs: undefined, turnId: taskId });
    return [];
  }

  /** The user pressed Escape: what the agent waited for was stopped. */
  interrupted(entry: Entry): readonly AgentSignal[] {
    return this.open.endAll().map(([runId, run]) => ended(runId, cancelled, run, entry));
  }

  /** A background task ended. It is told of up to three times, and each time a subagent goes idle. */
  notified({ taskId, runId, end }: TaskNotification, entry: Entry): readonly AgentSignal[] {
    if (runId === undefined) {
      if (taskId === undefined) return [];
      return this.background
        .endAll(taskId)
        .map(([launched, run]) => ended(launched, end, run, entry));
    }
    const known = this.background.get(runId) ?? this.open.get(runId);
    if (known === undefined && this.wasToldOf(runId)) return [];
    this.background.end(runId);
    this.open.end(runId);
    return [ended(runId, end, known, entry)];
  }

  private wasToldOf(runId: string): boolean {
    return this.open.endedLately(runId) || this.background.endedLately(runId);
  }

  /** The user gave a slash command. Nothing tells when it was done, or how. */
  commanded(runId: string, name: string, entry: Entry): readonly AgentSignal[] {
    const id = idOf(runId, entry);
    return [
      { type: "run-started", ...id, ...startOf({ kind: "command", name }, entry) },
      { type: "run-ended", ...id, atMs: entry.atMs, ...unjudged },
    ];
  }
}

function idOf(runId: string, { sessionId }: Entry): AgentRunId {
  return { agent: "claude", sessionId, runId };
}

function startOf(
  { kind, name, command }: Omit<ToolUse, "runId">,
  { atMs, cwd, parentRunId }: Entry,
): Omit<Extract<AgentSignal, { type: "run-started" }>, "type" | keyof AgentRunId> {
  return {
    kind,
    name,
    atMs,
    cwd,
    ...(parentRunId === undefined ? {} : { parentRunId }),
    ...(command === undefined ? {} : { command }),
  };
}

function ended(
  runId: string,
  end: RunEnd,
  known: OpenRun | undefined,
  entry: Entry,
): AgentRunEnded {
  const id = idOf(runId, entry);
  const { atMs } = entry;
  return { type: "run-ended", ...id, atMs, ...end, duration: durationOf(end, known, atMs) };
}

function durationOf(
  { reason, duration }: RunEnd,
  known: OpenRun | undefined,
  atMs: number,
): AgentDuration | undefined {
  // What was refused never ran; and a skill's entries are those of its text being loaded.
  if (reason === "rejected") return undefined;
  const own = duration ?? measured(known?.measuredMs);
  return own ?? (known?.kind === "skill" ? undefined : wallBetween(known?.atMs, atMs));
}
