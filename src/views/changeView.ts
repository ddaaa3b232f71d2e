import { basename } from "node:path";
import * as vscode from "vscode";

/** A file before and after a change; undefined: it is not there. */
export interface FileChange {
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const scheme = "session-buddy-change";
let shown = 0;

/**
 * Shows a change that has yet to be made in the editor's own comparison, which cannot be edited,
 * for as long as `meanwhile` takes.
 */
export async function withShownChange<T>(
  { path, before, after }: FileChange,
  meanwhile: () => Promise<T>,
): Promise<T> {
  // An address of its own each time: the editor may still hold the documents of the last time.
  const query = String(++shown);
  const left = vscode.Uri.from({ scheme, path, query, fragment: "before" });
  const right = vscode.Uri.from({ scheme, path, query, fragment: "after" });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ fragment }) => (fragment === "before" ? before : after) ?? "",
  });
  try {
    const title = vscode.l10n.t("{0}: Now ↔ With the Change", basename(path));
    await vscode.commands.executeCommand("vscode.diff", left, right, title, { preview: true });
    return await meanwhile();
  } finally {
    provider.dispose();
    await closeComparison(right);
  }
}

async function closeComparison(right: vscode.Uri): Promise<void> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const ours = tabs.filter(
    ({ input }) =>
      input instanceof vscode.TabInputTextDiff && input.modified.toString() === right.toString(),
  );
  if (ours.length > 0) await vscode.window.tabGroups.close(ours);
}
