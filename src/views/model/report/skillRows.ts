import type { SkillSummary } from "../../../analysis/model";

export const skillColumns = [
  "label",
  "total",
  "completionRate",
  "trend",
  "medianDurationMs",
  "lastStartedAtMs",
] as const satisfies readonly (keyof SkillSummary)[];
export type SkillColumn = (typeof skillColumns)[number];

export interface SkillSort {
  readonly by: SkillColumn;
  readonly descending: boolean;
}

export const defaultSkillSort: SkillSort = { by: "total", descending: true };

/** Sorts by the same column the other way round, or by a new one: names up, figures down. */
export function nextSort(sort: SkillSort, by: SkillColumn): SkillSort {
  return sort.by === by ? { by, descending: !sort.descending } : { by, descending: by !== "label" };
}

/**
 * @returns the skills that are not hidden and whose name holds every word of `search`, sorted.
 * What is unknown comes last either way; equals keep the order most used, then by key.
 */
export function skillRows(
  skills: readonly SkillSummary[],
  sort: SkillSort,
  search = "",
): readonly SkillSummary[] {
  const wanted = search.toLowerCase().split(/\s+/).filter(Boolean);
  const sign = sort.descending ? -1 : 1;
  return skills
    .filter((skill) => !skill.hidden)
    .filter((skill) => {
      const text = `${skill.label} ${skill.name} ${skill.category}`.toLowerCase();
      return wanted.every((word) => text.includes(word));
    })
    .sort((a, b) => {
      const [left, right] = [a[sort.by], b[sort.by]];
      const known = Number(left === undefined) - Number(right === undefined);
      return known || sign * compare(left, right) || b.total - a.total || compare(a.key, b.key);
    });
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === "string" && typeof b === "string") return a.localeCompare(b) || order(a, b);
  return typeof a === "number" && typeof b === "number" ? a - b : 0;
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
