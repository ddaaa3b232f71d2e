const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Characters that take two columns of a terminal: East Asian wide and full-width ones, and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Control characters and marks that turn the direction of writing: none of them is to be read. */
const unseen = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

function charactersOf(text: string): readonly { readonly text: string; readonly width: number }[] {
  return [...graphemes.segment(text)].map(({ segment }) => ({
    text: segment,
    width: wide.test(segment) ? 2 : 1,
  }));
}

/** @returns the text in one line, without what cannot be seen. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replace(unseen, "").trim();
}

/** How many columns a line takes where letters have one width; scripts that join letters may differ. */
export function textWidth(text: string): number {
  return charactersOf(text).reduce((sum, { width }) => sum + width, 0);
}

/** @returns the text in at most `width` columns (≥ 1), with “…” where something was cut off. */
export function cut(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  return `${headOf(text, width - 1).trimEnd()}…`;
}

/** @returns lines of at most `width` columns (≥ 2); words longer than that are broken. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const whole of oneLine(text).split(" ")) {
    let word = whole;
    if (line !== "" && textWidth(line) + 1 + textWidth(word) <= width) {
      line = `${line} ${word}`;
      continue;
    }
    if (line !== "") lines.push(line);
    while (textWidth(word) > width) {
      const head = headOf(word, width);
      lines.push(head);
      word = word.slice(head.length);
    }
    line = word;
  }
  return line === "" ? lines : [...lines, line];
}

function headOf(text: string, width: number): string {
  let head = "";
  let used = 0;
  for (const one of charactersOf(text)) {
    used += one.width;
    if (used > width) break;
    head += one.text;
  }
  return head;
}
