import * as vscode from "vscode";
import { agentLabels } from "../agents/labels";
import { assertNever } from "../base/assert";
import type { HookPlan } from "../hooks/agentHooks";
import type { HookProblem } from "../hooks/problem";
import type { HookedAgent } from "../hooks/target";

/** @returns why it could not be done, in one or two sentences. */
export function hookProblemSentence({ type, detail }: HookProblem): string {
  const { t } = vscode.l10n;
  switch (type) {
    case "no-folder":
      return t("Claude Code is connected for a folder: open one on this machine first.");
    case "untrusted":
      return t("Agents are connected only in a workspace you trust.");
    case "unreadable":
      return t("{0} cannot be read, so it was left alone.", detail);
    case "not-writable":
      return t("{0} cannot be written, so nothing was changed.", detail);
    case "not-json":
      return t("{0} is not valid JSON, so it was left alone. Mend it and try again.", detail);
    case "unexpected-form":
      return t(
        "The hooks in {0} are not of the form the agent documents: it was left alone.",
        detail,
      );
    case "not-ours":
      return t("{0} was written or changed by somebody else, so it was left alone.", detail);
    case "changed-meanwhile":
      return t("{0} changed after you were shown it, so it was left alone. Try again.", detail);
    case "not-connected":
      return t("This agent is not connected.");
    case "no-node":
      return t(
        "This agent's hooks run a small script with Node.js: install it, so that “node” is on the PATH, and start the editor again.",
      );
    case "no-answer":
      return t(
        "A report through the hook did not arrive, so {0} is again as it was before.",
        detail,
      );
    default:
      return assertNever(type);
  }
}

/** @returns what agreeing means, for the question before a file is changed. */
export function consentWords(plan: HookPlan, to: "connect" | "disconnect"): readonly string[] {
  const { t } = vscode.l10n;
  const { path, before, after, agent } = plan;
  if (to === "disconnect") {
    return [
      after === undefined
        ? t("Remove the file {0}?", path)
        : t("Take Session Buddy's hooks out of {0}?", path),
      t("What it looks like then is shown behind this question."),
    ];
  }
  return [
    before === undefined ? t("Write the file {0}?", path) : t("Change the file {0}?", path),
    ...meaningOf(agent),
    t("“Disconnect an Agent…” takes it out again."),
  ];
}

function meaningOf(agent: HookedAgent): readonly string[] {
  const { t } = vscode.l10n;
  const kept = t("Kept are names, times and results of what ran; no prompts and no output.");
  switch (agent) {
    case "claude":
      return [
        t(
          "Claude Code then tells this window after each tool, over this machine's own network. While the window is closed it says that the hook does not answer, and goes on.",
        ),
        t("The file holds a token that lets programs report here: keep it out of version control."),
        kept,
      ];
    case "codex":
      return [
        t(
          "Codex then runs a small script after each tool, in every folder; it asks you to trust the hook first (/hooks).",
        ),
        kept,
      ];
    case "copilot":
      return [t("GitHub Copilot then runs a small script after each tool, in every folder."), kept];
    default:
      return assertNever(agent);
  }
}

/** @returns what was done. */
export function doneSentence({ agent, path, before, after }: HookPlan, done: string): string {
  const { t } = vscode.l10n;
  const name = agentLabels[agent];
  if (done === "connected") return t("{0} is connected: a report through its hook arrived.", name);
  if (before === after) return t("{0} is disconnected. Nothing of it was left in {1}.", name, path);
  return after === undefined
    ? t("{0} is disconnected, and {1} removed.", name, path)
    : t("{0} is disconnected: its hooks are taken out of {1}.", name, path);
}
