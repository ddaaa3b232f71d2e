import type { Fields } from "../../base/fields";
import { fieldsIn, itemsIn, nameIn, textIn, timeIn } from "../line";
import type { AgentRunKind, AgentRunStarted, AgentSignal } from "../model";
import { OpenRuns } from "../openRuns";
import { cancelled, completed, exitEnd, failed, type RunEnd } from "../runEnd";
import { exitCodeOf } from "./exitCode";

/** Types of messages that Gemini CLI records; only its own hold tool calls. */
const messageTypes = new Set(["error", "gemini", "info", "user", "warning"]);

/** How a call stands: `CoreToolCallStatus` of Gemini CLI. With any other it has not ended. */
const ends: ReadonlyMap<unknown, RunEnd> = new Map([
  ["success", completed],
  ["error", failed],
  // The user stopped the turn or refused the call; the status is the same.
  ["cancelled", cancelled],
]);

const shellTool = "run_shell_command";
const skillTool = "activate_skill";

/** What a message told. */
export interface ToldOfMessage {
  readonly signals: readonly AgentSignal[];
  /** The message's type, where nobody knows it. */
  readonly unknownType?: string | undefined;
  /** Whether it, and every call in it, has what it needs. */
  readonly isWhole: boolean;
}

/** Turns the tool calls of messages into signals. A message is told again whenever it grows. */
export class ToolCalls {
  private readonly open: OpenRuns;

  /** @param state what `state()` of a former one gave. */
  constructor(state?: unknown) {
    this.open = new OpenRuns(state);
  }

  state(): unknown {
    return this.open.state();
  }

  tell(message: Fields, sessionId: string): ToldOfMessage {
    const type = textIn(message, "type");
    if (type === undefined) return { signals: [], isWhole: false };
    if (!messageTypes.has(type)) return { signals: [], unknownType: type, isWhole: true };
    const told = itemsIn(message, "toolCalls").map((call) => {
      // Recorded when the call was over; when it began nobody says.
      const atMs = timeIn(call, "timestamp") ?? timeIn(message, "timestamp");
      return this.tellCall(call, { sessionId, atMs });
    });
    const signals = told.flatMap((one) => one ?? []);
    return { signals, isWhole: !told.includes(undefined) };
  }

  private tellCall(
    call: Fields,
    { sessionId, atMs }: { readonly sessionId: string; readonly atMs: number | undefined },
  ): readonly AgentSignal[] | undefined {
    const runId = nameIn(call, "id");
    const what = describe(call);
    if (runId === undefined || what === undefined || atMs === undefined) return undefined;
    if (this.open.endedLately(runId)) return [];
    const signals: AgentSignal[] = [];
    const of = { agent: "gemini", sessionId, runId, atMs } as const;
    if (this.open.get(runId) === undefined) {
      signals.push({ type: "run-started", ...of, ...what, cwd: undefined });
      this.open.start(runId, { kind: what.kind, name: what.name, atMs });
    }
    const end = endOf(call);
    if (end === undefined) return signals;
    this.open.end(runId);
    signals.push({ type: "run-ended", ...of, ...end });
    return signals;
  }
}

/** How a call ended; a command that it ran, by its exit code. */
function endOf(call: Fields): RunEnd | undefined {
  const end = ends.get(call["status"]);
  const exitCode = end === completed && call["name"] === shellTool ? exitCodeOf(call) : undefined;
  return exitCode === undefined ? end : exitEnd(exitCode);
}

/** The agent's own tool for skills is the skill it loads. */
function describe(
  call: Fields,
): ({ readonly kind: AgentRunKind } & Pick<AgentRunStarted, "name" | "command">) | undefined {
  const tool = nameIn(call, "name");
  const input = fieldsIn(call, "args") ?? {};
  const skill = tool === skillTool ? nameIn(input, "name") : undefined;
  if (skill !== undefined) return { kind: "skill", name: skill };
  const command = tool === shellTool ? textIn(input, "command") : undefined;
  return tool === undefined
    ? undefined
    : { kind: "tool", name: tool, command: command || undefined };
}
