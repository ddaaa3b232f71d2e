import { incompleteBeta } from "./specialFunctions";

/**
 * The chance that a variable of Student's t distribution is at least |t| away from 0, 0–1.
 * Source: Abramowitz and Stegun (1964), 26.7.1.
 *
 * @param freedom degrees of freedom, > 0, whole or not.
 */
export function studentP(t: number, freedom: number): number {
  return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
}
