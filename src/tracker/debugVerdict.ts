import type { RunEnded } from "./signal";

/**
 * VS Code's own JavaScript debugger sends no `exited` event. It says a code other than 0 in its last
 * line of output (in the user's language, so only the number can be read) and nothing at all for 0.
 */
const quietAdapters = new Set(["node", "pwa-node", "node-terminal", "pwa-extensionHost"]);
const lastWords = /^\D+(\d{1,10})\r?\n$/;

/**
 * Reads from the Debug Adapter Protocol how a session ended: the exit code, and whether the client
 * asked to stop before the program had ended by itself.
 */
export class DebugVerdict {
  private exitCode: number | undefined;
  private spoken: number | undefined;
  private over = false;
  private stopped = false;

  /** @param type the session's, for example `pwa-node`. */
  constructor(private readonly type: string) {}

  /** A message the client sends. */
  toAdapter(message: unknown): void {
    const request = field(message, "type") === "request" ? field(message, "command") : undefined;
    if ((request === "terminate" || request === "disconnect") && !this.over) this.stopped = true;
  }

  /** A message the adapter sends; `isRoot`: in the session itself, not in one of its children. */
  fromAdapter(message: unknown, isRoot: boolean): void {
    if (field(message, "type") !== "event") return;
    const event = field(message, "event");
    const body = field(message, "body");
    if (event === "exited") {
      const code = field(body, "exitCode");
      // Of several processes the first that failed decides.
      if (typeof code === "number" && (this.exitCode ?? 0) === 0) this.exitCode = code;
      this.over = true;
    } else if (event === "terminated") {
      this.over = true;
    } else if (event === "output" && isRoot && quietAdapters.has(this.type)) {
      this.spoken =
        field(body, "category") === "stderr" ? codeIn(field(body, "output")) : undefined;
    }
  }

  /** What is known at the end; a session that said no exit code ended as nobody knows. */
  result(): Pick<RunEnded, "exitCode" | "outcome" | "reason"> {
    if (this.stopped) return { outcome: "abandoned", reason: "cancelled" };
    if (this.exitCode !== undefined) return { exitCode: this.exitCode };
    if (!this.over || !quietAdapters.has(this.type)) return {};
    return { exitCode: this.spoken ?? 0 };
  }
}

function codeIn(output: unknown): number | undefined {
  const digits = typeof output === "string" ? lastWords.exec(output)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && name in value
    ? (value as Record<string, unknown>)[name]
    : undefined;
}
