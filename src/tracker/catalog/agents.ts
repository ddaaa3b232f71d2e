import { each } from "./rule";
import type { Rule } from "./rule";

const agent = { category: "Agents", phase: "execution", kind: "agent" } as const;

/**
 * Coding agents. A session of one stays open until someone closes it, unless it was asked to print
 * one answer.
 */
export function agentsRules(): readonly Rule[] {
  return [
    {
      skill: "claude",
      example: "claude --model opus",
      ...agent,
      values: "--model --permission-mode",
      endless: { unless: "-p --print --version --help" },
    },
    ...each(agent, {
      "claude mcp": "claude mcp list",
      "claude update": "claude update",
      "claude doctor": "claude doctor",
      "claude config": "claude config list",
    }),
    {
      skill: "codex",
      example: "codex -m o3",
      ...agent,
      values: "-m --model -C -c -p",
      endless: { unless: "--version --help" },
    },
    ...each(agent, {
      "codex exec": 'codex exec "fix it"',
      "codex apply": "codex apply",
      "codex login": "codex login",
      "codex mcp": "codex mcp list",
    }),
    {
      skill: "gemini",
      example: "gemini -m pro",
      ...agent,
      values: "-m --model",
      endless: { unless: "-p --prompt --version" },
    },
    {
      skill: "copilot",
      example: "copilot --allow-all-tools",
      ...agent,
      endless: { unless: "-p --prompt --version" },
    },
    { skill: "gh copilot", example: "gh copilot", ...agent, depth: 2 },
    {
      skill: "aider",
      example: "aider src/a.py",
      ...agent,
      endless: { unless: "-m --message --message-file --version --commit" },
    },
    { skill: "opencode", example: "opencode", ...agent, endless: {} },
    ...each(agent, {
      "opencode run": 'opencode run "fix it"',
      "opencode auth": "opencode auth login",
    }),
    { skill: "cursor-agent", example: "cursor-agent", ...agent, endless: { unless: "-p --print" } },
    { skill: "goose", example: "goose configure", ...agent, depth: 1 },
    ...each({ ...agent, endless: {} }, { "goose session": "goose session" }),
    ...each(
      { ...agent, endless: { unless: "-p --print -x --execute --version --help" } },
      {
        amp: "amp",
        qwen: "qwen",
        crush: "crush",
        droid: "droid",
        auggie: "auggie",
        cline: "cline",
        kimi: "kimi",
        grok: "grok",
        plandex: "plandex",
        openhands: "openhands",
        "kiro-cli": "kiro-cli",
        vibe: "vibe",
      },
    ),
    { skill: "crush run", example: 'crush run "fix it"', ...agent },
    { skill: "droid exec", example: 'droid exec "fix it"', ...agent },
    { skill: "q", example: "q chat", ...agent, depth: 1 },
    { skill: "llm", example: "llm -m x hello", ...agent, depth: 0 },
    { skill: "sgpt", example: "sgpt hello", ...agent },
    { skill: "ollama", example: "ollama pull x", category: "Agents", phase: "setup", depth: 1 },
    {
      skill: "ollama run",
      example: "ollama run x",
      category: "Agents",
      phase: "execution",
      endless: { operands: 1 },
    },
    {
      skill: "ollama serve",
      example: "ollama serve",
      category: "Agents",
      phase: "execution",
      endless: {},
    },
  ];
}
