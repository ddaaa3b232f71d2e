import * as vscode from "vscode";
import { agentsOfWindow } from "./agentParts";
import { systemClock as clock } from "./base/clock";
import { DisposableStore } from "./base/dispose";
import { uuidv7Source } from "./base/ids";
import { newSalt } from "./base/salt";
import { scheduleTimeout as schedule } from "./base/schedule";
import { sha256 } from "./base/sha256";
import { inSteps } from "./base/steps";
import { readLog } from "./git/readLog";
import { readRepository, type RepositoryQuery } from "./git/readRepository";
import { RecentLog } from "./git/recentLog";
import type { AgentHooks } from "./hooks/agentHooks";
import { mcpLauncher } from "./hooks/mcpJson";
import { CoverageWatch } from "./quality/coverageWatch";
import { createApi, type SessionBuddyApi } from "./serve/api";
import { remoteOfWindow } from "./remoteParts";
import { embeddingOf, isRecordingOn, rankingOf } from "./settings";
import { SnapshotSource } from "./snapshot/source";
import { Expectations } from "./tracker/expectations";
import { Phases } from "./tracker/phases";
import { recognize } from "./tracker/recognize";
import { Recorder } from "./tracker/recorder";
import type { RunNaming } from "./tracker/runNaming";
import { redact } from "./tracker/redact";
import { AllSignals } from "./tracker/signals/all";
import type { JournalRecord } from "./tracker/record";
import { SkillsTracker } from "./tracker/tracker";
import { warmUp } from "./tracker/warmUp";
import {
  foldersOnDisk,
  LiveSettings,
  placeOfWindow,
  sharedFolderOf,
  shortenPath,
} from "./views/editor";
import { focusOfWindow, onDidChangeFocus } from "./views/focus";
import { hooksOfWindow, inboxOfUser } from "./views/hooksOfWindow";
import { Memory } from "./views/memory";
import { RankingExperiments } from "./views/rankingExperiments";
import { Sharing } from "./views/sharing";
import { drawViews } from "./views/views";
import { folderAccess } from "./worker/folderAccess";
import { LocalHistory } from "./worker/localHistory";

/** Builds the parts and joins them. Everything it subscribes to ends with the context. */
export function activate(context: vscode.ExtensionContext): SessionBuddyApi {
  const own = new DisposableStore();
  context.subscriptions.push(own);
  const window = openWindow(context, own);
  const recording = recordRuns(context, own, window);
  const coverage = watchCoverage(own, window, recording);
  const source = own.register(snapshots(window, recording));
  const { settings, memory, history, experiments } = window;
  const { tracker, recorder, signals, agents, remote } = recording;

  const apply = (): void => {
    const isOn = window.isOn();
    signals.isOn = isOn;
    if (!isOn) recorder.stop();
    tracker.setPaused(!isOn || memory.isPaused);
    history.moveTo(placeOfWindow(context, settings).path, () => tracker.replay());
    remote.update();
    agents.update();
    experiments.update();
    coverage.lookSoon();
    source.invalidate();
  };
  apply();
  own.register(inSteps(warmUp(history), schedule, 25));
  own.register(settings.onDidChange(apply));
  own.register(vscode.workspace.onDidGrantWorkspaceTrust(apply));
  own.register(vscode.workspace.onDidChangeWorkspaceFolders(apply));
  own.register(remote.backend.onDidChange(() => source.invalidate()));
  own.register(onDidChangeFocus(() => source.lookAround()));
  own.register(
    vscode.window.onDidChangeWindowState(({ focused }) => {
      // Another window on this folder may have recorded something meanwhile.
      if (focused) source.invalidate();
    }),
  );
  const { extensionUri, globalStorageUri } = context;
  const mcpServer = context.asAbsolutePath("dist/mcp.cjs");
  const launcher = mcpLauncher(globalStorageUri.fsPath, mcpServer);
  const shared = { ...window, ...recording, source, clock, schedule, backend: remote.backend };
  const { env: environment } = process;
  const gitLog = new RecentLog({ read: (query) => readLog({ ...query, environment }), clock });
  const git = {
    readRepository: (query: Omit<RepositoryQuery, "environment">) =>
      readRepository({ ...query, environment }),
    gitLog: own.register(gitLog),
  };
  own.register(drawViews({ ...shared, ...git, extensionUri, mcpLauncher: launcher, apply }));
  return createApi(shared);
}

type Window = ReturnType<typeof openWindow>;
type Recording = ReturnType<typeof recordRuns>;

