import type { ExperimentResult } from "../../../recommend/experiments/analyse";
import { differenceRows, groupRows } from "../report/experimentWords";
import type { Words } from "../report/words";
import { markdownTable } from "./markdownTable";

/** The groups of an experiment, and how they differ. */
export function experimentTables(result: ExperimentResult, words: Words): readonly string[] {
  const { t } = words;
  return [
    markdownTable(groupRows(result, words), [
      { title: t("Measured"), of: ({ metric }) => metric },
      { title: t("Ranking"), of: ({ ranking }) => ranking },
      { title: t("Sessions"), of: ({ sessions }) => sessions, isFigure: true },
      { title: t("Mean"), of: ({ mean }) => mean, isFigure: true },
      { title: t("95% interval"), of: ({ interval }) => interval, isFigure: true },
    ]),
    markdownTable(differenceRows(result, words), [
      { title: t("Measured"), of: ({ metric }) => metric },
      { title: t("Difference"), of: ({ difference }) => difference, isFigure: true },
      {
        title: t("Interval for any number of looks"),
        of: ({ interval }) => interval,
        isFigure: true,
      },
      { title: t("Effect size"), of: ({ effect }) => effect, isFigure: true },
    ]),
  ];
}
