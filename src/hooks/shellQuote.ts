/** @returns a command line for a POSIX shell in which every word is one argument as it is. */
export function posixLine(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(" ");
}

/** @returns the same for PowerShell. */
export function powerShellLine(words: readonly string[]): string {
  return `& ${words.map((word) => `'${word.replaceAll("'", "''")}'`).join(" ")}`;
}

/** @returns the same for `cmd.exe`. A path on Windows has no quotes in it. */
export function cmdLine(words: readonly string[]): string {
  return words.map((word) => `"${word}"`).join(" ");
}
