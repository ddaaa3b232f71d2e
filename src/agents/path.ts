/** The names of a path from the drive or root on, whatever system wrote it. */
function namesOf(path: string): readonly string[] {
  return path.split(/[\\/]+/).filter((name) => name !== "");
}

/** @returns the name of the file a path leads to, without its last extension. */
export function stemOf(path: string): string {
  const name = namesOf(path).at(-1) ?? "";
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(0, dot) : name;
}

/** @returns the name of the folder a file lies in; empty at the root. */
export function folderNameOf(path: string): string {
  return namesOf(path).at(-2) ?? "";
}

/** @returns the path of the folder a file lies in, without a separator at its end. */
export function folderOf(path: string): string {
  return path.replace(/[\\/]+[^\\/]*$/, "");
}

/** Whether a text is an absolute path: of a POSIX system, of a Windows drive, or of a share. */
export function isAbsolutePath(text: string): boolean {
  return /^(?:\/|[A-Za-z]:[\\/]|\\\\)/.test(text) && !/[\r\n\0]/.test(text);
}
