import * as vscode from "vscode";
import type { Bottleneck } from "../analysis/model";
import type { Clock } from "../base/clock";
import { DisposableStore } from "../base/dispose";
import type { Schedule } from "../base/schedule";
import type { RepositoryReading } from "../git/model";
import type { RepositoryQuery } from "../git/readRepository";
import type { Snapshot } from "../snapshot/snapshot";
import type { SnapshotSource } from "../snapshot/source";
import { optional } from "../tracker/completion";
import type { SkillsTracker } from "../tracker/tracker";
import { writeCheckpoint } from "./checkpointFiles";
import { foldersOnDisk, type LiveSettings } from "./editor";
import { guarded, type Log } from "./guarded";
import type { HistoryPort } from "./historyPort";
import { checkpointDocument } from "./model/checkpoint/account";
import type { Changes } from "./model/checkpoint/checkpoint";
import { checkpointOf } from "./model/checkpoint/gather";
import { CheckpointReminder } from "./model/checkpoint/reminder";
import { documentMarkdown } from "./model/export/documentMarkdown";
import { lastDays } from "./model/report/filter";
import type { RowContext } from "./model/rowContext";

/** How far back bottlenecks are looked for, days. */
const bottleneckDays = 30;
const minuteMs = 60_000;

/** What accounts are made from. */
export interface CheckpointsParts {
  readonly tracker: SkillsTracker;
  readonly source: SnapshotSource;
  readonly history: Pick<HistoryPort, "folder" | "bottlenecks">;
  readonly settings: Pick<LiveSettings, "get" | "onDidChange">;
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly log: Log;
  readonly context: () => RowContext;
  readonly readRepository: (
    query: Omit<RepositoryQuery, "environment">,
  ) => Promise<RepositoryReading>;
}

/** Writes accounts of this window: when asked, when reminded, and at its end if that is wanted. */
export class Checkpoints extends DisposableStore {
  private readonly openedMs: number;
  private readonly reminder: CheckpointReminder;
  private taking: Promise<void> | undefined;

  constructor(private readonly parts: CheckpointsParts) {
    super();
    const { clock, schedule, settings, log } = parts;
    this.openedMs = clock.nowMs();
    this.reminder = this.register(
      new CheckpointReminder({
        schedule,
        nowMs: () => clock.nowMs(),
        intervalMs: () => settings.get("sessionBuddy.checkpoints.remindAfterMinutes") * minuteMs,
        lastRunMs: () => this.lastRunMs(),
        ask: askForCheckpoint,
        take: async () => {
          await guarded("sessionBuddy.checkpoint", log, () => this.take())();
        },
        onError: (error) => log.error(error instanceof Error ? error : String(error)),
      }),
    );
    this.register(settings.onDidChange(() => this.reminder.update()));
    this.register({ dispose: () => this.writeEnd() });
  }

  /**
   * Writes an account and opens it; who asks meanwhile gets the same one.
   *
   * @throws what writing throws, and the editor's own error when the user cancels it.
   */
  take(): Promise<void> {
    this.taking ??= this.takeOne().finally(() => (this.taking = undefined));
    return this.taking;
  }

  private async takeOne(): Promise<void> {
    const { ProgressLocation } = vscode;
    const path = await vscode.window.withProgress(
      {
        location: ProgressLocation.Notification,
        title: vscode.l10n.t("Writing a checkpoint…"),
        cancellable: true,
      },
      (_, token) => this.write(token),
    );
    this.reminder.taken();
    await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: false });
  }

  private async write(token: vscode.CancellationToken): Promise<string> {
    const stop = new AbortController();
    const listening = token.onCancellationRequested(() => stop.abort());
    try {
      const [changes, bottlenecks] = await Promise.all([
        this.changes(stop.signal),
        this.bottlenecks(),
      ]);
      if (token.isCancellationRequested) throw new vscode.CancellationError();
      return this.put("checkpoint", changes, bottlenecks);
    } finally {
      listening.dispose();
    }
  }

  private async changes(signal: AbortSignal): Promise<Changes> {
    const [folder] = foldersOnDisk();
    if (folder === undefined) return { type: "not-read", why: "no-folder" };
    if (!vscode.workspace.isTrusted) return { type: "not-read", why: "untrusted" };
    return this.parts.readRepository({ folder, sinceMs: this.openedMs, signal });
  }

  /** An account without them is better than none. */
  private async bottlenecks(): Promise<readonly Bottleneck[] | undefined> {
    const { history, clock, log } = this.parts;
    try {
      return await history.bottlenecks(lastDays(bottleneckDays, clock.nowMs()));
    } catch (error) {
      log.error(error instanceof Error ? error : String(error));
      return undefined;
    }
  }

  private put(
    kind: "checkpoint" | "end",
    changes: Changes,
    bottlenecks?: readonly Bottleneck[],
  ): string {
    const context = this.parts.context();
    const checkpoint = checkpointOf({
      ...{ kind, changes, context, snapshot: this.now() },
      project: vscode.workspace.name ?? vscode.l10n.t("no folder"),
      sinceMs: this.openedMs,
      ...optional("bottlenecks", bottlenecks),
    });
    const content = documentMarkdown(checkpointDocument(checkpoint, context.words));
    return writeCheckpoint(this.parts.history.folder, context.nowMs, content);
  }

  /** The snapshot may be a moment behind what has run. */
  private now(): Snapshot {
    const { tracker, source } = this.parts;
    const { sessionId: id, counts, invocations } = tracker;
    return { ...source.current, session: { id, counts, invocations } };
  }

  private lastRunMs(): number | undefined {
    const { session, agents } = this.now();
    const starts = [...session.invocations, ...agents.invocations].map((run) => run.startedAtMs);
    return starts.length === 0 ? undefined : Math.max(...starts);
  }

  /** The editor waits a few seconds for all of its extensions: no process is started, nothing awaited. */
  private writeEnd(): void {
    if (!this.parts.settings.get("sessionBuddy.checkpoints.onClose")) return;
    if (this.lastRunMs() === undefined) return;
    try {
      this.put("end", { type: "not-read", why: "closing" });
    } catch (error) {
      this.parts.log.error(error instanceof Error ? error : String(error));
    }
  }
}

async function askForCheckpoint(): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = t("Checkpoint");
  const question = t("Work went on since the last checkpoint. Write one now?");
  return (await vscode.window.showInformationMessage(question, yes, t("Not Now"))) === yes;
}
