import type { SourcedForecast } from "../../recommend/predict/model";
import { durationRange } from "./report/durationForecastWords";
import type { Words } from "./report/words";

/** @returns how likely a run is to complete, and what that rests on, in a sentence. */
export function forecastSentence(forecast: SourcedForecast, words: Words): string {
  return words.t("Likely to complete: {percent} ({source})", {
    percent: words.percent(forecast.probability),
    source: sourceOf(forecast, words),
  });
}

/** @returns how long the run takes if it completes, in a sentence; or that nobody can say. */
export function durationSentence({ duration }: SourcedForecast, words: Words): string {
  const { t } = words;
  if (duration === undefined) return t("Too few of its completed runs say how long it takes");
  return t("Usually takes {median} if it completes, in 8 of 10 cases {range} ({source})", {
    median: words.duration(duration.medianMs),
    range: durationRange(duration, words),
    source: t("its last {runs} that did", { runs: words.runs(duration.runs) }),
  });
}

function sourceOf(forecast: SourcedForecast, words: Words): string {
  const { basis, finished, learnedFrom, isJudged } = forecast;
  const { t } = words;
  if (basis === "model") return t("learned from {runs}", { runs: words.runs(learnedFrom) });
  if (learnedFrom === 0) return t("nothing finished here yet");
  if (finished === 0) return t("the rate of everything; it never finished here");
  const runs = words.runs(finished);
  return isJudged
    ? t("its rate over {runs}; nothing learned forecasts better", { runs })
    : t("its rate over {runs}; too few to learn from", { runs });
}
