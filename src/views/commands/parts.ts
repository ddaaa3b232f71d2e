import type * as vscode from "vscode";
import type { SnapshotSource } from "../../snapshot/source";
import type { Clock } from "../../base/clock";
import type { Phases } from "../../tracker/phases";
import type { SkillsTracker } from "../../tracker/tracker";
import type { InvocationId } from "../../tracker/model";
import type { AgentHooks } from "../../hooks/agentHooks";
import type { McpLauncher } from "../../hooks/mcpJson";
import type { AgentsPort } from "../agentsPort";
import type { Checkpoints } from "../checkpoints";
import type { LiveSettings } from "../editor";
import type { Log } from "../guarded";
import type { HistoryPort } from "../historyPort";
import type { Launcher } from "../launcher";
import type { Memory } from "../memory";
import type { ReportFilter } from "../model/report/filter";
import type { Row } from "../model/row";
import type { RowContext } from "../model/rowContext";
import type { Sharing } from "../sharing";
import type { RankingExperiments } from "../rankingExperiments";

/** What commands work with; each handler takes what it needs of it. */
export interface CommandParts {
  readonly tracker: SkillsTracker;
  readonly source: SnapshotSource;
  readonly phases: Phases;
  readonly clock: Clock;
  readonly launcher: Launcher;
  readonly settings: LiveSettings;
  readonly experiments: RankingExperiments;
  readonly log: Log;
  /** How to word and place what is shown, now. */
  readonly context: () => RowContext;
  readonly history: HistoryPort;
  readonly sharing: Sharing;
  readonly checkpoints: Checkpoints;
  readonly agents: AgentsPort;
  readonly hooks: AgentHooks;
  readonly mcpLauncher: McpLauncher;
  readonly memory: Memory;
  /** Pauses or resumes, also over a reload. */
  readonly setPaused: (paused: boolean) => Thenable<void>;
  /** The row of an element that a tree gave out. */
  readonly row: (element: string) => Row | undefined;
  readonly terminalOf: (id: InvocationId) => vscode.Terminal | undefined;
  /** Shows the report, of all time and narrowed to that when something is given. */
  readonly openReport: (only?: Pick<ReportFilter, "skill" | "agent" | "phase">) => Promise<void>;
  readonly exportReport: () => Promise<void>;
  /** Puts it on the clipboard as text. */
  readonly copyReport: () => Promise<void>;
}

/** A command's handler; arguments come from menus, keybindings and other extensions: anything. */
export type Handler = (...given: unknown[]) => unknown;
