import { secretMark } from "../redact/mark";

/** Stands where a value stood that is not kept. */
export const placeholder = "…";

/** Whether a kept command is what was typed, so that running it again would do the same. */
export function isReplayable(command: string): boolean {
  return !command.includes(placeholder) && !command.includes(secretMark);
}
