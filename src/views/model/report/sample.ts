import type { Rate } from "../../../analysis/model";

/** Fewer finished runs (or transitions) than this, and a title claims nothing. */
export const minimumSample = 10;

type Sure = Rate & Required<Pick<Rate, "rate" | "interval">>;

/** @returns whether a rate rests on enough finished runs to be named. */
export function isSure<R extends Rate>(rate: R): rate is R & Sure {
  return rate.finished >= minimumSample && rate.rate !== undefined && rate.interval !== undefined;
}
