import type { DurationForecast } from "../../../recommend/predict/model";
import type { Prospects } from "../../../recommend/predict/prospects";
import { unknownValue, type Words } from "./words";

/** From what to what four of five runs should take; "–" where nothing is forecast. */
export function durationRange(forecast: DurationForecast | undefined, words: Words): string {
  if (forecast === undefined) return unknownValue;
  const low = words.duration(forecast.lowMs);
  const high = words.duration(forecast.highMs);
  return low === high ? low : `${low} – ${high}`;
}

/** What forecasts of durations mean and how good they were; where runs are missing, how many it takes. */
export function durationsSentence({ durations, skills }: Prospects, words: Words): string {
  const { runsNeeded, forecasts, forecastsNeeded, errors } = durations;
  const { t, count, percent } = words;
  if (errors !== undefined) {
    return t(
      "If they complete, 8 of 10 runs should take a time in the range given: of the last {runs} forecast so, {share} did. In half of all, the median was off by {error} or less, and the time their skill took before by {last} or less.",
      {
        runs: words.runs(forecasts),
        share: percent(errors.inside / forecasts),
        error: percent(errors.medianError),
        last: percent(errors.lastError),
      },
    );
  }
  if (forecasts === 0 && skills.every(({ duration }) => duration === undefined)) {
    return t(
      "How long runs take is forecast for skills of which {needed} completed runs say how long they took.",
      { needed: count(runsNeeded) },
    );
  }
  return t(
    "If they complete, 8 of 10 runs should take a time in the range given; {forecasts} of the {needed} forecasts it takes to judge that are there.",
    { forecasts: count(forecasts), needed: count(forecastsNeeded) },
  );
}
