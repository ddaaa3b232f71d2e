import { secretMark } from "../../tracker/redact/mark";
import { placeholder } from "../../tracker/shell/placeholder";
import type { SkillRef } from "../../tracker/model";

/** How a skill can be run again. */
export type Again =
  | { readonly type: "task"; readonly name: string }
  | { readonly type: "debug"; readonly name: string }
  | { readonly type: "command"; readonly id: string }
  /** `text` is what can be inserted; not `isComplete`: it stops where a value was left out. */
  | { readonly type: "terminal"; readonly text: string; readonly isComplete: boolean };

/** A command of the editor or of an extension, as opposed to a name somebody gave. */
const commandId = /^[\w-]+(\.[\w-]+)+$/;

/**
 * Where an inserted line has to stop: a value that was not kept, or a control character. A terminal
 * acts on those at once, on a line break as on Enter, so a line with one is never put there whole.
 */
const gaps = new RegExp(`${placeholder}|${secretMark}|\\p{Cc}`, "u");

/**
 * @returns how to run it again; undefined when nothing that could be run was kept. A test may be a
 * task or a terminal command: with a command line it is the latter.
 */
export function againOf(skill: SkillRef, command: string | undefined): Again | undefined {
  const { kind, name } = skill;
  if (kind === "task") return { type: "task", name };
  if (kind === "debug") return { type: "debug", name };
  if (kind === "command" && commandId.test(name)) return { type: "command", id: name };
  if (kind === "notebook" || kind === "command") return undefined;
  if (command === undefined) return kind === "test" ? { type: "task", name } : undefined;
  const gap = command.search(gaps);
  const text = gap < 0 ? command : command.slice(0, gap);
  if (text.trim() === "") return undefined;
  return { type: "terminal", text, isComplete: gap < 0 };
}

/** @returns the words menus ask for. */
export function againContext(skill: SkillRef, command: string | undefined): string {
  const again = againOf(skill, command);
  const words = again === undefined ? [] : ["runnable"];
  if (again?.type === "terminal") words.push("insertable");
  if (command !== undefined) words.push("command");
  return words.join(" ");
}
