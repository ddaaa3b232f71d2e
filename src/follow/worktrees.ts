import { dirname, isAbsolute, join, resolve } from "node:path";

/** Reads small files as text; undefined when they are not there. */
export interface SmallFiles {
  readonly text: (path: string) => string | undefined;
  readonly names: (folder: string) => readonly string[];
}

/**
 * @param folder absolute, of a workspace.
 * @returns the folders of all other working trees of its repository (gitrepository-layout(5):
 *   `worktrees/<name>/gitdir` names the `.git` file of each), absolute; none outside of git.
 */
export function worktreesOf(folder: string, files: SmallFiles): readonly string[] {
  const common = commonFolder(folder, files);
  if (common === undefined) return [];
  const names = files.names(join(common, "worktrees"));
  const linked = names.flatMap((name) => {
    const link = files.text(join(common, "worktrees", name, "gitdir"))?.trim();
    return link === undefined || !isAbsolute(link) ? [] : [dirname(link)];
  });
  return [...new Set([dirname(common), ...linked])].filter((tree) => tree !== folder);
}

/** The `.git` folder that all working trees share. */
function commonFolder(folder: string, files: SmallFiles): string | undefined {
  const dotGit = join(folder, ".git");
  if (files.names(dotGit).length > 0) return dotGit;
  const own = /^gitdir:\s*(.+)$/m.exec(files.text(dotGit) ?? "")?.[1];
  if (own === undefined) return undefined;
  const ownFolder = resolve(folder, own);
  const shared = files.text(join(ownFolder, "commondir"))?.trim();
  return shared === undefined ? undefined : resolve(ownFolder, shared);
}
