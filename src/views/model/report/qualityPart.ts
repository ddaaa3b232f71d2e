import type { Quality } from "../../../analysis/quality";
import { isRecord } from "./record";

/** What the report tells of quality, or why it tells nothing. */
export type QualityPart =
  | { readonly type: "read"; readonly quality: Quality }
  | { readonly type: "failed"; readonly reason: string };

/** Whether every part the page draws is there; the parts themselves come from the same build. */
export function isQualityPart(value: unknown): value is QualityPart {
  if (!isRecord(value)) return false;
  if (value["type"] === "failed") return typeof value["reason"] === "string";
  const { quality } = value;
  if (value["type"] !== "read" || !isRecord(quality)) return false;
  const { checks, coverage, measurements, checksSince } = quality;
  return (
    isRecord(checks) &&
    isRecord(checks["all"]) &&
    isRecord(checks["trend"]) &&
    [checks["days"], checks["skills"], coverage].every(Array.isArray) &&
    typeof measurements === "number" &&
    typeof checksSince === "number"
  );
}
