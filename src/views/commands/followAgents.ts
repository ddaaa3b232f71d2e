import * as vscode from "vscode";
import { agentLabels } from "../../agents/labels";
import { agentNames, type AgentName, type Followed } from "../../agents/model";
import type { AgentPlaceFacts } from "../agentsPort";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

/** What of a log the user wants from the beginning. */
const everything = 0;

/** Following what agents write down of their work. */
export function agentCommands({ agents, memory, clock, row }: CommandParts) {
  return {
    "sessionBuddy.followAgents": async () => {
      const { t } = vscode.l10n;
      if (!vscode.workspace.isTrusted) {
        throw new UserError(t("Agents are followed only in a workspace you trust."));
      }
      const before = memory.followed;
      const chosen = await chooseAgents(agents.places(), before);
      if (chosen === undefined) return;
      const isNew = chosen.some((agent) => !before.some((one) => one.agent === agent));
      const sinceMs = isNew ? await chooseStart(clock.nowMs()) : undefined;
      if (isNew && sinceMs === undefined) return;
      const followed = chosen.flatMap((agent): readonly Followed[] => {
        const known = before.find((one) => one.agent === agent);
        if (known !== undefined) return [known];
        return sinceMs === undefined ? [] : [{ agent, sinceMs }];
      });
      await agents.follow(followed);
    },
    "sessionBuddy.openAgentLog": async (element) => {
      const { t } = vscode.l10n;
      const agent = typeof element === "string" ? agentOf(row(element)?.id ?? element) : undefined;
      if (agent === undefined) {
        throw new UserError(t("Choose an agent in the Agents view first."));
      }
      const path = agents.newestLog(agent);
      if (path === undefined) {
        throw new UserError(t("{0} has no log of this workspace.", agentLabels[agent]));
      }
      await vscode.window.showTextDocument(vscode.Uri.file(path), { preview: true });
    },
  } satisfies Record<string, Handler>;
}

function agentOf(id: string): AgentName | undefined {
  return agentNames.find((agent) => id === `agent:${agent}`);
}

interface AgentPick extends vscode.QuickPickItem {
  readonly agent: AgentName;
}

/** Says exactly what would be read, before the user agrees. */
async function chooseAgents(
  places: readonly AgentPlaceFacts[],
  followed: readonly Followed[],
): Promise<readonly AgentName[] | undefined> {
  const { t } = vscode.l10n;
  const items = places.map(({ agent, paths, files }): AgentPick => ({
    agent,
    label: agentLabels[agent],
    description: files === 1 ? t("1 log") : t("{0} logs", String(files)),
    detail: paths.join("  ·  "),
    picked: followed.some((one) => one.agent === agent),
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    matchOnDetail: true,
    title: t("Follow Agents"),
    placeHolder: t(
      "These files are read, never changed. Kept are names, times and results of what ran here; no prompts and no output.",
    ),
  });
  return chosen?.map(({ agent }) => agent);
}

async function chooseStart(nowMs: number): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const items = [
    { label: t("From now on"), sinceMs: nowMs },
    { label: t("With everything they already ran here"), sinceMs: everything },
  ];
  const title = t("Follow Agents: From When?");
  return (await vscode.window.showQuickPick(items, { title }))?.sinceMs;
}
