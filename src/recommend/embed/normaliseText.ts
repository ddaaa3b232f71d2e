/**
 * The form in which texts are embedded and compared: lower case, one space for whatever is no letter,
 * mark or digit, compatibility forms folded (NFKC). Doing it twice changes nothing.
 *
 * The model tells `Rename` from `rename` and reads punctuation as words, neither of which means
 * anything in names of commands.
 */
export function normaliseText(text: string): string {
  // Lower case can leave a sequence that NFKC composes, and NFKC can leave capitals.
  return text
    .normalize("NFKC")
    .toLowerCase()
    .normalize("NFKC")
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}
