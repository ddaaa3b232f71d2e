import type { History } from "../tracker/history";

/** What the user has in front of them. Nothing of it is kept. */
export interface Focus {
  /** Where the terminal in front stands, as runs keep it: relative, `.` for the workspace folder. */
  readonly folder?: string;
  /** The language of the text being edited, by the editor's id: "python". */
  readonly language?: string;
  /** The file being edited, relative like `folder`, with `/`. */
  readonly file?: string;
}

/**
 * The folder somebody works in: that of their terminal, else the nearest one above the file being
 * edited in which something ran.
 *
 * @returns an index into `history.folders`, −1 where nothing ran yet; undefined when the focus does
 *   not say, so that the folder of the last run is the best guess.
 */
export function folderInFocus(history: History, focus: Focus | undefined): number | undefined {
  if (focus?.folder !== undefined) return history.folders.indexOf(focus.folder);
  if (focus?.file === undefined) return undefined;
  for (let end = focus.file.lastIndexOf("/"); end > 0; end = focus.file.lastIndexOf("/", end - 1)) {
    const folder = history.folders.indexOf(focus.file.slice(0, end));
    if (folder >= 0) return folder;
  }
  const root = history.folders.indexOf(".");
  return root < 0 ? undefined : root;
}

/**
 * Whether a command line names a file, as an argument of its own: `pytest tests/a.py::test_b` names
 * `tests/a.py`, and so does `pytest a.py` in `tests`.
 *
 * @param cwd the folder it ran in, relative; the workspace folder when absent.
 */
export function namesFile(command: string, cwd: string | undefined, file: string): boolean {
  const folder = cwd === undefined || cwd === "." ? "" : `${cwd}/`;
  return command.split(/[\s"'`=,;]+/).some((word) => {
    const path = word.replace(/^(?:\.[\\/])+/, "").replaceAll("\\", "/");
    // What stands after a colon says where in the file: a test, a line.
    return [path, path.replace(/:.*$/, "")].some((one) => one === file || folder + one === file);
  });
}
