import { outcomes, type Outcome } from "../tracker/model";

/** The value each outcome has in the `outcome` column of a history. */
export const outcomeCode = Object.fromEntries(
  outcomes.map((outcome, code) => [outcome, code]),
) as Readonly<Record<Outcome, number>>;

/** Whether a run counts in a rate: it completed, failed or was abandoned. */
export function isFinished(code: number): boolean {
  return code !== outcomeCode.running && code !== outcomeCode.unknown;
}

/** Whether a run was lost: it failed or was abandoned. Unknown ends are not losses. */
export function isLost(code: number): boolean {
  return code === outcomeCode.failed || code === outcomeCode.abandoned;
}
