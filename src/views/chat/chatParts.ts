import type * as vscode from "vscode";
import type { Clock } from "../../base/clock";
import type { McpLauncher } from "../../hooks/mcpJson";
import type { WorkflowReport } from "../../recommend/workflowReport";
import type { SnapshotSource } from "../../snapshot/source";
import { optional } from "../../tracker/completion";
import type { Phases } from "../../tracker/phases";
import type { SkillsTracker } from "../../tracker/tracker";
import type { LiveSettings } from "../editor";
import type { Log } from "../guarded";
import type { HistoryPort } from "../historyPort";
import { lastDays } from "../model/report/filter";
import type { RowContext } from "../model/rowContext";

/** What chats are answered from. */
export interface ChatParts {
  readonly extensionUri: vscode.Uri;
  readonly mcpLauncher: McpLauncher;
  readonly log: Log;
  readonly clock: Clock;
  readonly settings: LiveSettings;
  readonly tracker: SkillsTracker;
  readonly source: SnapshotSource;
  readonly phases: Phases;
  readonly history: HistoryPort;
  readonly isIgnored: (name: string) => boolean;
  /** How to word what a person reads, now. */
  readonly context: () => RowContext;
}

/** @returns the report of the last days, today among them. */
export function reportOf(parts: ChatParts, days: number): Promise<WorkflowReport> {
  const { history, clock, tracker, phases } = parts;
  return history.report({
    filter: lastDays(days, clock.nowMs()),
    sessionId: tracker.sessionId,
    ...optional("phase", phases.pinned),
  });
}

/** How long a question waits for the texts' meanings, milliseconds; later ones need not. */
const patienceMs = 3_000;
const lookAgainMs = 100;

/** Waits a little until texts can be compared by meaning; without that it goes by words. */
export async function prepareMeanings(
  { history, clock }: ChatParts,
  token: vscode.CancellationToken,
): Promise<void> {
  const endMs = clock.monotonicMs() + patienceMs;
  while (clock.monotonicMs() < endMs && !token.isCancellationRequested) {
    const { state, missing } = await history.prepareSearch();
    if (state === "failed" || (state !== "loading" && missing === 0)) return;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}
