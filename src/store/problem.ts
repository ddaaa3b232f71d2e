/** Something about the stored files that a person should know; the view turns it into a sentence. */
export interface StoreProblem {
  readonly type:
    | "database-corrupt"
    | "database-foreign"
    | "database-newer"
    | "database-in-use"
    | "journal-damaged"
    | "disk-full"
    | "not-writable"
    | "folder-vanished"
    | "unexpected";
  /** A path, a count or an error text: shown behind the sentence. */
  readonly detail: string;
}

/** A failure of the store that has a name; what the file system said is in `cause`. */
export class StoreError extends Error {
  override readonly name = "StoreError";

  constructor(
    readonly problem: StoreProblem,
    cause?: unknown,
  ) {
    super(`${problem.type}: ${problem.detail}`, { cause });
  }
}

const problemOfCode: Readonly<Record<string, StoreProblem["type"]>> = {
  ENOSPC: "disk-full",
  EDQUOT: "disk-full",
  EACCES: "not-writable",
  EPERM: "not-writable",
  EROFS: "not-writable",
  ENOENT: "folder-vanished",
  ENOTDIR: "folder-vanished",
};

/** @returns the code of a Node system error, for example `ENOENT`; undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : undefined;
}

/** @returns `error` as a `StoreError`, named after its system code; one that is already named as it is. */
export function toStoreError(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const type = problemOfCode[errorCode(error) ?? ""];
  const text = error instanceof Error ? error.message : String(error);
  return new StoreError({ type: type ?? "unexpected", detail: type ? path : text }, error);
}
