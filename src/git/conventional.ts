/** What a message says of its commit. Source: Conventional Commits 1.0.0. */
export interface ConventionalMessage {
  /** Its header is one, and its type one of the eleven. */
  readonly isConventional: boolean;
  /** As it stands in the header, in lower case; also one that is none of the eleven. */
  readonly type?: string;
  readonly scope?: string;
  /** By "!" in the header or by a footer, which counts below any header. */
  readonly isBreaking: boolean;
}

/** The types of the Angular convention, which the specification recommends, and `chore`. */
export const conventionalTypes: ReadonlySet<string> = new Set([
  ...["build", "chore", "ci", "docs", "feat", "fix"],
  ...["perf", "refactor", "revert", "style", "test"],
]);

const header = /^([a-z]+)(?:\(([^()]+)\))?(!?): \s*\S/i;
/** A token, its separator and a value; only this one token may hold a space. */
const footer = /^(?:BREAKING CHANGE|[a-z\d-]+)(?:: | #)\S/i;
/** The only words of the convention that must be in capitals. */
const breakingFooter = /^BREAKING[ -]CHANGE: \s*\S/;

/** @param message a whole commit message; its first line is the header. */
export function parseConventional(message: string): ConventionalMessage {
  const end = message.indexOf("\n");
  const first = end < 0 ? message : message.slice(0, end);
  const [isHeader, written, scope, mark] = header.exec(first) ?? [];
  const type = written?.toLowerCase();
  return {
    isConventional: type !== undefined && conventionalTypes.has(type),
    ...(type === undefined ? {} : { type }),
    ...(scope === undefined ? {} : { scope }),
    isBreaking: (isHeader !== undefined && mark === "!") || hasBreakingFooter(message),
  };
}

/** Footers begin after a blank line; from the first one on, any line may begin another. */
function hasBreakingFooter(message: string): boolean {
  // Nearly every message ends here.
  if (!message.includes("\nBREAKING")) return false;
  let isAmongFooters = false;
  let isAfterBlank = false;
  for (const line of message.split(/\r?\n/).slice(1)) {
    if (isAmongFooters || isAfterBlank) {
      if (breakingFooter.test(line)) return true;
      isAmongFooters ||= footer.test(line);
    }
    isAfterBlank = line.trim() === "";
  }
  return false;
}
