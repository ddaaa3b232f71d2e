import { wallBetween } from "../duration";
import type { AgentDuration, AgentRunId, AgentSignal } from "../model";
import { OpenRuns, type OpenRun } from "../openRuns";
import { cancelled, completed, unjudged, type RunEnd } from "../runEnd";
import { isShellTool, type Call } from "./call";
import type { EndEvent } from "./endEvent";
import { outputOf, type Output } from "./output";
import type { Thread } from "./thread";
import type { Fields } from "../../base/fields";

/** When and where something happened. */
export interface Moment {
  readonly thread: Thread;
  /** Milliseconds since 1970 UTC. */
  readonly atMs: number;
  /** Where the turn works. */
  readonly cwd: string | undefined;
}

/** The runs one rollout tells of, from line to line. */
export class RolloutRuns {
  /** Runs the agent waits for. */
  private readonly open: OpenRuns;
  /** Commands that go on in a shell session of their own; the turn of each is that session's id. */
  private readonly inShells: OpenRuns;

  constructor(open?: unknown, inShells?: unknown) {
    this.open = new OpenRuns(open);
    this.inShells = new OpenRuns(inShells);
  }

  /** @returns what the constructor takes. */
  states(): readonly [open: unknown, inShells: unknown] {
    return [this.open.state(), this.inShells.state()];
  }

  /** A subagent's rollout is its run: a thread of its own, with the runs of its tools as parts. */
  agentBegan(name: string, moment: Moment): AgentSignal {
    const { id, createdMs } = moment.thread;
    return this.start({ runId: id, kind: "agent", name, atMs: createdMs }, moment);
  }

  called(call: Call, moment: Moment): AgentSignal {
    const { atMs } = moment;
    return this.start({ ...call, kind: "tool", atMs, turnId: call.shellSession }, moment);
  }

  /** A tool that the model's provider ran: it is told of once, when it is done. */
  served(name: string, runId: string, end: RunEnd, moment: Moment): readonly AgentSignal[] {
    if (this.open.endedLately(runId)) return [];
    const started = this.start({ runId, kind: "tool", name, atMs: moment.atMs }, moment);
    this.open.end(runId);
    return [started, ended(runId, end, undefined, moment)];
  }

  returned(runId: string, item: Fields, moment: Moment): readonly AgentSignal[] {
    const known = this.open.get(runId);
    if (known === undefined && this.open.endedLately(runId)) return [];
    const output = outputOf(item, known === undefined || isShellTool(known.name));
    this.open.end(runId);
    if (known?.turnId !== undefined) return this.asked(runId, known, output, moment);
    if ("end" in output) return [ended(runId, output.end, known, moment)];
    if (known !== undefined) this.inShells.start(runId, { ...known, turnId: output.shellSession });
    return [];
  }

  /** Takes an event that tells of a run's end, and of its beginning where nothing else did. */
  reported(event: EndEvent, moment: Moment): readonly AgentSignal[] {
    const { runId, end } = event;
    const known = this.open.get(runId) ?? this.inShells.get(runId);
    if (known === undefined && this.wasToldOf(runId)) return [];
    const atMs = moment.atMs - (end?.duration?.ms ?? 0);
    const began = known === undefined ? [this.start({ ...event, kind: "tool", atMs }, moment)] : [];
    if (end === undefined) return began;
    this.open.end(runId);
    this.inShells.end(runId);
    return [...began, ended(runId, end, known, moment)];
  }

  /** The turn ended by itself. What is open by now, nobody will speak of any more. */
  turnCompleted(end: RunEnd, moment: Moment): readonly AgentSignal[] {
    return this.closeAll((runId) => (runId === moment.thread.id ? end : unjudged), moment);
  }

  turnAborted(moment: Moment): readonly AgentSignal[] {
    return this.closeAll(() => cancelled, moment);
  }

  private closeAll(endOf: (runId: string) => RunEnd, moment: Moment): readonly AgentSignal[] {
    return this.open.endAll().map(([runId, run]) => ended(runId, endOf(runId), run, moment));
  }

  /** A tool that only asked about a shell session is done; the command in there may be, too. */
  private asked(
    runId: string,
    known: OpenRun,
    output: Output,
    moment: Moment,
  ): readonly AgentSignal[] {
    if (!("end" in output)) return [ended(runId, completed, known, moment)];
    const { end } = output;
    if (end.exitCode === undefined) return [ended(runId, end, known, moment)];
    const commands = this.inShells.endAll(known.turnId);
    return [
      ...commands.map(([id, run]) => ended(id, { ...end, duration: undefined }, run, moment)),
      ended(runId, completed, known, moment),
    ];
  }

  private wasToldOf(runId: string): boolean {
    return this.open.endedLately(runId) || this.inShells.endedLately(runId);
  }

  private start(
    run: OpenRun & { runId: string; command?: string | undefined; cwd?: string | undefined },
    { thread, cwd }: Moment,
  ): AgentSignal {
    const { runId, kind, name, atMs, turnId, command } = run;
    if (this.inShells.get(runId) !== undefined) this.inShells.end(runId);
    this.open.start(runId, { kind, name, atMs, turnId });
    const parentRunId = parentOf(runId, thread);
    return {
      type: "run-started",
      ...idOf(runId, thread),
      ...{ kind, name, atMs, cwd: run.cwd ?? cwd },
      ...(parentRunId === undefined ? {} : { parentRunId }),
      ...(command === undefined ? {} : { command }),
    };
  }
}

/** What a subagent runs is part of its run; that is part of the run of what began it, if it is one. */
function parentOf(runId: string, { id, agent, parentId, sessionId }: Thread): string | undefined {
  if (agent === undefined) return undefined;
  if (runId !== id) return id;
  return parentId === sessionId ? undefined : parentId;
}

function idOf(runId: string, { sessionId }: Thread): AgentRunId {
  return { agent: "codex", sessionId, runId };
}

function ended(
  runId: string,
  end: RunEnd,
  known: OpenRun | undefined,
  { thread, atMs }: Moment,
): AgentSignal {
  const duration = durationOf(end, known, atMs);
  return { type: "run-ended", ...idOf(runId, thread), atMs, ...end, duration };
}

/** What was refused never ran. */
function durationOf(
  { reason, duration }: RunEnd,
  known: OpenRun | undefined,
  atMs: number,
): AgentDuration | undefined {
  return reason === "rejected" ? undefined : (duration ?? wallBetween(known?.atMs, atMs));
}