/** What a window has before anything is recorded: its settings, its memory, its history. */
function openWindow(context: vscode.ExtensionContext, own: DisposableStore) {
  const log = own.register(vscode.window.createOutputChannel("Session Buddy", { log: true }));
  const onError = (error: unknown): void =>
    log.error(error instanceof Error ? error : String(error));
  const settings = own.register(new LiveSettings(log));
  const memory = new Memory(context.workspaceState);
  const sharing = new Sharing({
    state: context.globalState,
    userId: vscode.env.machineId,
    newSalt,
    folder: () => sharedFolderOf(settings),
  });
  const access = folderAccess({
    workerPath: context.asAbsolutePath("dist/worker.cjs"),
    wasmPath: context.asAbsolutePath("dist/sql-wasm.wasm"),
    modelFolder: context.asAbsolutePath("dist/model"),
    embedding: () => embeddingOf((id) => settings.get(id)),
    onError,
  });
  const { path } = placeOfWindow(context, settings);
  const history = own.register(new LocalHistory(access, path, () => experiments.forDatabase()));
  const newId = uuidv7Source(() => clock.nowMs());
  const sessionId = newId();
  const experiments = new RankingExperiments({
    ...{ memory, sessionId, newId, sha256 },
    nowMs: () => clock.nowMs(),
    isRankedByHand: () => settings.isSet("sessionBuddy.ranking"),
  });
  return {
    ...{ log, onError, settings, memory, sharing, history, newId, sessionId, experiments },
    phases: new Phases(() => settings.get("sessionBuddy.phases")),
    expectations: new Expectations(),
    isIgnored: (name: string): boolean => settings.isIgnored(name),
    isOn: (): boolean => isRecordingOn((id) => settings.get(id)),
  };
}

/** What sees runs, of the user and of agents, and where the records of them go. */
function recordRuns(context: vscode.ExtensionContext, own: DisposableStore, window: Window) {
  const { log, onError, settings, memory, history, phases, expectations } = window;
  const { newId, sessionId, isIgnored } = window;
  const remote = own.register(
    remoteOfWindow({
      threadPath: context.asAbsolutePath("dist/remote.cjs"),
      version: String(Object(context.extension.packageJSON)["version"]),
      get: (id) => settings.get(id),
      dataFolder: () => history.folder,
      invocations: () => [...tracker.invocations, ...agents.invocations],
      log,
      onError,
    }),
  );
  const append = (record: JournalRecord): void => {
    history.append(record);
    remote.backend.offer(record);
    agents.hear(record);
  };
  const facts = memory.beginSession(sessionId, vscode.env.appName, vscode.workspace.name);
  const tracker = new SkillsTracker({ sessionId, clock, newId, redact, append, window: facts });
  own.register({ dispose: () => tracker.close() });
  const naming: RunNaming = {
    recognize,
    shortenPath,
    isIgnored,
    argumentDetail: () => settings.get("sessionBuddy.arguments"),
    phaseFor: (subject) => phases.phaseFor(subject),
  };
  const recorder = own.register(new Recorder({ tracker, expectations, schedule, ...naming }));
  const agents = own.register(
    agentsOfWindow({
      ...{ ...naming, append, redact, onError },
      seen: () => tracker.invocations,
      isPaused: () => tracker.isPaused,
      nowMs: () => clock.nowMs(),
      threadPath: context.asAbsolutePath("dist/follow.cjs"),
      folders: foldersOnDisk,
      ownStorage: context.storageUri?.fsPath,
      dataFolder: () => history.folder,
      inboxFolder: inboxOfUser(context),
      connected: () => hooks.connected,
      followed: () => (vscode.workspace.isTrusted ? memory.followed : []),
      keepFollowed: (followed) => memory.keepFollowed(followed),
    }),
  );
  const hooks: AgentHooks = own.register(
    hooksOfWindow(context, { accept: agents.accept, onError }),
  );
  own.register(hooks.onDidChange(() => agents.update()));
  const now = () => ({ wallMs: clock.nowMs(), monotonicMs: clock.monotonicMs() });
  const signals = own.register(new AllSignals(recorder.accept, now, onError));
  return { tracker, recorder, agents, hooks, remote, signals };
}

/** Looks for coverage reports when the window begins, and whenever runs have ended. */
function watchCoverage(
  own: DisposableStore,
  { settings, history, log }: Window,
  { tracker, agents }: Recording,
): CoverageWatch {
  const watch = own.register(
    new CoverageWatch({
      schedule,
      look: (query) => history.lookForCoverage(query),
      isOn: () => vscode.workspace.isTrusted && !tracker.isPaused,
      folder: () => foldersOnDisk()[0],
      givenFiles: () => settings.get("sessionBuddy.quality.coverageFiles"),
      keep: (measured) => {
        const { sessionId } = tracker;
        tracker.note({ type: "coverage-measured", sessionId, ...measured });
      },
      warn: (sentence) => log.warn(sentence),
    }),
  );
  own.register(
    tracker.onDidChange((run) => {
      if (run !== undefined && run.outcome !== "running") watch.runEnded();
    }),
  );
  own.register(agents.runs.onDidChange(() => watch.runEnded()));
  return watch;
}

/** What views draw: this window's runs at once, the history's when it has been read. */
function snapshots(window: Window, { tracker, agents }: Recording): SnapshotSource {
  const { settings, sharing, history, phases, experiments, isOn, onError } = window;
  return new SnapshotSource({
    ...{ tracker, phases, history, agents, schedule, onError },
    isEnabled: isOn,
    shared: () => sharing.place,
    focus: focusOfWindow,
    ranking: () => ({ ...rankingOf((id) => settings.get(id)), ...experiments.ranking() }),
    nowMs: () => clock.nowMs(),
  });
}
