import * as vscode from "vscode";
import { assertNever } from "../base/assert";
import type { StoreProblem } from "../snapshot/snapshot";
import { tellWithLog, type Log } from "./guarded";

/** @returns what went wrong and what to do, in one or two sentences. */
export function problemSentence({ type, detail }: StoreProblem): string {
  const { t } = vscode.l10n;
  switch (type) {
    case "database-corrupt":
      return t(
        "The history database {0} is damaged. It will be set aside in its folder and rebuilt from the version before it and the journals.",
        detail,
      );
    case "database-foreign":
      return t(
        "{0} belongs to another program and was left alone. Move it away to keep a history here.",
        detail,
      );
    case "database-newer":
      return t(
        "The history was written by a newer Session Buddy ({0}). Update the extension to see it; new runs are kept meanwhile.",
        detail,
      );
    case "database-in-use":
      return t(
        "Another program has the history database open for writing. New runs are kept and merged once it is closed.",
      );
    case "journal-damaged":
      return t(
        "Some lines of a journal could not be read ({0}). Everything else was kept.",
        detail,
      );
    case "disk-full":
      return t("The disk is full. New runs are kept in memory and written when there is room.");
    case "not-writable":
      return t(
        "The data folder cannot be written to ({0}). New runs are kept in memory for now.",
        detail,
      );
    case "folder-vanished":
      return t(
        "The data folder was removed while in use ({0}). It is made again with the next run.",
        detail,
      );
    case "unexpected":
      return t("The history could not be read: {0}", detail);
    default:
      return assertNever(type);
  }
}

/** @returns the problem an error of the store carries; any other error is unexpected. */
export function problemOf(error: unknown): StoreProblem {
  const carried: unknown =
    typeof error === "object" && error !== null ? Reflect.get(error, "problem") : undefined;
  if (isProblem(carried)) return carried;
  return { type: "unexpected", detail: error instanceof Error ? error.message : String(error) };
}

function isProblem(value: unknown): value is StoreProblem {
  return typeof value === "object" && value !== null && "type" in value && "detail" in value;
}

/** Tells each kind of problem once until it is over. */
export class ProblemNotices {
  private told = new Set<string>();

  constructor(private readonly log: Log) {}

  update(problems: readonly StoreProblem[]): void {
    const now = new Set(problems.map(({ type }) => type as string));
    for (const problem of problems) {
      if (this.told.has(problem.type)) continue;
      const sentence = problemSentence(problem);
      this.log.warn(`${problem.type}: ${problem.detail}`);
      void tellWithLog(sentence, this.log);
    }
    this.told = now;
  }
}
