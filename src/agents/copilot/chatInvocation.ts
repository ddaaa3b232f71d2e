import { measured } from "../duration";
import type { Fields } from "../../base/fields";
import { fieldsIn, nameIn, numberIn, textIn } from "../line";
import type { AgentRunKind } from "../model";
import { completed, exitEnd, failed, rejected, unjudged, type RunEnd } from "../runEnd";

/** One call of a tool, as a chat of VS Code keeps it. */
export interface ChatInvocation {
  readonly runId: string;
  readonly kind: AgentRunKind;
  readonly name: string;
  readonly command: string | undefined;
  /** The call of the subagent it was made by. */
  readonly parentId: string | undefined;
  /** When its command began and ended, milliseconds since 1970 UTC; of commands in a terminal only. */
  readonly startedAtMs: number | undefined;
  readonly endedAtMs: number | undefined;
  /** Undefined: it has not ended. */
  readonly end: RunEnd | undefined;
}

/** Answers to whether a call may run: `ToolConfirmKind` of VS Code. */
const confirmation = { denied: 0, skipped: 5 } as const;

/** @returns undefined where the call has no id or no name. */
export function parseInvocation(part: Fields): ChatInvocation | undefined {
  const runId = nameIn(part, "toolCallId");
  const tool = nameIn(part, "toolId");
  if (runId === undefined || tool === undefined) return undefined;
  const specific = fieldsIn(part, "toolSpecificData") ?? {};
  const isAgent = specific["kind"] === "subagent";
  const isTerminal = specific["kind"] === "terminal";
  const state = (isTerminal ? fieldsIn(specific, "terminalCommandState") : undefined) ?? {};
  const startedAtMs = numberIn(state, "timestamp");
  const duration = measured(numberIn(state, "duration"));
  const end = endOf(part, numberIn(state, "exitCode"));
  return {
    runId,
    kind: isAgent ? "agent" : "tool",
    name: (isAgent ? nameIn(specific, "agentName") : undefined) ?? tool,
    command: isTerminal ? commandOf(specific) : undefined,
    parentId: nameIn(part, "subAgentInvocationId"),
    startedAtMs,
    endedAtMs: startedAtMs === undefined || !duration ? undefined : startedAtMs + duration.ms,
    end: end && { ...end, duration },
  };
}

/**
 * A call that is complete came to an end; whether it did what it was for, only commands say and tools
 * whose result says so.
 */
function endOf(part: Fields, exitCode: number | undefined): RunEnd | undefined {
  const isComplete = part["isComplete"] === true;
  const confirmed = part["isConfirmed"];
  const answer = numberIn(fieldsIn(part, "isConfirmed") ?? {}, "type");
  if (answer === confirmation.denied || answer === confirmation.skipped) return rejected;
  // Before VS Code 1.104 it was a flag, and false as long as nobody had answered.
  if (confirmed === false && isComplete) return rejected;
  if (!isComplete) return undefined;
  if (exitCode !== undefined) return exitEnd(exitCode);
  const isError = fieldsIn(part, "resultDetails")?.["isError"];
  if (isError === true) return failed;
  return isError === false ? completed : unjudged;
}

/** The line as the user or the tool changed it before it ran; older versions know one only. */
function commandOf(specific: Fields): string | undefined {
  const line = fieldsIn(specific, "commandLine") ?? {};
  const texts = ["userEdited", "toolEdited", "original"].map((name) => textIn(line, name));
  return [...texts, textIn(specific, "command")].find((text) => text !== undefined && text !== "");
}
