/** Which quote is open at a place of a text. Places are asked for in rising order. */
export class Quotes {
  private at = 0;
  private quote = "";
  private opened = -1;

  constructor(private readonly text: string) {}

  /** @returns the open quote ("" for none) and where it stands. */
  before(place: number): { readonly quote: string; readonly opened: number } {
    for (; this.at < place; this.at++) {
      const char = this.text.charAt(this.at);
      if (char === "\\" && this.quote !== "'") this.at += 1;
      else if (this.quote === "" && (char === '"' || char === "'")) {
        this.quote = char;
        this.opened = this.at;
      } else if (char === this.quote) this.quote = "";
    }
    return { quote: this.quote, opened: this.opened };
  }
}

/** @returns where the shell word that begins at `start` ends, outside of any quote. */
export function wordEnd(text: string, start: number): number {
  let at = start;
  while (at < text.length && !/[\s;|&<>()]/.test(text.charAt(at))) {
    const char = text.charAt(at);
    if (char === "\\" || char === "`") at += 2;
    else if (char === '"' || char === "'") at = closing(text, at + 1, char);
    else if (char === "$" && text.charAt(at + 1) === "(") at = closing(text, at + 2, ")");
    else at += 1;
  }
  return Math.min(at, text.length);
}

/**
 * @param outer the quote that is open at `start`.
 * @param whole whether the value takes all of that quote.
 * @returns where a value inside a quoted text ends: `"a=1&b=2"`, `'{"a": "1"}'`, `"a: 1 2"`.
 */
export function quotedEnd(text: string, start: number, outer: string, whole: boolean): number {
  const end = closing(text, start, outer) - 1;
  const last = text.charAt(end) === outer ? end : text.length;
  if (whole) return last;
  const inner = /^\\?["']/.exec(text.slice(start, start + 2))?.[0];
  if (inner !== undefined && !(inner === outer)) {
    const found = text.indexOf(inner, start + inner.length);
    return found < 0 ? last : found + inner.length;
  }
  let at = start;
  while (at < last && !/[\s;|&<>,}\]]/.test(text.charAt(at)))
    at += text.charAt(at) === "\\" ? 2 : 1;
  return Math.min(at, last);
}

/** @returns the offset behind the next `quote`; behind the text when it is missing. */
function closing(text: string, from: number, quote: string): number {
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return at + 1;
    if (char === "\\" && quote !== "'") at += 1;
  }
  return text.length + 1;
}
