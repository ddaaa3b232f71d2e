import { measured } from "../duration";
import type { Fields } from "../../base/fields";
import { fieldsIn, itemsIn, numberIn, textIn } from "../line";
import type { AgentDuration, AgentRunKind } from "../model";
import { cancelled, completed, exitEnd, failed, rejected, unjudged, type RunEnd } from "../runEnd";

/** A tool's result: how its run ended, or that it goes on in the background. */
export type ToolResult = { readonly end: RunEnd } | { readonly backgroundId: string | undefined };

/** What the agent tells the model when the user refused a tool, or another one next to it. */
const rejections = [
  "The user doesn't want to proceed with this tool use",
  "The user doesn't want to take this action right now",
];
/** What it writes in place of a result, or of a prompt, when the user pressed Escape. */
export const interruption = "[Request interrupted by user";
const exitCodeLine = /^(?:Error: )?Exit code (\d{1,10})(?:\r?\n|$)/;
const errorName = /^(?:<tool_use_error>)?([A-Z][A-Za-z]{0,60}Error)\b/;

/**
 * @param entry the entry the result is in; it has what the tool itself returned.
 * @param kind of the run that ended; undefined where no start is known.
 */
export function toolResultOf(
  entry: Fields,
  block: Fields,
  kind: AgentRunKind | undefined,
): ToolResult {
  const returned = fieldsIn(entry, "toolUseResult") ?? {};
  const stopped = stoppedEnd(entry, block, returned);
  if (stopped !== undefined) return { end: stopped };
  const backgroundId = textIn(returned, "backgroundTaskId");
  if (backgroundId !== undefined) return { backgroundId };
  const status = textIn(returned, "status");
  if (kind === "agent" && status?.endsWith("_launched") === true)
    return { backgroundId: textIn(returned, "agentId") };
  const end = block["is_error"] === true ? errorEnd(textOf(block)) : returnedEnd(returned, kind);
  return { end: { ...end, duration: measuredIn(returned) } };
}

/** The end of a run that the user, or a rule of theirs, refused or stopped. */
function stoppedEnd(entry: Fields, block: Fields, returned: Fields): RunEnd | undefined {
  const denial = textIn(entry, "toolDenialKind");
  if (denial === "interrupted" || denial === "cancelled") return cancelled;
  if (denial !== undefined) return rejected;
  if (returned["interrupted"] === true) return cancelled;
  if (block["is_error"] !== true) return undefined;
  const text = textOf(block);
  if (rejections.some((start) => text.startsWith(start))) return rejected;
  return text.startsWith(interruption) ? cancelled : undefined;
}

function errorEnd(text: string): RunEnd {
  const exitCode = exitCodeLine.exec(text)?.[1];
  if (exitCode !== undefined) {
    const end = exitEnd(Number(exitCode));
    // It says that it is an error, whatever the code would mean by itself.
    return end.outcome === "completed" ? failed : end;
  }
  return { ...failed, errorType: errorName.exec(text)?.[1] };
}

/** The Messages API has `is_error` false where it is not given, as most tools leave it. */
function returnedEnd(returned: Fields, kind: AgentRunKind | undefined): RunEnd {
  if (returned["success"] === false) return failed;
  const status = textIn(returned, "status");
  return kind !== "agent" || status === undefined || status === "completed" ? completed : unjudged;
}

/** How long the tool says it took: a subagent, or one of the tools that time themselves. */
function measuredIn(returned: Fields): AgentDuration | undefined {
  const seconds = numberIn(returned, "durationSeconds");
  return measured(
    numberIn(returned, "totalDurationMs") ??
      numberIn(returned, "durationMs") ??
      (seconds === undefined ? undefined : seconds * 1000),
  );
}

/** The beginning of what the model was told. */
function textOf(block: Fields): string {
  return textIn(block, "content") ?? textIn(itemsIn(block, "content")[0] ?? {}, "text") ?? "";
}
