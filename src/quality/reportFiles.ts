/**
 * Where programs write coverage reports when nobody tells them otherwise, from the folder of the
 * workspace. Of two that one run writes side by side, the one that stands first here is preferred.
 */
export const usualReportFiles: readonly string[] = [
  "coverage/lcov.info",
  "lcov.info",
  "coverage/coverage-summary.json",
  "coverage/cobertura-coverage.xml",
  "coverage.xml",
  "coverage/coverage.xml",
  "cobertura.xml",
  "coverage.json",
  "target/site/jacoco/jacoco.xml",
  "build/reports/jacoco/test/jacocoTestReport.xml",
  "coverage.out",
  "cover.out",
];

/** So many files of the setting are looked at. */
export const mostGivenFiles = 20;

/**
 * @returns a path below a folder in its one spelling, with `/`; undefined for one that is absolute
 *   or leaves the folder. What a link points to is not looked at.
 */
export function pathInFolder(path: string): string | undefined {
  const parts = path.trim().replaceAll("\\", "/").split("/");
  if (path.trim() === "" || parts[0] === "" || /^[a-z]:/i.test(path.trim())) return undefined;
  const kept: string[] = [];
  for (const part of parts) {
    if (part === "..") {
      if (kept.pop() === undefined) return undefined;
    } else if (part !== "" && part !== ".") kept.push(part);
  }
  return kept.length === 0 || path.includes("\0") ? undefined : kept.join("/");
}

/** The files to look at, each once, those of the setting first; and which of these are left out. */
export function reportFiles(given: readonly string[]): {
  readonly files: readonly string[];
  /** One sentence each. */
  readonly problems: readonly string[];
} {
  const files = new Set<string>();
  const problems: string[] = [];
  for (const path of given.slice(0, mostGivenFiles)) {
    const inside = pathInFolder(path);
    if (inside !== undefined) files.add(inside);
    else
      problems.push(`“${path}” is not read for coverage: it is no path in the workspace folder.`);
  }
  for (const path of given.slice(mostGivenFiles)) {
    problems.push(`“${path}” is not read for coverage: at most ${mostGivenFiles} files are named.`);
  }
  for (const path of usualReportFiles) files.add(path);
  return { files: [...files], problems };
}
