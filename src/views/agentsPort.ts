import type { Event } from "../base/event";
import type { AgentName, Followed } from "../agents/model";
import type { Invocation } from "../tracker/model";

/** What views see of the agents of this workspace. */
export interface AgentsPort {
  /** Names of the agents whose logs are followed. */
  readonly followed: readonly string[];
  /** What they ran since the window opened, newest first. */
  readonly invocations: readonly Invocation[];
  readonly onDidChange: Event<void>;
  /** The exact folders and files that would be read of each agent, absolute, and what is there. */
  readonly places: () => readonly AgentPlaceFacts[];
  /** Follows these, and no others, from now on. */
  readonly follow: (followed: readonly Followed[]) => Promise<void>;
  /** @returns the log an agent wrote last here, absolute; undefined without one. */
  readonly newestLog: (agent: AgentName) => string | undefined;
}

/** Where an agent keeps its logs. */
export interface AgentPlaceFacts {
  readonly agent: AgentName;
  readonly paths: readonly string[];
  /** Log files there now. */
  readonly files: number;
}
