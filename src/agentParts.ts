import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { AgentRuns, type AgentRunsParts } from "./agents/agentRuns";
import { addsToLog } from "./agents/hooks/hookOnly";
import type { AgentName, AgentSignal, Followed } from "./agents/model";
import type { Disposable } from "./base/event";
import { AgentFollower } from "./follow/agentFollower";
import { nodeLogFiles } from "./follow/files";
import { agentPlaces, type AgentPlace } from "./follow/places";
import { isForgotten } from "./tracker/forget";
import type { JournalRecord } from "./tracker/record";
import type { AgentsPort } from "./views/agentsPort";

/** What is asked of the window to hear of its agents. */
export interface AgentPartsOfWindow extends AgentRunsParts {
  /** Absolute path of the bundled thread that reads logs. */
  readonly threadPath: string;
  /** Folders of the workspace that are on this machine's disk, absolute. */
  readonly folders: () => readonly string[];
  /** What the editor keeps for this extension in this workspace; undefined without a workspace. */
  readonly ownStorage: string | undefined;
  /** The data folder, absolute. */
  readonly dataFolder: () => string;
  /** Where hooks of agents write what was told to them, absolute. */
  readonly inboxFolder: string;
  /** The agents that are connected by their hooks. */
  readonly connected: () => readonly AgentName[];
  /** The agents the user agreed to follow; none where the workspace is not trusted. */
  readonly followed: () => readonly Followed[];
  readonly keepFollowed: (followed: readonly Followed[]) => PromiseLike<void>;
  readonly onError: (error: unknown) => void;
}

/** The agents of a window, for its views and for what else hears of them. */
export interface AgentsOfWindow extends AgentsPort, Disposable {
  readonly runs: AgentRuns;
  /** Takes what a hook told, unless the log that is followed tells it as well or better. */
  readonly accept: (signal: AgentSignal, via: "hook") => void;
  /** Hears what is written down: what a person asked to forget is shown no longer. */
  readonly hear: (record: JournalRecord) => void;
  /** Follows what is agreed to now. To be called when that or the folders may have changed. */
  readonly update: () => void;
}

/** Joins what is heard of agents with what is written down. */
export function agentsOfWindow(parts: AgentPartsOfWindow): AgentsOfWindow {
  const runs = new AgentRuns(parts);
  const isFollowed = (agent: AgentName): boolean =>
    parts.followed().some((one) => one.agent === agent);
  const accept = (signal: AgentSignal): void =>
    runs.accept(signal, isFollowed(signal.agent) ? "log" : "hook");
  const { threadPath, onError, ownStorage } = parts;
  const follower = new AgentFollower({ threadPath, accept, onError });
  // The editor keeps what belongs to a workspace side by side, for every extension.
  const editorStorage = ownStorage === undefined ? undefined : dirname(ownStorage);
  const update = (): void =>
    follower.follow({
      followed: parts.followed(),
      folders: parts.folders(),
      editorStorage,
      inbox: {
        folder: parts.inboxFolder,
        agents: parts.connected().filter((agent) => !isFollowed(agent)),
      },
      positionsPath: join(parts.dataFolder(), "agents.json"),
    });
  const places = (): readonly AgentPlace[] =>
    agentPlaces({
      home: homedir(),
      env: process.env,
      folders: parts.folders(),
      editorStorage,
      names: nodeLogFiles.names,
    });
  return {
    runs,
    update,
    accept: (signal, via) => {
      if (!isFollowed(signal.agent) || addsToLog(signal)) runs.accept(signal, via);
    },
    get followed() {
      return parts.followed().map(({ agent }) => agent);
    },
    get invocations() {
      return runs.invocations;
    },
    onDidChange: runs.onDidChange,
    hear: (record) => {
      if (record.type === "forgotten") runs.forget((one) => isForgotten(one, record.what));
    },
    places: () =>
      places().map(({ agent, paths, list }) => ({ agent, paths, files: thereOf(list()).length })),
    follow: async (followed) => {
      await parts.keepFollowed(followed);
      update();
      runs.touch();
    },
    newestLog: (agent) => {
      const files =
        places()
          .find((place) => place.agent === agent)
          ?.list() ?? [];
      return thereOf(files).sort((one, other) => other.modifiedMs - one.modifiedMs)[0]?.path;
    },
    dispose: () => follower.dispose(),
  };
}

function thereOf(
  files: ReturnType<AgentPlace["list"]>,
): { readonly path: string; readonly modifiedMs: number }[] {
  return files.flatMap(({ path }) => {
    const modifiedMs = nodeLogFiles.facts(path)?.modifiedMs;
    return modifiedMs === undefined ? [] : [{ path, modifiedMs }];
  });
}
