/** Terminals that coding agents open for their own commands, by the name they give them. */
const names: readonly {
  readonly pattern: RegExp;
  readonly agent: string;
  readonly example: string;
}[] = [
  { pattern: /^copilot\b/i, agent: "copilot", example: "Copilot" },
  { pattern: /^cline\b/i, agent: "cline", example: "Cline" },
  { pattern: /^roo code\b/i, agent: "roo", example: "Roo Code" },
  { pattern: /^cursor agent\b/i, agent: "cursor", example: "Cursor Agent" },
  { pattern: /^cascade\b/i, agent: "cascade", example: "Cascade" },
];

/** For the test that holds each row to its example. */
export const agentTerminalTable = names;

/** @returns the agent a terminal belongs to; undefined for a person's. */
export function agentOfTerminal(name: string): string | undefined {
  return names.find(({ pattern }) => pattern.test(name))?.agent;
}
