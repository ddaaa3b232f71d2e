import { normaliseText } from "../embed/normaliseText";

/** Where vectors of texts come from; undefined while one is not known yet. */
export interface TextVectors {
  /** 0 until that is known. */
  readonly dimensions: number;
  /** @param text as `normaliseText` leaves it. */
  vectorOf(text: string): Float32Array | undefined;
}

/** How much a skill's own name says beside what it was used for. */
const nameWeight = 0.35;

/**
 * The direction that stands for all texts of a skill: the mean of their unit vectors, then the name
 * added at 0.35 of its length, made a unit vector again.
 *
 * @returns undefined while the vector of any of them is not known: a skill that is half known would
 *   be compared unfairly with the others.
 */
export function skillVector(
  name: string,
  texts: readonly string[],
  vectors: TextVectors,
): Float32Array | undefined {
  if (vectors.dimensions === 0) return undefined;
  const sum = new Float32Array(vectors.dimensions);
  for (const text of texts) {
    const vector = vectors.vectorOf(text);
    if (vector === undefined) return undefined;
    addTo(sum, vector, 1);
  }
  const mean = unit(sum);
  const own = normaliseText(name);
  if (own === "") return mean;
  const vector = vectors.vectorOf(own);
  if (vector === undefined) return undefined;
  addTo(mean, vector, nameWeight);
  return unit(mean);
}

/** @returns the cosine of two unit vectors, 0 where it is negative. */
export function similarity(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < left.length; at++) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return Math.min(1, Math.max(0, sum));
}

function addTo(sum: Float32Array, vector: Float32Array, weight: number): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) + weight * (vector[at] ?? 0);
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (let at = 0; at < vector.length; at++) squares += (vector[at] ?? 0) ** 2;
  const length = Math.sqrt(squares);
  return length === 0 ? vector : vector.map((value) => value / length);
}
