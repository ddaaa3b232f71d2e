import type * as vscode from "vscode";
import { agentNames, type Followed } from "../agents/model";
import type { Experiment } from "../recommend/experiments/model";
import { readExperiments } from "../recommend/experiments/stored";
import type { SessionId } from "../tracker/model";

/** What a window remembers of itself over a reload, in the editor's own workspace state. */
export class Memory {
  constructor(private readonly state: vscode.Memento) {}

  get isPaused(): boolean {
    return this.state.get<boolean>("paused") ?? false;
  }

  setPaused(paused: boolean): Thenable<void> {
    return this.state.update("paused", paused);
  }

  /** The ranking experiments of this workspace, oldest first. */
  get experiments(): readonly Experiment[] {
    return readExperiments(this.state.get<unknown>("experiments"));
  }

  keepExperiments(experiments: readonly Experiment[]): void {
    void this.state.update("experiments", experiments);
  }

  /** Sessions in which the user chose a ranking while an experiment was open. */
  get rankedByHand(): readonly SessionId[] {
    const kept = this.state.get<unknown>("rankedByHand");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  }

  keepRankedByHand(sessions: readonly SessionId[]): void {
    void this.state.update("rankedByHand", sessions);
  }

  /** The agents the user agreed to follow in this workspace, with the time from which on. */
  get followed(): readonly Followed[] {
    const kept = this.state.get<unknown>("followedAgents");
    if (typeof kept !== "object" || kept === null) return [];
    const since = new Map<string, unknown>(Object.entries(kept));
    return agentNames.flatMap((agent) => {
      const sinceMs = since.get(agent);
      return typeof sinceMs === "number" ? [{ agent, sinceMs }] : [];
    });
  }

  keepFollowed(followed: readonly Followed[]): Thenable<void> {
    const kept = Object.fromEntries(followed.map(({ agent, sinceMs }) => [agent, sinceMs]));
    return this.state.update("followedAgents", kept);
  }

  /** @returns the facts a session begins with, linked to the session before it here. */
  beginSession(
    sessionId: string,
    appName: string,
    workspaceName: string | undefined,
  ): { previousSessionId?: string; appName: string; workspaceName?: string } {
    const previous = this.state.get<string>("session");
    void this.state.update("session", sessionId);
    return {
      appName,
      ...(previous === undefined ? {} : { previousSessionId: previous }),
      ...(workspaceName === undefined ? {} : { workspaceName }),
    };
  }
}
