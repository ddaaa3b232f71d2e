import type { SkillRef } from "../../tracker/model";

/** Stands where a value was left out of a kept command line. */
const placeholder = "…";

/** How a skill can be run again. */
export type Again =
  | { readonly type: "task"; readonly name: string }
  | { readonly type: "debug"; readonly name: string }
  | { readonly type: "command"; readonly id: string }
  /** `text` is what can be inserted; not `isComplete`: it stops where a value was left out. */
  | { readonly type: "terminal"; readonly text: string; readonly isComplete: boolean };

/**
 * @returns how to run it again; undefined when nothing that could be run was kept. A test may be a
 * task or a terminal command: with a command line it is the latter.
 */
export function againOf(skill: SkillRef, command: string | undefined): Again | undefined {
  const { kind, name } = skill;
  if (kind === "task") return { type: "task", name };
  if (kind === "debug") return { type: "debug", name };
  if (kind === "command" && /^[\w-]+(\.[\w-]+)+$/.test(name)) return { type: "command", id: name };
  if (kind === "notebook" || kind === "command") return undefined;
  if (command === undefined) return kind === "test" ? { type: "task", name } : undefined;
  const gap = command.search(new RegExp(`${placeholder}|<redacted>|<path>`));
  return gap < 0
    ? { type: "terminal", text: command, isComplete: true }
    : { type: "terminal", text: command.slice(0, gap), isComplete: false };
}

/** @returns the words menus ask for. */
export function againContext(skill: SkillRef, command: string | undefined): string {
  const again = againOf(skill, command);
  const words = again === undefined ? [] : ["runnable"];
  if (again?.type === "terminal") words.push("insertable");
  if (command !== undefined) words.push("command");
  return words.join(" ");
}
