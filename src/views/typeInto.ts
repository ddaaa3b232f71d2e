import * as vscode from "vscode";

/** A shell without integration never says it is ready; then the text is sent after this long. */
const shellReadyMs = 3_000;

/**
 * Puts a command line into a terminal: the active one if its shell is idle, else another idle one,
 * else a new one in `cwd` (relative to the workspace folder). With `enter` it also runs.
 */
export async function typeInto(
  text: string,
  cwd: string | undefined,
  enter: boolean,
  isBusy: (terminal: object) => boolean,
): Promise<void> {
  const idle = (terminal: vscode.Terminal): boolean =>
    terminal.exitStatus === undefined &&
    terminal.shellIntegration !== undefined &&
    !isBusy(terminal);
  const { activeTerminal, terminals } = vscode.window;
  const candidates = activeTerminal === undefined ? terminals : [activeTerminal, ...terminals];
  const terminal = candidates.find(idle) ?? (await newTerminal(cwd));
  terminal.show();
  terminal.sendText(text, enter);
}

async function newTerminal(cwd: string | undefined): Promise<vscode.Terminal> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const wanted = folder && (cwd === undefined ? folder : vscode.Uri.joinPath(folder, cwd));
  const terminal = vscode.window.createTerminal(wanted === undefined ? {} : { cwd: wanted });
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
