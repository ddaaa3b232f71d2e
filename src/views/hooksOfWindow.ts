import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import * as vscode from "vscode";
import type { AgentSignal } from "../agents/model";
import { systemClock } from "../base/clock";
import { scheduleTimeout as schedule } from "../base/schedule";
import type { AgentHooks } from "../hooks/agentHooks";
import { createAgentHooks, inboxFolder } from "../hooks/createAgentHooks";
import { foldersOnDisk } from "./editor";

/** What a window does with what agents tell it. */
export interface HookReceiver {
  readonly accept: (signal: AgentSignal, via: "hook") => void;
  readonly onError: (error: unknown) => void;
}

/** @returns the folder that hooks of all windows write to, absolute. */
export function inboxOfUser({ globalStorageUri }: vscode.ExtensionContext): string {
  return inboxFolder(globalStorageUri.fsPath);
}

/** @returns the hooks of this window's agents, which listens to those connected before. */
export function hooksOfWindow(
  context: vscode.ExtensionContext,
  { accept, onError }: HookReceiver,
): AgentHooks {
  const { workspaceState, globalState, secrets } = context;
  return createAgentHooks({
    ...{ accept, onError, workspaceState, globalState, secrets, schedule, randomBytes },
    workspaceFolder: foldersOnDisk()[0],
    homeFolder: homedir(),
    storageFolder: context.globalStorageUri.fsPath,
    scriptSource: context.asAbsolutePath("media/hooks/session-buddy-hook.mjs"),
    environment: process.env,
    platform: process.platform,
    isTrusted: () => vscode.workspace.isTrusted,
    onDidGrantTrust: vscode.workspace.onDidGrantWorkspaceTrust,
    nowMs: () => systemClock.nowMs(),
    onDidMove: (path) => {
      const { t } = vscode.l10n;
      void vscode.window.showInformationMessage(
        t(
          "Another program took the port Claude Code reported to: {0} was changed to a new one.",
          path,
        ),
      );
    },
  });
}
