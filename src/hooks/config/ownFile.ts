import { sha256 } from "../../base/sha256";
import { HookError } from "../problem";
import type { Added } from "./hookSettings";
import type { Receipt } from "./receipt";

/** A file that holds nothing but our hooks. */
export interface OwnFile {
  readonly path: string;
  /** A text that is in every version of ours. */
  readonly mark: string;
}

/** @throws HookError when a file of that name is not ours. */
export function addOwnFile(
  text: string | undefined,
  content: object,
  { path, mark }: OwnFile,
): Added {
  if (text !== undefined && !text.includes(mark))
    throw new HookError({ type: "not-ours", detail: path });
  const after = `${JSON.stringify(content, null, 2)}\n`;
  return { text: after, receipt: { hash: sha256(after), added: [], created: true } };
}

/** @throws HookError when somebody changed the file: what is theirs in it cannot be told. */
export function removeOwnFile(
  text: string,
  receipt: Receipt | undefined,
  { path, mark }: OwnFile,
): string | undefined {
  if (!text.includes(mark)) return text;
  if (receipt?.hash !== sha256(text)) throw new HookError({ type: "not-ours", detail: path });
  return undefined;
}
