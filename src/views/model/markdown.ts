/** @returns the text with everything escaped that Markdown or a theme icon could take for its own. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-.!|~<>$&]/g, (character) => `\\${character}`)
    .replace(/\s+/g, " ");
}

/** @returns a fenced block that no content can close early. */
export function codeBlock(text: string, language = "sh"): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
