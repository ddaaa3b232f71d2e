import type { AgentName } from "./model";

/** The agents as people know them. */
export const agentLabels: Readonly<Record<AgentName, string>> = {
  aider: "aider",
  claude: "Claude Code",
  codex: "Codex",
  copilot: "GitHub Copilot",
  gemini: "Gemini CLI",
};
