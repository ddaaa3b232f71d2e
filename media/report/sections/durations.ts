import { durationBars, durationsFinding } from "../../../src/views/model/report/durationBars";
import { barList } from "../barList";
import { card, plainTable } from "../card";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** Skills in the table: those that took the most time together. */
const listed = 8;

/** How long completed runs take. */
export function durations({ words, report }: WholeView): VNode {
  const { t, count, duration } = words;
  const histogram = report.durationHistogram;
  const bars = durationBars(histogram, words);
  const slow = report.skills
    .flatMap(({ medianDurationMs, ...skill }) =>
      medianDurationMs === undefined ? [] : [{ ...skill, medianDurationMs }],
    )
    .sort(
      (one, other) =>
        other.medianDurationMs * other.counts.completed -
        one.medianDurationMs * one.counts.completed,
    )
    .slice(0, listed);
  return card(
    {
      id: "durations",
      topic: t("How long runs take"),
      finding: durationsFinding(histogram, words),
      note: t("Completed runs in the foreground whose duration is known"),
    },
    barList(
      t("Completed runs by duration"),
      bars.map(({ label, count: runs, share }) => ({
        key: label,
        label,
        share,
        text: count(runs),
      })),
    ),
    slow.length === 0
      ? undefined
      : plainTable(
          t("Skills that take the most time"),
          [
            { title: t("Skill"), text: ({ label }) => label },
            {
              title: t("Median duration"),
              text: ({ medianDurationMs }) => duration(medianDurationMs),
              numeric: true,
            },
            { title: t("Completed"), text: ({ counts }) => count(counts.completed), numeric: true },
          ],
          slow,
        ),
  );
}
