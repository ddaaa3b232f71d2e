import type { Prospects } from "../../../recommend/predict/prospects";
import { durationRange } from "../report/durationForecastWords";
import { filledBins, scoreRows } from "../report/prospectWords";
import type { Words } from "../report/words";
import { markdownTable } from "./markdownTable";

/** What is forecast, how well, and how forecasts came true; tables of nothing are left out. */
export function prospectTables(prospects: Prospects, words: Words): readonly string[] {
  const { t, count, percent, decimal } = words;
  const scores = scoreRows(prospects, words);
  const bins = filledBins(prospects);
  const forecasts = markdownTable(prospects.skills, [
    { title: t("Skill"), of: ({ label }) => label },
    {
      title: t("Likely to complete"),
      of: ({ probability }) => percent(probability),
      isFigure: true,
    },
    { title: t("Completed"), of: ({ completed }) => count(completed), isFigure: true },
    { title: t("Finished"), of: ({ finished }) => count(finished), isFigure: true },
    {
      title: t("Median duration"),
      of: (one) => words.duration(one.duration?.medianMs),
      isFigure: true,
    },
    { title: t("8 of 10 take"), of: (one) => durationRange(one.duration, words), isFigure: true },
  ]);
  const errors = markdownTable(scores, [
    { title: t("Forecast by"), of: ({ name }) => name },
    { title: t("Brier score"), of: ({ brier }) => decimal(brier), isFigure: true },
    { title: t("Log loss"), of: ({ logLoss }) => decimal(logLoss), isFigure: true },
  ]);
  const calibration = markdownTable(bins, [
    { title: t("Forecast"), of: ({ from, to }) => `${percent(from)} – ${percent(to)}` },
    { title: t("Finished"), of: ({ runs }) => count(runs), isFigure: true },
    { title: t("Mean forecast"), of: ({ meanForecast }) => percent(meanForecast), isFigure: true },
    { title: t("Completed"), of: ({ completionRate }) => percent(completionRate), isFigure: true },
  ]);
  return [
    ...(prospects.skills.length === 0 ? [] : [forecasts]),
    ...(scores.length === 0 ? [] : [errors]),
    ...(bins.length === 0 ? [] : [calibration]),
  ];
}
