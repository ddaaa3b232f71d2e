import type { SqlDatabase } from "./database";

/**
 * @returns ids, 16 bytes each, of all runs that may have a workflow path, an error or a follow-up;
 * forgotten ones can be among them.
 */
export function wordedRuns(db: SqlDatabase): readonly Uint8Array[] {
  return db
    .prepare<[id: Uint8Array]>(selectWorded)
    .all()
    .map(([id]) => id);
}

const selectWorded = /* sql */ `
SELECT id FROM invocation
WHERE workflow_path_id IS NOT NULL OR error_type_id IS NOT NULL OR follow_ups_id IS NOT NULL
UNION
SELECT invocation_id FROM amendment
WHERE error_type_id IS NOT NULL OR follow_ups_id IS NOT NULL`;
