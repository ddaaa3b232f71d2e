import type { CalibrationBin, Scores } from "../../../recommend/predict/model";
import type { Prospects } from "../../../recommend/predict/prospects";
import type { Words } from "./words";

/** What forecasts are good for here: by how much what was learned beats the completion rate. */
export function prospectsFinding(prospects: Prospects, words: Words): string {
  const { basis, finished, evaluation } = prospects;
  const { t } = words;
  if (finished === 0) return t("No run has finished yet, so nothing can be forecast");
  if (evaluation === undefined) return t("Too few finished runs to learn what makes them complete");
  if (basis === "rate") return t("Nothing forecasts better than the completion rate so far");
  return t("What was learned forecasts {share} better than the completion rate", {
    share: words.percent(1 - evaluation.model.brier / evaluation.rate.brier),
  });
}

/** Which forecasts are in use, and why; where runs are missing, how many. */
export function basisSentence(prospects: Prospects, words: Words): string {
  const { basis, finished, needed, evaluation } = prospects;
  const { t, count } = words;
  if (evaluation === undefined) {
    if (finished >= needed)
      return t(
        "Forecasts are the skill's completion rate: too few runs ended before others began to learn from them.",
      );
    return t(
      "Forecasts are the skill's completion rate: {finished} of the {needed} finished runs it takes to learn are there.",
      { finished: count(finished), needed: count(needed) },
    );
  }
  const scores = {
    model: words.decimal(evaluation.model.brier),
    rate: words.decimal(evaluation.rate.brier),
    trained: count(evaluation.trainedOn),
    judged: words.runs(evaluation.judgedOn),
  };
  return basis === "model"
    ? t(
        "In use is what was learned: taught by {trained} and judged on the next {judged}, its Brier score is {model}, below {rate} of the completion rate.",
        scores,
      )
    : t(
        "In use is the completion rate: taught by {trained} and judged on the next {judged}, what was learned has a Brier score of {model}, not below {rate} of the rate.",
        scores,
      );
}

/** The bins of the forecasts that some run fell into. */
export function filledBins({ evaluation }: Prospects): readonly CalibrationBin[] {
  return evaluation?.calibration.filter(({ runs }) => runs > 0) ?? [];
}

/** One way to forecast, with how well it did on runs it did not know. */
export interface ScoreRow extends Scores {
  readonly name: string;
}

/** The ways to forecast that are compared, the one that may be learned first; none without runs. */
export function scoreRows({ evaluation }: Prospects, { t }: Words): readonly ScoreRow[] {
  if (evaluation === undefined) return [];
  const { model, rate, base } = evaluation;
  return [
    { name: t("What was learned"), ...model },
    { name: t("Completion rate of the skill"), ...rate },
    { name: t("One rate for everything"), ...base },
  ];
}
