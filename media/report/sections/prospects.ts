import {
  durationRange,
  durationsSentence,
} from "../../../src/views/model/report/durationForecastWords";
import {
  basisSentence,
  filledBins,
  prospectsFinding,
  scoreRows,
} from "../../../src/views/model/report/prospectWords";
import { card, plainTable, tableTwin } from "../card";
import type { VNode } from "../dom";
import type { WholeView } from "../view";

/** How likely the skills used most are to complete now, how long that takes, and how good that is. */
export function prospects(view: WholeView): VNode {
  const { words, report } = view;
  const { t, count, percent, decimal } = words;
  const { prospects: found } = report;
  const bins = filledBins(found);
  const scores = scoreRows(found, words);
  return card(
    {
      id: "prospects",
      topic: t("Will it succeed?"),
      finding: prospectsFinding(found, words),
      note: [
        basisSentence(found, words),
        durationsSentence(found, words),
        t("Over everything recorded, whatever the filter."),
      ].join(" "),
      wide: true,
    },
    found.skills.length === 0
      ? undefined
      : plainTable(
          t("How likely skills are to complete if they are run now, and how long they take then"),
          [
            { title: t("Skill"), text: ({ label }) => label },
            {
              title: t("Likely to complete"),
              text: ({ probability }) => percent(probability),
              numeric: true,
            },
            { title: t("Completed"), text: ({ completed }) => count(completed), numeric: true },
            { title: t("Finished"), text: ({ finished }) => count(finished), numeric: true },
            {
              title: t("Median"),
              text: ({ duration }) => words.duration(duration?.medianMs),
              numeric: true,
            },
            {
              title: t("8 of 10 take"),
              text: ({ duration }) => durationRange(duration, words),
              numeric: true,
            },
          ],
          found.skills,
        ),
    scores.length === 0
      ? undefined
      : plainTable(
          t("Errors of forecasts; lower is better"),
          [
            { title: t("Forecast by"), text: ({ name }) => name },
            { title: t("Brier score"), text: ({ brier }) => decimal(brier), numeric: true },
            { title: t("Log loss"), text: ({ logLoss }) => decimal(logLoss), numeric: true },
          ],
          scores,
        ),
    bins.length === 0
      ? undefined
      : tableTwin(
          view,
          { summary: t("Show calibration"), caption: t("Forecasts and what came of them") },
          [
            {
              title: t("Forecast"),
              text: ({ from, to }) => `${percent(from)} – ${percent(to)}`,
            },
            { title: t("Finished"), text: ({ runs }) => count(runs), numeric: true },
            {
              title: t("Mean forecast"),
              text: ({ meanForecast }) => percent(meanForecast),
              numeric: true,
            },
            {
              title: t("Completed"),
              text: ({ completionRate }) => percent(completionRate),
              numeric: true,
            },
          ],
          bins,
        ),
  );
}
