import * as z from "zod/v4";

/** A field that is null, and why in one sentence. */
export interface NotMeasured {
  readonly field: string;
  readonly reason: string;
}

export const notMeasuredField = z
  .array(z.strictObject({ field: z.string(), reason: z.string() }))
  .describe("Fields that are null because nothing measures them");

const reasons = {
  git: "Commits and the files in them are not read here.",
  checkpoints: "Checkpoints are not counted here.",
  quality: "No quality is measured here.",
};

/** @returns why a field is null: what it would need. */
export function notMeasured(field: string, needs: keyof typeof reasons): NotMeasured {
  return { field, reason: reasons[needs] };
}
