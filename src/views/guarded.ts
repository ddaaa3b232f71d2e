import * as vscode from "vscode";
import { redact } from "../tracker/redact";
import { UserError } from "./userError";

/** Where details go that do not belong into a message. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string | Error): void;
  show(): void;
}

/**
 * The one boundary where errors of commands end: the stack is logged, the user sees one sentence
 * with a way to the log. Cancellation is silent.
 */
export function guarded<A extends unknown[]>(
  id: string,
  log: Log,
  handler: (...given: A) => unknown,
): (...given: A) => Promise<unknown> {
  return async (...given) => {
    try {
      return await handler(...given);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      if (error instanceof UserError) {
        void vscode.window.showInformationMessage(error.message);
        return undefined;
      }
      log.error(error instanceof Error ? error : String(error));
      // Other extensions put addresses and arguments into their errors.
      const message = redact(error instanceof Error ? error.message : String(error));
      void tellWithLog(vscode.l10n.t("“{0}” did not work: {1}", id, message), log);
      return undefined;
    }
  };
}

/** Shows one sentence as an error with a *Show Log* button. */
export async function tellWithLog(sentence: string, log: Log): Promise<void> {
  const showLog = vscode.l10n.t("Show Log");
  if ((await vscode.window.showErrorMessage(sentence, showLog)) === showLog) log.show();
}
