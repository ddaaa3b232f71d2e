import * as vscode from "vscode";
import { variables } from "../../environment";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

/** Starting, pausing and resuming; the phase. */
export function recordingCommands(parts: CommandParts) {
  const { setPaused, phases, source } = parts;
  return {
    "sessionBuddy.startTracking": async () => {
      requireFree(parts);
      await enable();
      await setPaused(false);
    },
    "sessionBuddy.pauseTracking": () => setPaused(true),
    "sessionBuddy.resumeTracking": () => setPaused(false),
    "sessionBuddy.setPhase": async (given) => {
      const phase = typeof given === "string" ? given : await askPhase(parts);
      if (phase === undefined) return;
      if (phase !== "" && !phases.all.includes(phase)) {
        throw new UserError(
          vscode.l10n.t("“{0}” is not in the setting “sessionBuddy.phases”.", phase),
        );
      }
      phases.pin(phase === "" ? undefined : phase);
      source.invalidate();
    },
  } satisfies Record<string, Handler>;
}

/** What the environment says goes before any setting. */
function requireFree({ settings }: CommandParts): void {
  const isOff =
    (settings.isFixed("sessionBuddy.enabled") && !settings.get("sessionBuddy.enabled")) ||
    (settings.isFixed("sessionBuddy.backend") && settings.get("sessionBuddy.backend") === "none");
  if (!isOff) return;
  throw new UserError(
    vscode.l10n.t(
      "The environment switches recording off: {0} or {1}.",
      ...[variables.enabled, variables.backend],
    ),
  );
}

/** Changes the settings that switch it off; an untrusted folder's own files are left alone. */
async function enable(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const settings = vscode.workspace.getConfiguration("sessionBuddy", folder?.uri);
  const said = settings.inspect<boolean>("enabled");
  const { Global, Workspace, WorkspaceFolder } = vscode.ConfigurationTarget;
  const target =
    folder === undefined || !vscode.workspace.isTrusted
      ? Global
      : said?.workspaceFolderValue === false
        ? WorkspaceFolder
        : said?.workspaceValue === false
          ? Workspace
          : Global;
  await settings.update("enabled", true, target);
  if (settings.get("backend") === "none") await settings.update("backend", undefined, Global);
}

/** @returns the phase chosen, "" for "infer it", undefined when dismissed. */
async function askPhase({ phases }: CommandParts): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const items = [
    {
      label: t("$(sparkle) Infer from what runs"),
      value: "",
      ...(phases.pinned === undefined ? { description: t("current") } : {}),
    },
    ...phases.all.map((phase) => ({
      label: phase,
      value: phase,
      ...(phases.pinned === phase ? { description: t("current") } : {}),
    })),
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: t("Phase of Work"),
    placeHolder: t("Everything that runs from now on belongs to this phase"),
  });
  return choice?.value;
}
