import type { Calibration } from "./model";
import { sigmoid } from "./regression";

/** Leaves scores as they are. */
export const uncalibrated: Calibration = { slope: 1, intercept: 0 };
/** Precision of a normal prior around that: about a hundred runs weigh as much. */
const caution = 20;
const steps = 20;

/**
 * Fits p = 1 ÷ (1 + e^−(slope · score + intercept)) to what happened, by Newton's method. Source:
 * Platt, "Probabilistic outputs for support vector machines" (1999), with a normal prior around
 * slope 1 and intercept 0 in place of his corrected targets, so that one outcome only, or no runs
 * at all, give a finite answer.
 *
 * @param outcomes 1 = completed, 0 = not; as many as there are scores.
 * @returns a slope that is at least 0: calibration never turns the order around.
 */
export function calibrate(scores: Float64Array, outcomes: Uint8Array): Calibration {
  let slope = 1;
  let intercept = 0;
  for (let step = 0; step < steps; step++) {
    let slopeGradient = caution * (slope - 1);
    let interceptGradient = caution * intercept;
    let [twoSlopes, both, twoIntercepts] = [caution, 0, caution];
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at] ?? 0;
      const p = sigmoid(slope * score + intercept);
      const error = p - (outcomes[at] ?? 0);
      const curvature = p * (1 - p);
      slopeGradient += error * score;
      interceptGradient += error;
      twoSlopes += curvature * score * score;
      both += curvature * score;
      twoIntercepts += curvature;
    }
    const determinant = twoSlopes * twoIntercepts - both * both;
    const slopeStep = (twoIntercepts * slopeGradient - both * interceptGradient) / determinant;
    const interceptStep = (twoSlopes * interceptGradient - both * slopeGradient) / determinant;
    slope -= limited(slopeStep);
    intercept -= limited(interceptStep);
    if (Math.abs(slopeStep) + Math.abs(interceptStep) < 1e-9) break;
  }
  return { slope: Math.max(0, slope), intercept };
}

/** A step that long has left the range in which the curve is known. */
function limited(step: number): number {
  return Math.max(-1, Math.min(1, step));
}
