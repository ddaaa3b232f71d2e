import type * as vscode from "vscode";
import type { SnapshotSource } from "../../snapshot/source";
import type { RecommendContext, Recommendation } from "../../recommend/model";
import type { Clock } from "../../base/clock";
import type { Phases } from "../../tracker/phases";
import type { SkillsTracker } from "../../tracker/tracker";
import type { InvocationId } from "../../tracker/model";
import type { ForgetScope } from "../../tracker/record";
import type { SkillKey } from "../../tracker/model";
import type { Log } from "../guarded";
import type { Launcher } from "../launcher";
import type { Row } from "../model/row";
import type { RowContext } from "../model/sessionRows";

/** What commands work with; each handler takes what it needs of it. */
export interface CommandParts {
  readonly tracker: SkillsTracker;
  readonly source: SnapshotSource;
  readonly phases: Phases;
  readonly clock: Clock;
  readonly launcher: Launcher;
  readonly log: Log;
  /** How to word and place what is shown, now. */
  readonly context: () => RowContext;
  readonly recommend: (context: RecommendContext) => Promise<readonly Recommendation[]>;
  /** Pauses or resumes, also over a reload. */
  readonly setPaused: (paused: boolean) => Thenable<void>;
  /** The row of an element that a tree gave out. */
  readonly row: (element: string) => Row | undefined;
  readonly terminalOf: (id: InvocationId) => vscode.Terminal | undefined;
  readonly dataFolder: () => string;
  /** Removes it from every file; resolves when it is gone. */
  readonly forget: (what: ForgetScope) => Promise<void>;
  /** Merges journals into the database file; resolves to the number of records merged. */
  readonly fold: () => Promise<number>;
  readonly openReport: (skill?: SkillKey) => Promise<void>;
  readonly exportReport: () => Promise<void>;
}

/** A command's handler; arguments come from menus, keybindings and other extensions: anything. */
export type Handler = (...given: unknown[]) => unknown;
