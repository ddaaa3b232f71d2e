/** Nothing is told that fewer users than this back, unless a person chose another number. */
export const defaultAnonymity = 5;
const leastAnonymity = 2;

/** @throws RangeError when k is not a whole number of at least 2: one user is not a crowd. */
export function checkAnonymity(k: number): void {
  if (!Number.isInteger(k) || k < leastAnonymity) {
    throw new RangeError(`At least ${leastAnonymity} users have to back what is told, not ${k}.`);
  }
}
