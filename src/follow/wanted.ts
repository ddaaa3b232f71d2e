import type { AgentSignal } from "../agents/model";

/** Unwanted runs of one file that are remembered until their end. */
const maxUnwanted = 64;

/** What of an agent's runs is to be kept. */
export interface Wish {
  /** Whether a folder belongs to this workspace. Undefined: the log does not say where it worked. */
  readonly isHere: (cwd: string | undefined) => boolean;
  /** Runs that began before are not wanted, milliseconds since 1970 UTC. */
  readonly sinceMs: number;
}

/** Lets through what is wanted of one file, ends of unwanted runs least of all. */
export class WantedRuns {
  private readonly unwanted: Set<string>;

  constructor(unwanted: readonly string[] = []) {
    this.unwanted = new Set(unwanted);
  }

  /** @returns whether the signal is to be kept. */
  admits(signal: AgentSignal, { isHere, sinceMs }: Wish): boolean {
    const key = `${signal.sessionId} ${signal.runId}`;
    if (signal.type === "run-ended") return !this.unwanted.delete(key);
    if (signal.atMs >= sinceMs && isHere(signal.cwd)) return true;
    this.unwanted.add(key);
    const [oldest] = this.unwanted;
    if (this.unwanted.size > maxUnwanted && oldest !== undefined) this.unwanted.delete(oldest);
    return false;
  }

  /** For the position of the file. */
  state(): readonly string[] {
    return [...this.unwanted];
  }
}
