/**
 * @returns the text as one line of Markdown that reads as it is. Every ASCII punctuation character
 * is escaped, which CommonMark allows (§2.4), so that nothing in it can become a link, HTML, a table
 * cell or a theme icon, and no tooltip makes a bare address clickable. The Markdown preview finds
 * addresses in the finished text; what it links leads where the text says.
 */
export function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[!-/:-@[-`{-~]/g, "\\$&");
}

/** @returns a fenced block that no content can close early. */
export function codeBlock(text: string, language = "sh"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
