import * as vscode from "vscode";
import { agentLabels } from "../../agents/labels";
import type { AgentHooks, HookPlan } from "../../hooks/agentHooks";
import { connectAgent, disconnectAgent, type HookDialogs } from "../../hooks/flow";
import { HookError } from "../../hooks/problem";
import { withShownChange } from "../changeView";
import { consentWords, doneSentence, hookProblemSentence } from "../hookWords";
import { UserError } from "../userError";
import type { Handler } from "./parts";

/** Connecting agents by their hooks. */
export function hookCommands({ hooks }: { readonly hooks: AgentHooks }) {
  const { t } = vscode.l10n;
  return {
    "sessionBuddy.connectAgent": () =>
      inWords(connectAgent(hooks, dialogs(hooks, t("Connect an Agent")))),
    "sessionBuddy.disconnectAgent": () =>
      inWords(disconnectAgent(hooks, dialogs(hooks, t("Disconnect an Agent")))),
  } satisfies Record<string, Handler>;
}

async function inWords(run: Promise<void>): Promise<void> {
  try {
    await run;
  } catch (error) {
    if (error instanceof HookError) throw new UserError(hookProblemSentence(error.problem));
    throw error;
  }
}

function dialogs(hooks: AgentHooks, title: string): HookDialogs {
  return {
    async pickAgent(agents) {
      const { t } = vscode.l10n;
      if (agents.length === 0) throw new UserError(t("No agent is connected."));
      const items = agents.map((agent) => ({
        label: agentLabels[agent],
        ...(hooks.isConnected(agent) ? { description: t("connected") } : {}),
        agent,
      }));
      return (await vscode.window.showQuickPick(items, { title }))?.agent;
    },
    confirm: (plan, to) => withShownChange(plan, () => ask(plan, to)),
    tell(plan, done) {
      void vscode.window.showInformationMessage(doneSentence(plan, done));
    },
  };
}

async function ask(plan: HookPlan, to: "connect" | "disconnect"): Promise<boolean> {
  const { t } = vscode.l10n;
  const yes = to === "connect" ? t("Connect") : t("Disconnect");
  const [question = "", ...details] = consentWords(plan, to);
  const options = { modal: true, detail: details.join("\n\n") };
  return (await vscode.window.showWarningMessage(question, options, yes)) === yes;
}
