import * as vscode from "vscode";

/** @returns what is awaited; rejects with the editor's own error as soon as it is cancelled. */
export async function unlessCancelled<T>(
  awaited: Promise<T>,
  token: vscode.CancellationToken,
): Promise<T> {
  let listening: vscode.Disposable | undefined;
  const cancelled = new Promise<never>((_, reject) => {
    const stop = (): void => reject(new vscode.CancellationError());
    if (token.isCancellationRequested) stop();
    else listening = token.onCancellationRequested(stop);
  });
  try {
    return await Promise.race([awaited, cancelled]);
  } finally {
    listening?.dispose();
  }
}
