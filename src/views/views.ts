import * as vscode from "vscode";
import type { Clock } from "../base/clock";
import { DisposableStore } from "../base/dispose";
import type { Schedule } from "../base/schedule";
import type { Snapshot } from "../snapshot/snapshot";
import type { SnapshotSource } from "../snapshot/source";
import type { ReportData } from "../analysis/model";
import { optional } from "../tracker/completion";
import type { Expectations } from "../tracker/expectations";
import { parseSkillKey, type SkillKey } from "../tracker/model";
import type { Phases } from "../tracker/phases";
import type { Recorder } from "../tracker/recorder";
import { trackCommand } from "../tracker/trackCommand";
import type { SkillsTracker } from "../tracker/tracker";
import type { RecentLog } from "../git/recentLog";
import type { AgentHooks } from "../hooks/agentHooks";
import type { McpLauncher } from "../hooks/mcpJson";
import type { AgentsPort } from "./agentsPort";
import { BaselineNotices } from "./baselineNotices";
import { BusyTerminals } from "./busyTerminals";
import { registerChat } from "./chat/register";
import { Checkpoints, type CheckpointsParts } from "./checkpoints";
import { registerCommands } from "./commands/register";
import { ContextKeyWriter, editorLanguage, type LiveSettings } from "./editor";
import { copyReport, exportReport } from "./exportReport";
import { guarded, type Log } from "./guarded";
import type { HistoryPort } from "./historyPort";
import { Launcher } from "./launcher";
import type { Memory } from "./memory";
import { toHistoryFilter, type ReportFilter } from "./model/report/filter";
import { labelsOf, type RowContext } from "./model/rowContext";
import { statusBarLook } from "./model/statusBar";
import { ProblemNotices, problemOf } from "./problems";
import type { RankingExperiments } from "./rankingExperiments";
import { readReportGit } from "./reportGit";
import { ReportPanel } from "./reportPanel";
import type { Sharing } from "./sharing";
import { StatusBar } from "./statusBar";
import { createTrees, firstRow } from "./trees";

/** What the views draw from and act on. */
export interface ViewParts {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly settings: LiveSettings;
  readonly memory: Memory;
  readonly sharing: Sharing;
  readonly agents: AgentsPort;
  readonly hooks: AgentHooks;
  readonly mcpLauncher: McpLauncher;
  readonly clock: Clock;
  readonly tracker: SkillsTracker;
  readonly source: SnapshotSource;
  readonly phases: Phases;
  readonly experiments: RankingExperiments;
  /** Where what is recorded goes, for example `mcp (connected)`. */
  readonly backend: { readonly inUse: string };
  readonly recorder: Recorder;
  readonly expectations: Expectations;
  readonly history: HistoryPort;
  readonly isIgnored: (name: string) => boolean;
  readonly schedule: Schedule;
  readonly readRepository: CheckpointsParts["readRepository"];
  readonly gitLog: RecentLog;
  /** Applies settings and the pause to what is observed. */
  readonly apply: () => void;
}

