import * as vscode from "vscode";
import type { SharedFile } from "../historyPort";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

const setting = "sessionBuddy.sharedBaselines";

/** Telling others which skills complete. */
export function sharingCommands(parts: CommandParts) {
  return {
    "sessionBuddy.shareBaseline": async () => {
      const { t } = vscode.l10n;
      const place = parts.sharing.place;
      if (place === undefined) return askForFolder();
      const { folder, user } = place;
      const file = await parts.history.ownBaseline(user);
      if (file.skills === 0) {
        throw new UserError(t("There is nothing to share yet: no run has finished."));
      }
      await show(file, parts.clock.nowMs());
      const yes = t("Share");
      const question = t(
        "Put this file into {0}? It takes the place of what you shared there before. Everybody who can read the folder sees what is in it: skills with counts, and a hash instead of you.",
        folder,
      );
      if ((await vscode.window.showInformationMessage(question, yes)) !== yes) return;
      await parts.history.writeBaseline(folder, file);
      void vscode.window.setStatusBarMessage(t("$(check) Your baseline is shared"), 4_000);
    },
  } satisfies Record<string, Handler>;
}

async function askForFolder(): Promise<void> {
  const { t } = vscode.l10n;
  const open = t("Open Settings");
  const answer = await vscode.window.showInformationMessage(
    t("Set a folder to share baselines in; a relative one needs an open workspace folder."),
    open,
  );
  if (answer === open) {
    await vscode.commands.executeCommand("workbench.action.openSettings", setting);
  }
}

/**
 * Shows the file as it would be written, in a document that cannot be changed: an edit would seem to
 * count.
 */
async function show({ name, text }: SharedFile, nowMs: number): Promise<void> {
  const scheme = "session-buddy-baseline";
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
  try {
    // An address of its own each time: the editor may still hold the document of the last time.
    const uri = vscode.Uri.from({ scheme, path: `/${name}`, query: `${nowMs}` });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
  } finally {
    provider.dispose();
  }
}
