import { join } from "node:path";
import * as vscode from "vscode";
import { planMcpJson, writeMcpJson, type McpJsonPlan, type McpLauncher } from "../../hooks/mcpJson";
import { HookError, type HookProblem } from "../../hooks/problem";
import { folderName } from "../../storagePlace";
import { withShownChange } from "../changeView";
import { foldersOnDisk } from "../editor";
import type { HistoryPort } from "../historyPort";
import { hookProblemSentence } from "../hookWords";
import { UserError } from "../userError";
import type { Handler } from "./parts";

/** What writing an `.mcp.json` takes. */
export interface McpJsonParts {
  readonly mcpLauncher: McpLauncher;
  readonly history: Pick<HistoryPort, "folder">;
}

/** Offering the MCP server to agents outside of the editor. */
export function mcpJsonCommands({ mcpLauncher, history }: McpJsonParts) {
  return {
    "sessionBuddy.writeMcpJson": async () => {
      const { t } = vscode.l10n;
      const [folder] = foldersOnDisk();
      if (folder === undefined) throw new UserError(t("Open a folder on this machine first."));
      if (!vscode.workspace.isTrusted)
        throw new UserError(t("It is written only in a workspace you trust."));
      try {
        const isFound = history.folder === join(folder, folderName);
        const dataFolder = isFound ? undefined : history.folder;
        const plan = await planMcpJson(folder, mcpLauncher, dataFolder);
        const isChange = plan.after !== plan.before;
        if (isChange && !(await withShownChange(plan, () => ask(plan, mcpLauncher)))) return;
        await writeMcpJson(plan, mcpLauncher);
        const done = isChange
          ? t("{0} names Session Buddy's MCP server now; agents see it when they start.", plan.path)
          : t("{0} names Session Buddy's MCP server already.", plan.path);
        void vscode.window.showInformationMessage(done);
      } catch (error) {
        if (error instanceof HookError) throw new UserError(sentenceOf(error.problem));
        throw error;
      }
    },
  } satisfies Record<string, Handler>;
}

async function ask({ path, before }: McpJsonPlan, launcher: McpLauncher): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = t("Write");
  const question =
    before === undefined ? t("Write the file {0}?", path) : t("Change the file {0}?", path);
  const detail = [
    t(
      "Agents that read it, such as Claude Code and Copilot, start Session Buddy's server then, with “node”, and record and ask through it.",
    ),
    t(
      "It names {0}, a path of this machine that works for nobody else: do not commit the file, or leave this entry out.",
      launcher.path,
    ),
  ].join("\n\n");
  const answer = await vscode.window.showWarningMessage(question, { modal: true, detail }, yes);
  return answer === yes;
}

function sentenceOf(problem: HookProblem): string {
  return problem.type === "unexpected-form"
    ? vscode.l10n.t(
        "{0} is not of the form that holds MCP servers: it was left alone.",
        problem.detail,
      )
    : hookProblemSentence(problem);
}