/** Creates every view and registers every command. */
export function drawViews(parts: ViewParts): vscode.Disposable {
  const { source, settings, history, clock, log } = parts;
  const own = new DisposableStore();
  const language = editorLanguage();
  const context = (): RowContext => ({
    ...language,
    labelOf: labelsOf(source.current.skills),
    nowMs: clock.nowMs(),
  });
  const trees = createTrees(parts, context);
  for (const tree of trees) own.register(tree);
  own.register(
    new StatusBar({
      look: () => statusBarLook(source.current, context(), parts.backend.inUse),
      isShown: () => settings.get("sessionBuddy.statusBar"),
      onDidChange: source.onDidChange,
      click: "sessionBuddy.showQuickPick",
    }),
  );

  const notices = new ProblemNotices(log);
  const { memory } = parts;
  const baselines = new BaselineNotices({
    isOn: () => settings.get("sessionBuddy.notifyBelowBaseline"),
    words: () => language.words,
    nowMs: () => clock.nowMs(),
    told: () => memory.toldBelowBaseline,
    keepTold: (told) => memory.keepToldBelowBaseline(told),
    open: (key) => report.panel.show({ range: "all", skill: key }),
    turnOff: () => settings.turnOff("sessionBuddy.notifyBelowBaseline"),
  });
  const keys = new ContextKeyWriter();
  const show = (snapshot: Snapshot): void => {
    keys.set("sessionBuddy.tracking", snapshot.tracking);
    const { followed, summaries } = snapshot.agents;
    keys.set("sessionBuddy.hasAgents", followed.length + summaries.length > 0);
    notices.update(snapshot.problems);
    baselines.update(snapshot);
  };
  own.register(source.onDidChange(show));
  show(source.current);
  own.register(history.onDidFail((error) => source.report(problemOf(error))));
  own.register(history.onDidRecover(() => source.resolveAll()));

  const busy = own.register(new BusyTerminals());
  const launcher = createLauncher(parts, busy);
  const report = own.register(createReport(parts, launcher));
  const checkpoints = own.register(new Checkpoints({ ...parts, context }));
  own.register(registerChat({ ...parts, context }));
  own.register(
    registerCommands({
      ...parts,
      ...{ launcher, context, checkpoints },
      row: (element) => firstRow(trees, element),
      setPaused: async (paused) => {
        await parts.memory.setPaused(paused);
        parts.apply();
      },
      terminalOf: (id) => {
        const lane = parts.recorder.laneOf(id);
        return vscode.window.terminals.find((terminal) => terminal === lane);
      },
      openReport: (only) => {
        report.panel.show(only === undefined ? undefined : { range: "all", ...only });
        return Promise.resolve();
      },
      exportReport: () => report.export(report.panel.filter),
      copyReport: () => report.copy(report.panel.filter),
    }),
  );
  return own;
}

function createLauncher(parts: ViewParts, busy: BusyTerminals): Launcher {
  const { expectations, settings, source, clock } = parts;
  return new Launcher({
    expect: (run, launch) => expectations.add(run, launch, clock.monotonicMs()),
    trackCommand: (id, launch, run) => trackCommand(parts, id, launch, run),
    isBusy: (terminal) => busy.has(terminal),
    runsImmediately: () => settings.get("sessionBuddy.runImmediately"),
    offered: () => source.current.recommended.map(({ key }) => key),
  });
}

function createReport(
  parts: ViewParts,
  launcher: Launcher,
): vscode.Disposable & {
  readonly panel: ReportPanel;
  readonly export: (filter: ReportFilter) => Promise<void>;
  readonly copy: (filter: ReportFilter) => Promise<void>;
} {
  const { extensionUri, history, source, tracker, phases, experiments, clock, log } = parts;
  const at = (filter: ReportFilter) =>
    toHistoryFilter(filter, { nowMs: clock.nowMs(), sessionId: tracker.sessionId });
  const queryOf = (filter: ReportFilter) => ({
    filter: at(filter),
    sessionId: tracker.sessionId,
    ...optional("phase", phases.pinned),
    ...experiments.forReport(),
  });
  const loadReport = (filter: ReportFilter) => history.report(queryOf(filter));
  const loadInvocations = (filter: ReportFilter) => history.invocations(at(filter));
  const loadGit = (figures: ReportData) => readReportGit(parts.gitLog, history, figures);
  const loadQuality = (filter: ReportFilter) => history.quality(at(filter));
  const ports = { extensionUri, loadReport, loadInvocations, loadGit, loadQuality };
  const run = async (key: SkillKey): Promise<void> => {
    const skill = parseSkillKey(key);
    const known = source.current.skills.find((one) => one.key === key);
    if (skill === undefined) return;
    const { command, cwd } = known ?? {};
    await launcher.run({
      skill,
      ...(command === undefined ? {} : { command }),
      ...(cwd === undefined ? {} : { cwd }),
    });
  };
  const panel = new ReportPanel({
    extensionUri,
    log,
    loadFigures: (filter) => history.figures(at(filter)),
    loadFindings: (filter) => history.findings(queryOf(filter)),
    ...{ loadGit, loadQuality },
    onDidChangeHistory: source.onDidChange,
    runSkill: guarded("sessionBuddy.rerun", log, run),
    makeTask: (skills) => vscode.commands.executeCommand("sessionBuddy.makeTask", skills),
    exportReport: guarded("sessionBuddy.exportReport", log, (format, filter) =>
      exportReport(ports, filter, format),
    ),
  });
  return {
    panel,
    export: (filter) => exportReport(ports, filter, undefined),
    copy: (filter) => copyReport(ports, filter),
    dispose: () => panel.dispose(),
  };
}
