import * as vscode from "vscode";
import type { Focus } from "../recommend/focus";
import { optional } from "../tracker/completion";
import { shortenPath } from "./editor";

/** Texts that somebody edits; output, settings and comparisons say nothing of what comes next. */
const edited = ["file", "untitled", "vscode-notebook-cell"];

/** @returns what this window has in front: the folder of its terminal, the text being edited. */
export function focusOfWindow(): Focus {
  const document = vscode.window.activeTextEditor?.document;
  const isEdited = document !== undefined && edited.includes(document.uri.scheme);
  const cwd = vscode.window.activeTerminal?.shellIntegration?.cwd;
  return {
    ...optional("folder", cwd?.scheme === "file" ? shortenPath(cwd.fsPath) : undefined),
    ...optional("language", isEdited ? document.languageId : undefined),
    ...optional(
      "file",
      isEdited && !document.isUntitled ? shortenPath(document.uri.fsPath) : undefined,
    ),
  };
}

/** Calls back when it may have changed; a folder changes with what runs, after which all is asked. */
export function onDidChangeFocus(changed: () => void): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(changed),
    vscode.window.onDidChangeActiveTerminal(changed),
    vscode.window.onDidChangeTerminalShellIntegration(changed),
    vscode.workspace.onDidOpenTextDocument(changed),
  );
}
