import { agentNames, type AgentName } from "./model";

/** The agents as people know them. */
export const agentLabels: Readonly<Record<AgentName, string>> = {
  aider: "aider",
  claude: "Claude Code",
  codex: "Codex",
  copilot: "GitHub Copilot",
  gemini: "Gemini CLI",
};

/** @returns the label of an agent's name in the history; other names stand for themselves. */
export function agentLabel(name: string | undefined): string | undefined {
  const known = agentNames.find((one) => one === name);
  return known === undefined ? name : agentLabels[known];
}
