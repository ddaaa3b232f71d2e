import * as vscode from "vscode";

/** A shell without integration never says it is ready; then the text is sent after this long. */
const shellReadyMs = 3_000;

/**
 * Puts a command line into a terminal: the active one if its shell is idle and stands in the right
 * folder, else another such one, else a new one. With `enter` it also runs.
 *
 * @param cwd as an invocation keeps it: relative to the workspace; undefined = its first folder.
 */
export async function typeInto(
  text: string,
  cwd: string | undefined,
  enter: boolean,
  isBusy: (terminal: object) => boolean,
): Promise<void> {
  const wanted = folderOf(cwd);
  const fits = ({ exitStatus, shellIntegration: shell }: vscode.Terminal): boolean =>
    exitStatus === undefined &&
    shell !== undefined &&
    (shell.cwd === undefined || cwd === undefined || shell.cwd.fsPath === wanted?.fsPath);
  const { activeTerminal, terminals } = vscode.window;
  const candidates = activeTerminal === undefined ? terminals : [activeTerminal, ...terminals];
  const idle = candidates.find((terminal) => fits(terminal) && !isBusy(terminal));
  const terminal = idle ?? (await newTerminal(wanted));
  terminal.show();
  terminal.sendText(text, enter);
}

/** With several roots, a kept path begins with the name of its root. */
function folderOf(cwd: string | undefined): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  if (cwd === undefined || first === undefined) return first?.uri;
  if (/^([A-Za-z]:)?[\\/]/.test(cwd)) return vscode.Uri.file(cwd);
  const [root = "", ...rest] = cwd.split("/");
  const named = folders.length > 1 ? folders.find(({ name }) => name === root) : undefined;
  return named === undefined
    ? vscode.Uri.joinPath(first.uri, cwd)
    : vscode.Uri.joinPath(named.uri, ...rest);
}

async function newTerminal(cwd: vscode.Uri | undefined): Promise<vscode.Terminal> {
  const terminal = vscode.window.createTerminal(cwd === undefined ? {} : { cwd });
  await new Promise<void>((resolve) => {
    const listener = vscode.window.onDidChangeTerminalShellIntegration((event) => {
      if (event.terminal === terminal) done();
    });
    const timer = setTimeout(() => done(), shellReadyMs);
    const done = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
  });
  return terminal;
}
