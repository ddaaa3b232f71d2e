import { measured } from "../duration";
import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, nameIn, numberIn, textIn } from "../line";
import { completed, exitEnd, failed, rejected, unjudged, type RunEnd } from "../runEnd";
import { absoluteIn, argvOf, type Call } from "./call";

/** A run that ended, told of in full: where its start is not known, this is all there is. */
export interface EndEvent extends Call {
  /** Undefined: it has ended without a result; its output, or the end of its turn, says how. */
  readonly end: RunEnd | undefined;
}

/** Events, and kinds of completed items, that tell of a run's end. */
const readers: Readonly<Record<string, (event: Fields) => EndEvent | undefined>> = {
  exec_command_end: commandEnd,
  CommandExecution: commandEnd,
  mcp_tool_call_end: mcpEnd,
  McpToolCall: mcpEnd,
  patch_apply_end: (event) => endOf(event, "apply_patch", statusEnd(event)),
  FileChange: (event) => endOf(event, "apply_patch", statusEnd(event)),
  dynamic_tool_call_response: (event) => endOf(event, nameIn(event, "tool"), statusEnd(event)),
};

export function isEndEvent(type: string): boolean {
  return Object.hasOwn(readers, type);
}

/** @returns undefined: it is not of the form its type asks for. */
export function endEventOf(type: string, event: Fields): EndEvent | undefined {
  return readers[type]?.(event);
}

function commandEnd(event: Fields): EndEvent | undefined {
  const exitCode = numberIn(event, "exit_code");
  // -1: no process ended, because none began or because the turn was aborted.
  const isProcess = exitCode !== undefined && exitCode >= 0;
  const declined = textIn(event, "status") === "declined" ? rejected : undefined;
  const end = declined ?? (isProcess ? exitEnd(exitCode) : undefined);
  const call = endOf(event, "exec_command", end);
  if (call === undefined) return undefined;
  return { ...call, command: argvOf(event["command"]), cwd: absoluteIn(event, "cwd") };
}

function mcpEnd(event: Fields): EndEvent | undefined {
  const invocation = fieldsIn(event, "invocation") ?? event;
  const server = nameIn(invocation, "server");
  const tool = nameIn(invocation, "tool");
  if (server === undefined || tool === undefined) return undefined;
  const result = fieldsIn(event, "result") ?? {};
  const answer = fieldsIn(result, "Ok") ?? result;
  const hasFailed =
    "Err" in result || answer["isError"] === true || textIn(event, "status") === "failed";
  const end = hasFailed ? failed : isFields(event["result"]) ? completed : unjudged;
  return endOf(event, `mcp__${server}__${tool}`, end);
}

/** @returns how a run ended by its `status`, or by whether it was a success. */
export function statusEnd(event: Fields): RunEnd {
  const status = textIn(event, "status");
  if (status === "declined") return rejected;
  const success = event["success"];
  if (success === false || status === "failed") return failed;
  return success === true || status === "completed" ? completed : unjudged;
}

function endOf(
  event: Fields,
  name: string | undefined,
  end: RunEnd | undefined,
): EndEvent | undefined {
  const runId = nameIn(event, "call_id") ?? nameIn(event, "id");
  if (runId === undefined || name === undefined) return undefined;
  const timed = end === undefined ? undefined : { ...end, duration: durationIn(event) };
  return { runId, name, command: undefined, cwd: undefined, shellSession: undefined, end: timed };
}

/** Rust's `Duration`: whole seconds and the nanoseconds beyond them. */
function durationIn(event: Fields): RunEnd["duration"] {
  const duration = fieldsIn(event, "duration") ?? {};
  const secs = numberIn(duration, "secs");
  const nanos = numberIn(duration, "nanos");
  return secs === undefined || nanos === undefined
    ? undefined
    : measured(secs * 1000 + nanos / 1_000_000);
}
