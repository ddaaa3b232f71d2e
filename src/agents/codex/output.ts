import { measured } from "../duration";
import { isFields, type Fields } from "../../base/fields";
import { fieldsIn, numberIn, parseLine, textIn } from "../line";
import { cancelled, completed, exitEnd, failed, rejected, unjudged, type RunEnd } from "../runEnd";

/** What a tool's output says: how its run ended, or that its command goes on in a shell session. */
export type Output = { readonly end: RunEnd } | { readonly shellSession: string };

const aborted = /^(?:Wall time: [\d.]+ seconds\n)?aborted(?: by user\b|$)/;
const refused = /^[^\n]{0,80}\brejected by user\b/;
const header = /^(?:Command:|Chunk ID:|Exit code:|Wall time:|Process )/;
const exitCodeLine = /^(?:Exit code: |Process exited with code )(-?\d{1,10})$/m;
const runningLine = /^Process running with session ID (\S{1,40})$/m;
const wallTimeLine = /^Wall time: (\d{1,9}(?:\.\d{1,9})?) seconds$/m;
/** Characters the lines above the command's own output have at most, but for the command itself. */
const maxHeader = 4000;

/**
 * @param isShell whether the tool runs commands, whose output says how they ended. Of any other
 *   tool a failure looks like a success.
 */
export function outputOf(item: Fields, isShell: boolean): Output {
  const output = item["output"];
  const text = textOf(output);
  const told = isFields(output) ? output["success"] : undefined;
  if (aborted.test(text)) return { end: { ...cancelled, duration: wallTimeIn(text) } };
  if (refused.test(text)) return { end: rejected };
  const status = textIn(item, "status");
  const byFlag = told === true || status === "completed" ? completed : unjudged;
  const otherwise = told === false || status === "failed" ? failed : byFlag;
  return jsonOutput(text) ?? (isShell ? shellOutput(text) : undefined) ?? { end: otherwise };
}

/** The form of 2025: the output and what is known of it, as JSON. */
function jsonOutput(text: string): Output | undefined {
  if (!text.startsWith("{") || !text.includes('"exit_code"')) return undefined;
  const metadata = fieldsIn(parseLine(text) ?? {}, "metadata") ?? {};
  const exitCode = numberIn(metadata, "exit_code");
  const seconds = numberIn(metadata, "duration_seconds");
  if (exitCode === undefined) return undefined;
  return { end: { ...exitEnd(exitCode), duration: ofSeconds(seconds) } };
}

function shellOutput(text: string): Output | undefined {
  if (!header.test(text)) return undefined;
  const [head = ""] = text.slice(0, maxHeader).split(/^Output:$/m, 1);
  const shellSession = runningLine.exec(head)?.[1];
  if (shellSession !== undefined) return { shellSession };
  const exitCode = exitCodeLine.exec(head)?.[1];
  const end = exitCode === undefined ? unjudged : exitEnd(Number(exitCode));
  return { end: { ...end, duration: wallTimeIn(head) } };
}

function wallTimeIn(text: string): RunEnd["duration"] {
  const seconds = wallTimeLine.exec(text.slice(0, maxHeader))?.[1];
  return ofSeconds(seconds === undefined ? undefined : Number(seconds));
}

function ofSeconds(seconds: number | undefined): RunEnd["duration"] {
  return measured(seconds === undefined ? undefined : Math.round(seconds * 1e6) / 1000);
}

/** The first text of an output, in any of the forms it has had. */
function textOf(output: unknown): string {
  if (typeof output === "string") return output;
  const first: unknown = Array.isArray(output) ? output[0] : output;
  if (!isFields(first)) return "";
  return textIn(first, "text") ?? textIn(first, "content") ?? "";
}
