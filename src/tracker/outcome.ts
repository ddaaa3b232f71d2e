import type { Completion } from "./completion";

/** 128 + SIGINT, + SIGTERM, + SIGHUP; and Ctrl+C as Windows reports it, signed and unsigned. */
const interrupted = new Set([130, 143, 129, -1073741510, 3221225786]);

/**
 * What an exit code says. None at all says nothing (`unknown`), an interrupt is the user's doing
 * (`abandoned`), and for a run that never ends by itself an interrupt is how it completes.
 */
export function outcomeOf(
  exitCode: number | undefined,
  background: boolean,
): Pick<Completion, "outcome" | "reason"> {
  if (exitCode === undefined || !Number.isInteger(exitCode)) return { outcome: "unknown" };
  if (exitCode === 0) return { outcome: "completed" };
  if (!interrupted.has(exitCode)) return { outcome: "failed" };
  return { outcome: background ? "completed" : "abandoned", reason: "cancelled" };
}

/** What shells report for a program that does not exist. */
const commandNotFound = 127;

/** A typing error is no skill; and what is typed at the wrong prompt may be a password. */
export function isMistyped(
  exitCode: number | undefined,
  {
    category,
    line = "",
  }: { readonly category: string | undefined; readonly line: string | undefined },
): boolean {
  return exitCode === commandNotFound && category === "Other" && /^[^\s/]+$/.test(line);
}
