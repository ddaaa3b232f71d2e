import type * as vscode from "vscode";
import { agentNames, type Followed } from "../agents/model";
import { isFields } from "../base/fields";
import type { Experiment } from "../recommend/experiments/model";
import { readExperiments } from "../recommend/experiments/stored";
import type { SessionId } from "../tracker/model";

/** So many insights put aside, and skills told of, are remembered. */
const mostTimes = 500;

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

  /** Insights the user put aside, with the time until which; Infinity = for good. */
  get insightsAside(): ReadonlyMap<string, number> {
    return this.times("insightsAside");
  }

  keepInsightsAside(aside: ReadonlyMap<string, number>): Thenable<void> {
    return this.keepTimes("insightsAside", aside);
  }

  /** When the user was last told that a skill completes less than usual. */
  get toldBelowBaseline(): ReadonlyMap<string, number> {
    return this.times("toldBelowBaseline");
  }

  keepToldBelowBaseline(told: ReadonlyMap<string, number>): Thenable<void> {
    return this.keepTimes("toldBelowBaseline", told);
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

  /** JSON knows no Infinity: null stands for it. */
  private times(key: string): ReadonlyMap<string, number> {
    const kept = this.state.get<unknown>(key);
    if (!isFields(kept)) return new Map();
    return new Map(
      Object.entries(kept).flatMap(([name, ms]): [string, number][] =>
        ms === null ? [[name, Infinity]] : typeof ms === "number" ? [[name, ms]] : [],
      ),
    );
  }

  private keepTimes(key: string, times: ReadonlyMap<string, number>): Thenable<void> {
    const newest = [...times].sort(([, one], [, other]) => other - one).slice(0, mostTimes);
    const kept = newest.map(([name, ms]) => [name, Number.isFinite(ms) ? ms : null] as const);
    return this.state.update(key, Object.fromEntries(kept));
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
