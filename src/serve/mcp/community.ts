import { readCommunity, type BaselineFile } from "../../recommend/peers/community";
import type { Community } from "../../recommend/peers/model";
import { mostBytes, mostFiles } from "../../worker/othersReader";
import type { SharedFiles } from "../../worker/sharedFiles";
import { ToolError } from "./toolError";

/** What others share, and how many files were left out. */
export interface SharedCommunity {
  readonly community: Community;
  readonly warnings: readonly string[];
}

/** Reads what others share, anew with each call. */
export type CommunityReader = () => Promise<SharedCommunity>;

/**
 * Reads the baselines of a folder, within the same bounds as a window does.
 *
 * @param folder absolute.
 * @throws ToolError when the folder cannot be read.
 */
export function communityReader(files: SharedFiles, folder: string): CommunityReader {
  return async () => {
    try {
      const listed = await files.list(folder);
      const usable = listed.filter(({ size }) => size <= mostBytes).slice(0, mostFiles);
      const read = await Promise.all(usable.map(({ name }) => contentOf(files, folder, name)));
      const { community, problems } = readCommunity(read.flatMap((file) => file ?? []));
      const unread = read.filter((file) => file === undefined).length;
      const leftOut = listed.length - usable.length + unread + problems.length;
      const warning = `${leftOut} of ${listed.length} shared baselines could not be used.`;
      return { community, warnings: leftOut === 0 ? [] : [warning] };
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new ToolError(`The folder of shared baselines cannot be read: ${reason}`);
    }
  };
}

/** A file that cannot be read is left out and counted. */
async function contentOf(
  files: SharedFiles,
  folder: string,
  name: string,
): Promise<BaselineFile | undefined> {
  try {
    return { name, text: await files.read(folder, name) };
  } catch {
    return undefined; // gone, or not to be read by us
  }
}
