import type { HeatmapCell } from "../../../analysis/model";
import type { Words } from "../report/words";
import { tableOf, text, type TextDocument } from "./document";
import { leadOf, type WorkflowFigures } from "./workflowText";

/** How full a cell looks: the lower bound of the completion rate, 0–1, greatest first. */
const shades = [
  { mark: "█", from: 0.9 },
  { mark: "▓", from: 0.7 },
  { mark: "▒", from: 0.5 },
  { mark: "░", from: 0.3 },
  { mark: "·", from: 0 },
] as const;

/**
 * The skills used most against phases. A pair that never occurred is blank; one that ran and never
 * finished has no rate.
 */
export function phaseHeatmap(report: WorkflowFigures, words: Words): TextDocument {
  const { t } = words;
  const { heatmap } = report;
  const cells = new Map(heatmap.cells.map((cell) => [`${cell.phase}\n${cell.key}`, cell]));
  const legend = shades.map(({ mark, from }) => `${mark} ≥ ${words.percent(from)}`).join(", ");
  return {
    title: t("Skills by phase"),
    lead: [
      ...leadOf(report, words),
      ...(heatmap.cells.length === 0
        ? [text(t("No run belonged to a phase."))]
        : [
            text(t("Completed, of the finished runs: {legend}", { legend })),
            tableOf(heatmap.skills, [
              { title: t("Skill"), of: ({ label }) => label },
              ...heatmap.phases.map((phase) => ({
                title: phase,
                of: ({ key }: { readonly key: string }) =>
                  cellText(cells.get(`${phase}\n${key}`), words),
                isFigure: true,
              })),
            ]),
          ]),
    ],
    sections: [],
  };
}

function cellText(cell: HeatmapCell | undefined, words: Words): string {
  if (cell === undefined) return "";
  const { rate, finished } = cell;
  if (rate === undefined) return words.percent(undefined);
  const mark = shades.find(({ from }) => rate >= from)?.mark ?? "";
  const values = { rate: words.percent(rate), n: words.count(finished) };
  return `${mark} ${words.t("{rate} of {n}", values)}`;
}
