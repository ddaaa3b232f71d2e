/**
 * @returns the text as one line of Markdown that reads as it is: what would be markup anywhere is
 * escaped, what is so only at the start of a line only there, so that dates and commands stay
 * legible in the source.
 */
export function plainText(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .trim()
    .replace(/[\\`*_[\]<>|&~$]/g, "\\$&")
    .replace(/^(?=[#+=-])/, "\\")
    .replace(/^(\d+)(?=[.)])/, "$1\\");
}
