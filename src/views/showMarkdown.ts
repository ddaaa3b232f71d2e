import * as vscode from "vscode";

const scheme = "session-buddy-text";
let shown = 0;

/** Shows a text as the editor shows Markdown: to read, not to edit and not to save. */
export async function showMarkdown(title: string, text: string): Promise<void> {
  const name = title.replace(/[^\p{L}\p{N} .,%–-]/gu, "").slice(0, 60);
  // An address of its own each time: the editor may still hold the document of the last time.
  const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query: String(++shown) });
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: () => text,
  });
  try {
    await vscode.workspace.openTextDocument(uri);
    await vscode.commands.executeCommand("markdown.showPreview", uri);
  } finally {
    provider.dispose();
  }
}
