import type { Added } from "./config/hookSettings";
import type { Receipt } from "./config/receipt";

/** The agents that can be told to report to Session Buddy. */
export const hookedAgents = ["claude", "codex", "copilot"] as const;
export type HookedAgent = (typeof hookedAgents)[number];

/** What is remembered of an agent that was connected. */
export interface Connection {
  readonly path: string;
  readonly receipt: Receipt;
  /** The outermost folder that was made for the file. */
  readonly madeFolder?: string | undefined;
  /** The port the agent posts to, for one that posts. */
  readonly port?: number | undefined;
}

/** One agent's settings file, and how its hooks reach this window. */
export interface HookTarget {
  /** The settings file, absolute. */
  readonly path: string;
  /**
   * Makes ready what the hooks will call, so that the change can be shown. Leaves the settings alone.
   *
   * @param former what was remembered.
   * @throws HookError
   */
  prepare(former: Connection | undefined): Promise<void>;
  /** Adds our hooks to the text of the file. @throws HookError */
  add(text: string | undefined): Added;
  /** Takes our hooks out. @returns undefined: the file should go. @throws HookError */
  remove(text: string, receipt: Receipt | undefined): string | undefined;
  /**
   * @returns how our hooks stand in a text: as `add` would put them there, as a former `prepare`
   *   had them, which nobody hears, or not at all. @throws HookError
   */
  standing(text: string): "current" | "outdated" | "none";
  /** @returns whether another window hears what the hooks of a former `prepare` say. */
  isHeardElsewhere(former: Connection): Promise<boolean>;
  /** Reports something through the hooks as they stand in the file. @returns whether it arrived. */
  verify(text: string): Promise<boolean>;
  /** Keeps over a reload what `prepare` made. @returns what to remember beside the file. */
  keep(): Promise<Pick<Connection, "port">>;
  /** Ends what `prepare` made, and forgets what `keep` kept. */
  release(): Promise<void>;
  /** Ends what `prepare` made, for now. */
  stop(): void;
}
