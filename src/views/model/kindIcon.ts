import type { SkillKind } from "../../tracker/model";

const icons: Readonly<Record<SkillKind, string>> = {
  command: "symbol-event",
  terminal: "terminal",
  task: "tools",
  test: "beaker",
  debug: "debug-alt",
  notebook: "notebook",
  agent: "hubot",
  tool: "wrench",
  skill: "mortar-board",
  chat: "comment-discussion",
};

/** @returns the codicon that stands for a kind of skill. */
export function kindIcon(kind: SkillKind): string {
  return icons[kind];
}
