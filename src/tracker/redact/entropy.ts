/** Words shorter than this are never taken for a secret by their look alone. */
export const minRandomLength = 32;

const hash = /^sha(?:1|224|256|384|512)[-:=]/i;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether a word of `[A-Za-z0-9+/=_-]` looks drawn by lot, as keys and tokens are.
 *
 * It has at least 32 characters and is
 * - hexadecimal with letters and digits, but not 40 long (a git commit) and not a UUID; or
 * - of small and capital letters and digits, the three changing at 40 % of the places or more, with
 *   at least two runs of digits: a random base64 word changes at about 62 %, names in camel case and
 *   paths at 20–35 %; or
 * - of letters of one case and digits, without separators, changing at 25 % or more, with at least
 *   four runs of digits (random: about 40 %).
 *
 * Hashes that say so (`sha256-…`) are none. The rule misses roughly one random word in twenty, hence
 * comes after all others.
 */
export function looksRandom(word: string): boolean {
  if (word.length < minRandomLength || hash.test(word) || uuid.test(word)) return false;
  if (/^[0-9a-f]+$/i.test(word))
    return word.length !== 40 && /\d/.test(word) && /[a-f]/i.test(word);
  const classes = word.replace(/[a-z]/g, "a").replace(/[A-Z]/g, "A").replace(/\d/g, "0");
  const runs = classes.replace(/[^aA0]/g, "").replace(/(.)\1+/g, "$1");
  const changes = (runs.length - 1) / word.length;
  const digitRuns = runs.split("0").length - 1;
  if (runs.includes("a") && runs.includes("A")) return digitRuns >= 2 && changes >= 0.4;
  return /^[aA0]+$/.test(classes) && digitRuns >= 4 && changes >= 0.25;
}
