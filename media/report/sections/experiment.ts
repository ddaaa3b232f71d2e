import {
  differenceRows,
  experimentFinding,
  experimentNote,
  groupRows,
} from "../../../src/views/model/report/experimentWords";
import { card, plainTable } from "../card";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** Two rankings compared, or how to compare them. */
export function experiment({ words, report }: WholeView): VNode {
  const { t } = words;
  const result = report.experiment;
  return card(
    {
      id: "experiment",
      topic: t("Ranking experiment"),
      finding: experimentFinding(result, words),
      note: experimentNote(result, words),
      wide: true,
    },
    ...(result === undefined
      ? []
      : [
          plainTable(
            t("The groups of the experiment"),
            [
              { title: t("Measured"), text: ({ metric }) => metric },
              { title: t("Ranking"), text: ({ ranking }) => ranking },
              { title: t("Sessions"), text: ({ sessions }) => sessions, numeric: true },
              { title: t("Mean"), text: ({ mean }) => mean, numeric: true },
              { title: t("95% interval"), text: ({ interval }) => interval, numeric: true },
            ],
            groupRows(result, words),
          ),
          plainTable(
            t("How the groups differ"),
            [
              { title: t("Measured"), text: ({ metric }) => metric },
              { title: t("Difference"), text: ({ difference }) => difference, numeric: true },
              {
                title: t("Interval for any number of looks"),
                text: ({ interval }) => interval,
                numeric: true,
              },
              { title: t("Effect size"), text: ({ effect }) => effect, numeric: true },
            ],
            differenceRows(result, words),
          ),
        ]),
  );
}
