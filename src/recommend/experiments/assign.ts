import { isOpen } from "./lifecycle";
import type { Experiment, Group } from "./model";
import type { StrategyId } from "./strategies";

/** SHA-256 of the UTF-8 bytes of a text, as 64 hexadecimal digits. */
export type Sha256 = (text: string) => string;

const buckets = 10_000;

/**
 * Which group a unit belongs to, the same on every machine and at every time.
 *
 * The digest of `<experiment id>:<unit>`, read as one number, modulo 10,000 is the unit's bucket; the
 * first buckets, as large a share as `controlShare`, are the control.
 */
export function groupOf(
  { id, controlShare }: Pick<Experiment, "id" | "controlShare">,
  unit: string,
  sha256: Sha256,
): Group {
  const bucket = Number(BigInt(`0x${sha256(`${id}:${unit}`)}`) % BigInt(buckets));
  return bucket / buckets < controlShare ? "control" : "treatment";
}

/** The strategy a unit gets now; undefined while the experiment is not open. */
export function strategyFor(
  experiment: Experiment,
  unit: string,
  nowMs: number,
  sha256: Sha256,
): StrategyId | undefined {
  return isOpen(experiment, nowMs) ? experiment[groupOf(experiment, unit, sha256)] : undefined;
}
