import { measured, wallBetween } from "../duration";
import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, isName, nameIn, numberIn, textIn } from "../line";
import type { AgentDuration, AgentRunEnded, AgentSignal } from "../model";
import { OpenRuns } from "../openRuns";
import { Recent } from "../recent";
import { cancelled, rejected, unjudged, type RunEnd } from "../runEnd";
import { toolEndOf } from "./toolEnd";

/** Subagents and denied calls that are remembered: far more than run side by side. */
const remembered = 32;

/** The agent the user talks to; events of its subagents carry an `agentId`. */
const mainAgent = "main";

/** Tools of Copilot that run a command line, on any of its surfaces. */
const shellTools = new Set(["bash", "local_shell", "powershell", "run_in_terminal", "shell"]);

/** One event with what its envelope says. */
export interface CopilotEvent {
  readonly sessionId: string;
  readonly cwd: string | undefined;
  /** By Copilot's clock, milliseconds since 1970 UTC. */
  readonly atMs: number;
  readonly eventId: string | undefined;
  /** The subagent it is of; undefined: of the session's own agent. */
  readonly agentId: string | undefined;
  readonly data: Fields;
}

/** What an event told; undefined: it lacks what its type asks for. */
export type Told = readonly AgentSignal[] | undefined;

/** Turns the events that tell of runs into their signals, and pairs starts with ends. */
export class EventRuns {
  private readonly open: OpenRuns;
  /** The run of a subagent, by the subagent's id and by the call that began it. */
  private readonly agents: Recent;
  /** Calls with a permission that was denied. */
  private readonly denied: Recent;

  /** @param state what `state()` of a former one gave. */
  constructor(state: unknown) {
    const fields = isFields(state) ? state : {};
    this.open = new OpenRuns(fields["open"]);
    this.agents = new Recent(remembered, fields["agents"]);
    this.denied = new Recent(remembered, fields["denied"]);
  }

  state(): unknown {
    return {
      open: this.open.state(),
      agents: this.agents.state(),
      denied: this.denied.state(),
    };
  }

  toolStarted(event: CopilotEvent): Told {
    const { data, atMs, agentId, sessionId, cwd } = event;
    const runId = nameIn(data, "toolCallId");
    const name = nameIn(data, "toolName");
    if (runId === undefined || name === undefined) return undefined;
    this.open.start(runId, { kind: "tool", name, atMs, turnId: agentId ?? mainAgent });
    const type = "run-started";
    const parentRunId = this.parentOf(event);
    const command = commandOf(name, data);
    const of = { agent: "copilot", sessionId, runId } as const;
    return [{ type, ...of, kind: "tool", name, atMs, cwd, parentRunId, command }];
  }

  toolCompleted(event: CopilotEvent): Told {
    const runId = nameIn(event.data, "toolCallId");
    if (runId === undefined) return undefined;
    // A call that a stopped turn has ended may still report a result: it came to nothing.
    if (this.open.endedLately(runId)) return [];
    const denied = this.denied.delete(runId);
    const end = toolEndOf(event.data, { denied, isShell: this.isShell(runId, event.data) });
    return [ended(event, runId, { ...end, duration: this.close(runId, event.atMs) })];
  }

  /** An answer to whether a call may run. What became of the call, its own end tells. */
  permissionAnswered(data: Fields): void {
    const runId = nameIn(data, "toolCallId");
    const answer = textIn(fieldsIn(data, "result") ?? {}, "kind");
    if (runId !== undefined && answer?.startsWith("denied") === true) this.denied.set(runId, "");
  }

  /** A turn was stopped, and with it what its agent was running; its subagents say so themselves. */
  turnAborted(event: CopilotEvent): Told {
    return this.open.endAll(event.agentId ?? mainAgent).map(([runId, run]) => {
      const end = this.denied.delete(runId) ? rejected : cancelled;
      return ended(event, runId, { ...end, duration: wallBetween(run.atMs, event.atMs) });
    });
  }

  /** Copilot says that a skill was invoked, and never that it ended: an instant. */
  skillInvoked(event: CopilotEvent): Told {
    const { sessionId, atMs, cwd } = event;
    const runId = event.eventId;
    const name = nameIn(event.data, "name");
    if (runId === undefined || name === undefined) return undefined;
    const of = { agent: "copilot", sessionId, runId } as const;
    const parentRunId = this.parentOf(event);
    return [
      { type: "run-started", ...of, kind: "skill", name, atMs, cwd, parentRunId },
      ended(event, runId, unjudged),
    ];
  }

  subagentStarted(event: CopilotEvent): Told {
    const { data, atMs, sessionId, cwd } = event;
    const runId = agentRunIdOf(event);
    const name = nameIn(data, "agentName");
    if (runId === undefined || name === undefined) return undefined;
    const callId = nameIn(data, "toolCallId");
    for (const id of [callId, event.agentId]) if (id !== undefined) this.agents.set(id, runId);
    this.open.start(runId, { kind: "agent", name, atMs });
    const parentRunId = callId ?? this.agents.get(textIn(data, "parentId") ?? "");
    const of = { agent: "copilot", sessionId, runId } as const;
    return [{ type: "run-started", ...of, kind: "agent", name, atMs, cwd, parentRunId }];
  }

  /** @param end what the event's type says; a stopped subagent says that it "completed". */
  subagentEnded(event: CopilotEvent, end: RunEnd): Told {
    const runId = agentRunIdOf(event);
    if (runId === undefined) return undefined;
    const wall = this.close(runId, event.atMs);
    const duration = measured(numberIn(event.data, "durationMs")) ?? wall;
    const judged = event.data["cancelled"] === true ? cancelled : end;
    return [ended(event, runId, { ...judged, duration })];
  }

  private close(runId: string, atMs: number): AgentDuration | undefined {
    return wallBetween(this.open.end(runId)?.atMs, atMs);
  }

  /** The field for an exit code comes with shells only, also where the start is not known. */
  private isShell(runId: string, data: Fields): boolean {
    const name = this.open.get(runId)?.name;
    const isKnown = name !== undefined && shellTools.has(name);
    return isKnown || fieldsIn(data, "shellExecution") !== undefined;
  }

  private parentOf({ agentId, data }: CopilotEvent): string | undefined {
    // Before events had an `agentId`, the call that began the subagent stood in their data.
    return this.agents.get(agentId ?? textIn(data, "parentToolCallId") ?? "");
  }
}

/** The call that begins a subagent is a run with the same id, so the subagent's own has a prefix. */
function agentRunIdOf({ data, agentId }: CopilotEvent): string | undefined {
  const id = nameIn(data, "toolCallId") ?? agentId;
  const runId = `agent:${id ?? ""}`;
  return id !== undefined && isName(runId) ? runId : undefined;
}

function ended({ sessionId, atMs }: CopilotEvent, runId: string, end: RunEnd): AgentRunEnded {
  return { type: "run-ended", agent: "copilot", sessionId, runId, atMs, ...end };
}

function commandOf(tool: string, data: Fields): string | undefined {
  if (!shellTools.has(tool) && fieldsIn(data, "shellToolInfo") === undefined) return undefined;
  const command = textIn(fieldsIn(data, "arguments") ?? {}, "command");
  return command === "" ? undefined : command;
}
