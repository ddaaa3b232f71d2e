import { join } from "node:path";
import { isForgotten } from "../tracker/forget";
import type { InvocationId } from "../tracker/model";
import type { ForgetScope } from "../tracker/record";
import { parseItem, type DeliveryItem } from "./item";
import { linesOf } from "./lines";
import { parseQueueFile, queueFolderOf, refusedFile } from "./queueFolder";
import type { QueueFiles } from "./queueFiles";

/** @returns the invocations that `what` covers, by what the items say of them. */
export function forgottenIds(
  items: readonly (DeliveryItem | undefined)[],
  what: ForgetScope,
): ReadonlySet<InvocationId> {
  const ids = new Set<InvocationId>(what.type === "invocation" ? [what.id] : []);
  for (const item of items) {
    if (item?.type !== "started") continue;
    if (isForgotten({ ...item, startedAtMs: item.atMs }, what)) ids.add(item.id);
  }
  return ids;
}

/**
 * Takes what is forgotten out of every queue of a data folder, also of what has been delivered. Lines
 * are blanked where they stand, because other windows write and read these files meanwhile.
 */
export function forgetQueued(
  { files, onError }: { readonly files: QueueFiles; readonly onError: (error: unknown) => void },
  dataFolder: string,
  what: ForgetScope,
): void {
  const folder = queueFolderOf(dataFolder);
  const lines = files
    .names(folder)
    .filter((name) => name === refusedFile || parseQueueFile(name) !== undefined)
    .map((name) => join(folder, name))
    .flatMap((path) => [...linesOf(files.read(path), 0)].map((line) => ({ path, ...line })))
    .map((line) => ({ ...line, item: parseItem(line.text) }));
  const ids = forgottenIds(
    lines.map(({ item }) => item),
    what,
  );
  for (const { path, start, length, item } of lines) {
    if (item === undefined || !ids.has(item.id)) continue;
    try {
      files.overwrite(path, start, Buffer.alloc(length, " "));
    } catch (error) {
      onError(error);
    }
  }
}
