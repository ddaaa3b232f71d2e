import { isAbsolute, relative, sep } from "node:path";

/**
 * @param folders absolute: those of the workspace and of its worktrees.
 * @param realPath resolves links; gives the path back where there is nothing to resolve.
 * @returns a test whether a path lies in one of them, by its name or by where it really is.
 */
export function insideOf(
  folders: readonly string[],
  realPath: (path: string) => string,
): (path: string) => boolean {
  const roots = [...new Set([...folders, ...folders.map(realPath)])];
  const isBelow = (path: string): boolean =>
    isAbsolute(path) &&
    roots.some((root) => {
      const way = relative(root, path);
      return way === "" || (way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way));
    });
  // Agents name the same few folders in every line.
  const known = new Map<string, boolean>();
  return (path) => {
    const answer = known.get(path) ?? (isBelow(path) || isBelow(realPath(path)));
    if (known.size > 1_000) known.clear();
    known.set(path, answer);
    return answer;
  };
}
