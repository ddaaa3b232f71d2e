import type { SkillSummary } from "../../analysis/model";
import { compareText } from "../../analysis/ranking";
import { ToolError } from "./toolError";

/** How many names an error offers instead. */
const mostNear = 3;
/** A name further away than this share of its length is not near. */
const nearShare = 0.5;

/**
 * The skill a caller means: its key (`task:build`), else its name, else its name or label whatever
 * the case.
 *
 * @throws ToolError when there is none (with the nearest names) and when several have that name.
 */
export function findSkill(skills: readonly SkillSummary[], wanted: string): SkillSummary {
  if (skills.length === 0) throw new ToolError("No skill has been recorded here yet.");
  const name = wanted.trim();
  const lower = name.toLowerCase();
  const tries: readonly ((skill: SkillSummary) => boolean)[] = [
    (skill) => skill.key === name,
    (skill) => skill.name === name,
    (skill) => skill.name.toLowerCase() === lower || skill.label.toLowerCase() === lower,
  ];
  for (const passes of tries) {
    const found = skills.filter(passes);
    const [first, second] = found;
    if (first === undefined) continue;
    if (second === undefined) return first;
    const keys = found.map(({ key }) => key).sort(compareText);
    throw new ToolError(`${found.length} skills are called “${name}”: say ${keys.join(" or ")}.`);
  }
  const near = nearNames(skills, lower);
  const hint = near.length === 0 ? "" : ` Near it: ${near.join(", ")}.`;
  throw new ToolError(`No skill is called “${name}”.${hint}`);
}

/** Up to three names, nearest first: few edits away, or with the wanted one in them. */
function nearNames(skills: readonly SkillSummary[], wanted: string): readonly string[] {
  const names = [...new Set(skills.map(({ name }) => name))];
  return names
    .map((name) => ({ name, distance: distanceOf(wanted, name.toLowerCase()) }))
    .filter(({ distance }) => distance <= nearShare)
    .sort((one, other) => one.distance - other.distance || compareText(one.name, other.name))
    .slice(0, mostNear)
    .map(({ name }) => name);
}

/** 0–1: edits by the length of the longer one; one that holds the other is not far. */
function distanceOf(wanted: string, name: string): number {
  const longest = Math.max(wanted.length, name.length, 1);
  const edits = editDistance(wanted, name) / longest;
  const holds = wanted.length > 1 && (name.includes(wanted) || wanted.includes(name));
  return holds ? Math.min(edits, nearShare) : edits;
}

/** Insertions, deletions and replacements from one to the other. Source: Levenshtein (1966). */
export function editDistance(one: string, other: string): number {
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row++) {
    const here = [row];
    for (let at = 1; at <= other.length; at++) {
      const replaced = (before[at - 1] ?? 0) + (one[row - 1] === other[at - 1] ? 0 : 1);
      here[at] = Math.min(replaced, (before[at] ?? 0) + 1, (here[at - 1] ?? 0) + 1);
    }
    before = here;
  }
  return before[other.length] ?? 0;
}
