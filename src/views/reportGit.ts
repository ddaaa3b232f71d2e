import * as vscode from "vscode";
import { localPlace } from "../analysis/calendar";
import { optional } from "../tracker/completion";
import type { RecentLog } from "../git/recentLog";
import type { ReportData } from "../analysis/model";
import { foldersOnDisk } from "./editor";
import type { HistoryPort } from "./historyPort";
import { gitQuestion, gitRange } from "./model/report/gitOfReport";
import type { GitPart } from "./model/report/gitPart";

/** What git says of the first folder, for a report; nothing is started in one that is not trusted. */
export async function readReportGit(
  log: RecentLog,
  history: Pick<HistoryPort, "gitWork">,
  report: ReportData,
): Promise<GitPart> {
  const [folder] = foldersOnDisk();
  if (folder === undefined) return { type: "not-read", why: "no-folder" };
  if (!vscode.workspace.isTrusted) return { type: "not-read", why: "untrusted" };
  const place = localPlace();
  const { fromMs } = gitRange(report, place);
  const question = gitQuestion(report, await log.read(folder, fromMs), place);
  if (question.type !== "join") return question;
  const work = await history.gitWork(question.query);
  return { type: "read", work, ...optional("cutAtMs", question.cutAtMs) };
}
