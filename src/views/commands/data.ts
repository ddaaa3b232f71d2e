import * as vscode from "vscode";
import { walkthroughId } from "../../contributions";
import { skillKey } from "../../tracker/model";
import type { ForgetScope } from "../../tracker/record";
import type { StoreProblem } from "../../snapshot/snapshot";
import { checkpointPaths, deleteCheckpoints } from "../checkpointFiles";
import { problemSentence } from "../problems";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";
import { targetOf } from "./target";

/** Reports, files, forgetting. */
export function dataCommands(parts: CommandParts) {
  const { t } = vscode.l10n;
  return {
    "sessionBuddy.openReport": () => parts.openReport(),
    "sessionBuddy.openSkillInReport": (given) =>
      parts.openReport({ skill: skillKey(targetOf(parts, given).skill) }),
    "sessionBuddy.exportReport": () => parts.exportReport(),
    "sessionBuddy.copyReport": () => parts.copyReport(),
    "sessionBuddy.openDataFolder": () => openDataFolder(parts.history.folder),
    "sessionBuddy.showLog": () => parts.log.show(),
    "sessionBuddy.openWalkthrough": () =>
      vscode.commands.executeCommand("workbench.action.openWalkthrough", walkthroughId, false),
    "sessionBuddy.saveNow": async () => {
      const { applied, skipped, problems } = await withProgress(t("Merging journals…"), () =>
        parts.history.fold(),
      );
      // What other windows recorded has come in, too.
      parts.source.invalidate();
      const [problem] = problems;
      if (applied === 0 && problem !== undefined) throw new UserError(problemSentence(problem));
      if (skipped !== undefined && skipped !== "empty") {
        throw new UserError(t("Not merged now ({0}); nothing is lost, try again later.", skipped));
      }
      void vscode.window.showInformationMessage(
        applied === 0
          ? t("The database is up to date.")
          : t("{0} records were merged into the database.", applied),
      );
    },
    "sessionBuddy.forgetInvocation": async (given) => {
      const { invocationId, skill } = targetOf(parts, given);
      if (invocationId === undefined) throw new UserError(t("Choose a run in the Session view."));
      const question = t("Forget this run of “{0}”? This cannot be undone.", skill.name);
      await forget(parts, { type: "invocation", id: invocationId }, question);
    },
    "sessionBuddy.forget": () => askForget(parts),
  } satisfies Record<string, Handler>;
}

async function askForget(parts: CommandParts): Promise<void> {
  const { tracker, clock, source } = parts;
  const { t } = vscode.l10n;
  const choice = await vscode.window.showQuickPick(
    [
      { label: t("$(window) This session"), value: "session" },
      { label: t("$(mortar-board) A skill…"), value: "skill" },
      { label: t("$(trash) Everything in this workspace"), value: "everything" },
    ] as const,
    { title: t("Forget"), placeHolder: t("What is forgotten is removed from every file") },
  );
  // Set anew when the user agrees.
  const untilMs = clock.nowMs();
  if (choice?.value === "session") {
    const scope = { type: "session", sessionId: tracker.sessionId } as const;
    await forget(parts, scope, t("Forget all runs of this session? This cannot be undone."));
  } else if (choice?.value === "everything") {
    await forgetEverything(parts, untilMs);
  } else if (choice?.value === "skill") {
    const chosen = await vscode.window.showQuickPick(
      source.current.skills.map((skill) => ({
        label: skill.label,
        description: t("{0} runs", skill.total),
        skill: { kind: skill.kind, name: skill.name },
      })),
      { title: t("Forget a Skill") },
    );
    if (chosen === undefined) return;
    const scope = { type: "skill", skill: chosen.skill, untilMs } as const;
    await forget(parts, scope, t("Forget all runs of “{0}”? This cannot be undone.", chosen.label));
  }
}

/** The accounts that were written of it go with it; those of other names in their folder stay. */
async function forgetEverything(parts: CommandParts, untilMs: number): Promise<void> {
  const { t } = vscode.l10n;
  const { folder } = parts.history;
  const accounts = checkpointPaths(folder).length;
  const question =
    accounts === 0
      ? t("Forget everything recorded in this workspace? This cannot be undone.")
      : t(
          "Forget everything recorded in this workspace, and delete its checkpoints ({0})? This cannot be undone.",
          accounts,
        );
  await forget(parts, { type: "everything", untilMs }, question, () => deleteCheckpoints(folder));
}

/** @param also what else goes, once the user has agreed. */
async function forget(
  parts: CommandParts,
  what: ForgetScope,
  question: string,
  also?: () => void,
): Promise<void> {
  const { t } = vscode.l10n;
  const yes = t("Forget");
  if ((await vscode.window.showWarningMessage(question, { modal: true }, yes)) !== yes) return;
  const untilMs = parts.clock.nowMs();
  const bounded = "untilMs" in what ? { ...what, untilMs } : what;
  parts.tracker.note({ type: "forgotten", atMs: untilMs, what: bounded });
  also?.();
  const isGone = await withProgress(t("Removing it from every file…"), () => purge(parts));
  if (!isGone) {
    throw new UserError(
      t("It is gone from every view. Some files still hold it: choose Forget… again later."),
    );
  }
  void vscode.window.setStatusBarMessage(t("$(check) Forgotten"), 4_000);
}

/** Problems after which files are as they were; the others tell of something that was mended. */
const failures = new Set<StoreProblem["type"]>(["disk-full", "not-writable", "unexpected"]);

/** Tries again while another window is merging. @returns whether nothing is left of it. */
async function purge({ history }: CommandParts): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    const { skipped, problems } = await history.purge();
    if (skipped !== "busy" && skipped !== "fenced") {
      const couldNotWrite = problems.some(({ type }) => failures.has(type));
      return !couldNotWrite && (skipped === undefined || skipped === "empty");
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return false;
}

/** Shows the folder where the user can look into it: the system's file manager, or the explorer. */
async function openDataFolder(path: string): Promise<void> {
  const { t } = vscode.l10n;
  const uri = vscode.Uri.file(path);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    throw new UserError(t("Nothing has been recorded yet; the folder will be {0}.", path));
  }
  const isLocal =
    vscode.env.remoteName === undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
  if (isLocal) await vscode.commands.executeCommand("revealFileInOS", uri);
  else if (vscode.workspace.getWorkspaceFolder(uri) !== undefined) {
    await vscode.commands.executeCommand("revealInExplorer", uri);
  } else {
    const copy = t("Copy Path");
    const answer = await vscode.window.showInformationMessage(t("The data is in {0}", path), copy);
    if (answer === copy) await vscode.env.clipboard.writeText(path);
  }
}

function withProgress<T>(title: string, run: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, run);
}
