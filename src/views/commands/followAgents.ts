import * as vscode from "vscode";
import { agentLabels } from "../../agents/labels";
import { agentNames, type AgentName, type Followed } from "../../agents/model";
import type { AgentPlaceFacts } from "../agentsPort";
import { UserError } from "../userError";
import type { CommandParts, Handler } from "./parts";

/** What of a log the user wants from the beginning. */
const everything = 0;

/** Following what agents write down of their work. */
export function agentCommands({ agents, memory, clock, row, openReport }: CommandParts) {
  return {
    "sessionBuddy.followAgents": async () => {
      const { t } = vscode.l10n;
      if (!vscode.workspace.isTrusted) {
        throw new UserError(t("Agents are followed only in a workspace you trust."));
      }
      const before = memory.followed;
      const chosen = await chooseAgents(agents.places(), before);
      if (chosen === undefined) return;
      const names = new Set(chosen.map(({ agent }) => agent));
      const kept = before.filter(({ agent }) => names.has(agent));
      const added = chosen.filter(({ agent }) => !kept.some((one) => one.agent === agent));
      const sinceMs = added.length === 0 ? undefined : await agree(added, clock.nowMs());
      if (added.length > 0 && sinceMs === undefined) return;
      const since = sinceMs ?? everything;
      await agents.follow([...kept, ...added.map(({ agent }) => ({ agent, sinceMs: since }))]);
      if (added.length > 0) await showAgents();
    },
    "sessionBuddy.openAgentInReport": async (element) => {
      const { t } = vscode.l10n;
      const id = typeof element === "string" ? (row(element)?.id ?? "") : "";
      if (!/^agent:[^:]*$/.test(id)) {
        throw new UserError(t("Choose an agent in the Agents view first."));
      }
      await openReport({ agent: id.slice("agent:".length) });
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

/** The view is there once its context key is; the snapshot sets that only a moment later. */
async function showAgents(): Promise<void> {
  await vscode.commands.executeCommand("setContext", "sessionBuddy.hasAgents", true);
  await vscode.commands.executeCommand("sessionBuddy.agents.focus");
}

function agentOf(id: string): AgentName | undefined {
  return agentNames.find((agent) => id === `agent:${agent}`);
}

interface AgentPick extends vscode.QuickPickItem, AgentPlaceFacts {}

async function chooseAgents(
  places: readonly AgentPlaceFacts[],
  followed: readonly Followed[],
): Promise<readonly AgentPlaceFacts[] | undefined> {
  const { t } = vscode.l10n;
  const items = places.map((place): AgentPick => ({
    ...place,
    label: agentLabels[place.agent],
    description: place.files === 1 ? t("1 log here") : t("{0} logs here", String(place.files)),
    picked: followed.some((one) => one.agent === place.agent),
  }));
  return vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: t("Follow Agents"),
    placeHolder: t("Whose logs may be read? None stops following."),
  });
}

/**
 * Says exactly what would be read and what would be kept.
 *
 * @returns from when on, milliseconds since 1970 UTC; undefined when the user does not agree.
 */
async function agree(
  places: readonly AgentPlaceFacts[],
  nowMs: number,
): Promise<number | undefined> {
  const { t } = vscode.l10n;
  const [fromNow, all] = [t("From Now On"), t("With Everything So Far")];
  const names = places.map(({ agent }) => agentLabels[agent]).join(", ");
  const detail = [
    t("These are read, and never changed:"),
    ...places.flatMap(({ paths }) => paths),
    "",
    t(
      "Kept is what ran in this workspace: names, times, results, and commands as far as your settings keep them. No prompts, no output, no files.",
    ),
  ].join("\n");
  const answer = await vscode.window.showInformationMessage(
    t("Follow {0}?", names),
    { modal: true, detail },
    fromNow,
    all,
  );
  if (answer === undefined) return undefined;
  return answer === all ? everything : nowMs;
}
