import type { ShellWord } from "./line";

/** How one shell writes words: enough to find where words and commands begin and end. */
export interface Dialect {
  /** Outside of quotes it makes the next character an ordinary one. */
  readonly escape: string;
  /** For each quote: what escapes inside it ("" = nothing), and whether doubling it means itself. */
  readonly quotes: Readonly<Record<string, { readonly escape: string; readonly doubled: boolean }>>;
  /** Longer operators first. Each ends a word wherever it stands, unless `joined` says otherwise. */
  readonly operators: readonly string[];
  /** Operators only where a word would begin; inside a word they are part of it. */
  readonly leading?: readonly string[];
  /** Brackets whose content belongs to the word, however many words it holds. */
  readonly brackets: Readonly<Record<string, string>>;
  /** Begins a comment where a word would begin; it lasts to the end of the physical line. */
  readonly comment?: string;
}

export type Token =
  | { readonly type: "word"; readonly word: ShellWord }
  | { readonly type: "operator"; readonly operator: string };

/** Splits a line into words and operators. Whatever is left open ends with the line. */
export function lex(line: string, dialect: Dialect): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < line.length) {
    const blank = /[^\S\n]/.test(line.charAt(at));
    const operator = blank ? undefined : operatorAt(line, at, dialect, true);
    if (blank) at += 1;
    else if (line.startsWith(`${dialect.escape}\n`, at)) at += 2;
    else if (dialect.comment !== undefined && line.startsWith(dialect.comment, at)) {
      const end = line.indexOf("\n", at);
      at = end < 0 ? line.length : end;
    } else if (operator === undefined) {
      const { text, end } = readWord(line, at, dialect);
      tokens.push({ type: "word", word: { text, raw: line.slice(at, end), pos: at } });
      at = end;
    } else {
      tokens.push({ type: "operator", operator });
      at += operator.length;
    }
  }
  return tokens;
}

function operatorAt(
  line: string,
  at: number,
  dialect: Dialect,
  atStart: boolean,
): string | undefined {
  const here = (operator: string): boolean => line.startsWith(operator, at);
  const leading = atStart ? dialect.leading?.find(here) : undefined;
  return leading ?? dialect.operators.find(here);
}

/** @returns the word that begins at `start`; it is at least one character long. */
function readWord(line: string, start: number, dialect: Dialect): { text: string; end: number } {
  let text = "";
  let at = start;
  while (at < line.length) {
    const char = line.charAt(at);
    if (char === dialect.escape) {
      text += line.charAt(at + 1) === "\n" ? "" : line.charAt(at + 1);
      at = Math.min(at + 2, line.length);
    } else if (dialect.quotes[char] !== undefined) {
      const quoted = readQuoted(line, at, dialect);
      text += quoted.text;
      at = quoted.end;
    } else if (dialect.brackets[char] !== undefined) {
      const end = closingBracket(line, at, dialect);
      text += line.slice(at, end);
      at = end;
    } else if (at > start && (/\s/.test(char) || operatorAt(line, at, dialect, false))) break;
    else {
      text += char;
      at += 1;
    }
  }
  return { text, end: at };
}

function readQuoted(line: string, open: number, dialect: Dialect): { text: string; end: number } {
  const quote = line.charAt(open);
  const rule = dialect.quotes[quote] ?? { escape: "", doubled: false };
  let text = "";
  let at = open + 1;
  while (at < line.length) {
    const char = line.charAt(at);
    const next = line.charAt(at + 1);
    if (char === quote && !(rule.doubled && next === quote)) return { text, end: at + 1 };
    const taken = char === quote || (rule.escape === char && (next === quote || next === char));
    text += taken ? next : char;
    at += taken ? 2 : 1;
  }
  return { text, end: line.length };
}

/** @returns the offset behind the bracket that closes the one at `open`. */
function closingBracket(line: string, open: number, dialect: Dialect): number {
  const expected: string[] = [];
  let at = open;
  while (at < line.length) {
    const char = line.charAt(at);
    const closes = dialect.brackets[char];
    if (char === dialect.escape) at += 2;
    else if (dialect.quotes[char] !== undefined) at = readQuoted(line, at, dialect).end;
    else {
      if (closes !== undefined) expected.push(closes);
      else if (char === expected.at(-1)) expected.pop();
      at += 1;
      if (expected.length === 0) return at;
    }
  }
  return line.length;
}
