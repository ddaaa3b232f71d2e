import type { Fields } from "../../base/fields";
import { fieldsIn, textIn } from "../line";
import { cancelled, completed, exitEnd, failed, rejected, unjudged, type RunEnd } from "../runEnd";
import { exitCodeOf } from "./exitCode";

const rejectedCodes = new Set(["rejected", "denied"]);
const cancelledCodes = new Set(["aborted", "cancelled", "canceled", "interrupted"]);
/** A code, not a sentence: what a message holds is nobody's business. */
const plainCode = /^[\w.-]{1,64}$/;

/**
 * How a tool call ended by the data of its `tool.execution_complete`.
 *
 * @param denied whether a permission for this call was denied before.
 * @param isShell whether it ran a command, which has an exit code.
 */
export function toolEndOf(
  data: Fields,
  { denied, isShell }: { readonly denied: boolean; readonly isShell: boolean },
): RunEnd {
  const success = data["success"];
  const exitCode = isShell ? exitCodeOf(data) : undefined;
  const code = codeOf(data);
  if (code !== undefined && rejectedCodes.has(code)) return rejected;
  if (denied && success !== true) return rejected;
  if (code !== undefined && cancelledCodes.has(code)) return cancelled;
  if (success === false || code === "failure" || code === "timeout")
    return { ...failed, exitCode, errorType: code };
  if (exitCode !== undefined) return exitEnd(exitCode);
  return success === true || code === "success" ? completed : unjudged;
}

/** The code of the error, or the kind of the result as older versions name it. */
function codeOf(data: Fields): string | undefined {
  const result = fieldsIn(data, "result") ?? {};
  const code =
    textIn(fieldsIn(data, "error") ?? {}, "code") ??
    textIn(result, "resultType") ??
    textIn(result, "result_type");
  return code !== undefined && plainCode.test(code) ? code : undefined;
}
