import type { InvocationId, SkillRef } from "../../tracker/model";

/** Theme colours rows use for their icons. */
export type IconColor = "charts.green" | "charts.red" | "charts.yellow" | "charts.blue";

/** What a command on a row works on. Plain data: it passes through the editor and back. */
export interface RowTarget {
  readonly skill: SkillRef;
  readonly invocationId?: InvocationId;
  readonly command?: string;
  readonly cwd?: string;
  /** 1 = first recommendation. */
  readonly rank?: number;
  /** It never ran here: its name comes from what others share. */
  readonly fromOthers?: true;
}

/** One line of a tree, whatever draws it. */
export interface Row {
  /** Stable: the same thing keeps its id, so that selection and expansion survive a change. */
  readonly id: string;
  readonly label: string;
  readonly description?: string;
  /** Markdown. */
  readonly tooltip?: string;
  /** A codicon. */
  readonly icon?: string;
  readonly color?: IconColor;
  /** Words that menus ask for, for example `invocation runnable command`. */
  readonly context: string;
  /** What a screen reader says. */
  readonly spoken: string;
  readonly target?: RowTarget;
  /** The insight a row tells of. */
  readonly insightId?: string;
  readonly children?: readonly Row[];
  readonly isExpanded?: boolean;
}

/** @returns whether two rows look and behave the same, whatever their children are. */
export function sameRow(left: Row, right: Row): boolean {
  return (
    left.id === right.id &&
    left.label === right.label &&
    left.description === right.description &&
    left.tooltip === right.tooltip &&
    left.icon === right.icon &&
    left.color === right.color &&
    left.context === right.context &&
    left.spoken === right.spoken &&
    (left.children === undefined) === (right.children === undefined) &&
    JSON.stringify(left.target) === JSON.stringify(right.target)
  );
}

/**
 * Finds the least that must be drawn again.
 *
 * @returns ids of rows that changed themselves or in the list of their children; "all" when the top
 * level differs.
 */
export function changedRows(
  before: readonly Row[],
  after: readonly Row[],
): readonly string[] | "all" {
  if (!sameIds(before, after)) return "all";
  const changed: string[] = [];
  const compare = (old: readonly Row[], now: readonly Row[]): void => {
    now.forEach((row, index) => {
      const was = old[index];
      if (was === undefined) return;
      const children = row.children ?? [];
      const earlier = was.children ?? [];
      if (!sameRow(was, row) || !sameIds(earlier, children)) changed.push(row.id);
      else compare(earlier, children);
    });
  };
  compare(before, after);
  return changed;
}

function sameIds(left: readonly Row[], right: readonly Row[]): boolean {
  return left.length === right.length && left.every((row, index) => row.id === right[index]?.id);
}
