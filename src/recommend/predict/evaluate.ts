import type { CalibrationBin, Scores } from "./model";

const calibrationBins = 10;

/**
 * Brier score and log loss of forecasts.
 *
 * @param forecasts more than 0 and less than 1.
 * @param outcomes 1 = completed, 0 = not; as many, and at least one.
 */
export function scoresOf(forecasts: Float64Array, outcomes: Uint8Array): Scores {
  let brier = 0;
  let logLoss = 0;
  forecasts.forEach((p, at) => {
    const completed = outcomes[at] === 1;
    const miss = completed ? 1 - p : p;
    brier += miss * miss;
    logLoss -= Math.log(1 - miss);
  });
  return { brier: brier / forecasts.length, logLoss: logLoss / forecasts.length };
}

/** Sorts forecasts into ten bins of equal width, the last one with both ends, and counts. */
export function calibrationTable(
  forecasts: Float64Array,
  outcomes: Uint8Array,
): readonly CalibrationBin[] {
  return Array.from({ length: calibrationBins }, (_, bin) => {
    let runs = 0;
    let sum = 0;
    let completed = 0;
    forecasts.forEach((p, at) => {
      if (binOf(p) !== bin) return;
      runs++;
      sum += p;
      completed += outcomes[at] ?? 0;
    });
    const range = { from: bin / calibrationBins, to: (bin + 1) / calibrationBins, runs };
    return runs === 0
      ? range
      : { ...range, meanForecast: sum / runs, completionRate: completed / runs };
  });
}

function binOf(p: number): number {
  return Math.min(calibrationBins - 1, Math.floor(p * calibrationBins));
}
