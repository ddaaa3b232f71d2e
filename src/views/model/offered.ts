import type { SkillRef } from "../../tracker/model";

/** The codicon of what others complete, whatever kind of skill it is. */
export const othersIcon = "organization";

/** Words of letters, digits and what paths and names are made of; nothing a shell acts on. */
const plainLine = /^[\p{L}\p{N}@+:._/-]+(?: [\p{L}\p{N}@+:._/-]+)*$/u;

/**
 * @returns what can be put into a terminal, without Enter, for a skill that only others ran; undefined
 * where nothing can. Its name comes out of other people's files, so nothing else is ever run by it.
 */
export function offeredLine({ kind, name }: SkillRef): string | undefined {
  return kind === "terminal" && name.length <= 200 && plainLine.test(name) ? name : undefined;
}

/** @returns the words menus ask for: it cannot be run again, pinned or copied. */
export function offeredContext(skill: SkillRef): string {
  return offeredLine(skill) === undefined ? "recommendation" : "recommendation insertable";
}
