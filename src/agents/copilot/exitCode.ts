import type { Fields } from "../../base/fields";
import { fieldsIn, numberIn, textIn } from "../line";

/** The line a shell tool of Copilot CLI ends its output with. */
const lastLine =
  /^<(?:exited|(?:detached command with )?shellId: [\w-]{1,64} completed) with exit code (-?\d{1,10})>$/;

/**
 * The exit code of the command a shell tool ran, by the data of its `tool.execution_complete`: the
 * newest versions have a field for it, older ones a figure of their telemetry, the oldest only the
 * line after the output. Nothing else of the output is looked at.
 *
 * @returns undefined: it is not said.
 */
export function exitCodeOf(data: Fields): number | undefined {
  const metrics = fieldsIn(fieldsIn(data, "toolTelemetry") ?? {}, "metrics") ?? {};
  return (
    numberIn(fieldsIn(data, "shellExecution") ?? {}, "exitCode") ??
    numberIn(metrics, "exit_code") ??
    exitCodeAfter(textIn(fieldsIn(data, "result") ?? {}, "content") ?? "")
  );
}

function exitCodeAfter(output: string): number | undefined {
  const end = output.slice(-200).trimEnd();
  const [, code] = lastLine.exec(end.slice(end.lastIndexOf("\n") + 1)) ?? [];
  return code === undefined ? undefined : Number(code);
}
