import type { Heatmap } from "../../../analysis/model";
import type { SkillKey } from "../../../tracker/model";
import { isSure } from "./sample";

/** How strongly a cell is filled: by completion rate, or `thin` where too few runs finished. */
export type HeatLevel = "thin" | "lowest" | "low" | "middle" | "high" | "highest";

/** The lower bound of each level, 0–1, greatest first. */
export const heatLevels = [
  { level: "highest", from: 0.95 },
  { level: "high", from: 0.85 },
  { level: "middle", from: 0.7 },
  { level: "low", from: 0.5 },
  { level: "lowest", from: 0 },
] as const satisfies readonly { readonly level: HeatLevel; readonly from: number }[];

export type HeatCell = {
  readonly phase: string;
  readonly finished: number;
  readonly total: number;
  readonly level: HeatLevel;
} & (
  | { readonly sure: true; readonly rate: number; readonly interval: readonly [number, number] }
  | { readonly sure: false; readonly rate?: number }
);

export interface HeatRow {
  readonly key: SkillKey;
  readonly label: string;
  /** One for each phase, in their order; undefined where the pair never occurred. */
  readonly cells: readonly (HeatCell | undefined)[];
}

/** @returns the heatmap as rows of cells, one column for each phase. */
export function heatRows(heatmap: Heatmap): readonly HeatRow[] {
  const found = new Map(heatmap.cells.map((cell) => [pair(cell.key, cell.phase), cell]));
  return heatmap.skills.map(({ key, label }) => ({
    key,
    label,
    cells: heatmap.phases.map((phase): HeatCell | undefined => {
      const cell = found.get(pair(key, phase));
      if (cell === undefined) return undefined;
      const { finished, total, rate } = cell;
      if (isSure(cell))
        return {
          phase,
          finished,
          total,
          level: heatLevel(cell.rate),
          sure: true,
          rate: cell.rate,
          interval: cell.interval,
        };
      const known = rate === undefined ? {} : { rate };
      return { phase, finished, total, level: "thin", sure: false, ...known };
    }),
  }));
}

/** @param rate 0–1. */
export function heatLevel(rate: number): HeatLevel {
  return heatLevels.find(({ from }) => rate >= from)?.level ?? "lowest";
}

// No key and no phase holds a line break: both are made of single lines.
function pair(key: SkillKey, phase: string): string {
  return `${key}\n${phase}`;
}
