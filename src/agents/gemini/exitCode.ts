import type { Fields } from "../../base/fields";
import { fieldsIn, itemsIn, textIn } from "../line";

/** Longest end of an output in which the lines after it can lie, in characters. */
const longestTrailer = 500;

/** The lines that Gemini CLI writes after a command's output, from the one with the code on. */
const trailer =
  /\nExit Code: (-?\d{1,10})(?:\n(?:Signal|Background PIDs|Process Group PGID): [^\n]*)*\s*$/;

/**
 * The exit code of the command a shell call ran. Gemini CLI counts a command that failed as a
 * success of its tool, and says otherwise only in the lines after the output. Nothing else of the
 * output is looked at.
 *
 * @returns undefined: it is not said. Since 0.30 or so zero is not.
 */
export function exitCodeOf(call: Fields): number | undefined {
  for (const part of itemsIn(call, "result")) {
    const response = fieldsIn(fieldsIn(part, "functionResponse") ?? {}, "response") ?? {};
    const [, code] = trailer.exec((textIn(response, "output") ?? "").slice(-longestTrailer)) ?? [];
    if (code !== undefined) return Number(code);
  }
  return undefined;
}
