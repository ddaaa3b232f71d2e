import type { RunEnded } from "./signal";

/**
 * Reads from the Debug Adapter Protocol how a session ended: the `exited` event's exit code, and
 * whether the client asked to stop before the program had ended by itself.
 */
export class DebugVerdict {
  private exitCode: number | undefined;
  private over = false;
  private stopped = false;

  /** A message the client sends. */
  toAdapter(message: unknown): void {
    const request = field(message, "type") === "request" ? field(message, "command") : undefined;
    if ((request === "terminate" || request === "disconnect") && !this.over) this.stopped = true;
  }

  /** A message the adapter sends. */
  fromAdapter(message: unknown): void {
    if (field(message, "type") !== "event") return;
    const event = field(message, "event");
    if (event === "exited") {
      const code = field(field(message, "body"), "exitCode");
      // Of several processes the first that failed decides.
      if (typeof code === "number" && (this.exitCode ?? 0) === 0) this.exitCode = code;
      this.over = true;
    } else if (event === "terminated") this.over = true;
  }

  /** What is known at the end; a session that said no exit code ended as nobody knows. */
  result(): Pick<RunEnded, "exitCode" | "outcome" | "reason"> {
    if (this.stopped) return { outcome: "abandoned", reason: "cancelled" };
    return this.exitCode === undefined ? {} : { exitCode: this.exitCode };
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
