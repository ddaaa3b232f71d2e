/** A word as it was written, and the form under which it is found. */
export interface Term {
  readonly word: string;
  readonly stem: string;
}

/**
 * The words of a text: runs of letters and digits, lower-case, without accents' variants (NFKC).
 * `closeWindow` is two words. Stop words stay: rare words outweigh them anyway, and in short
 * commands ("go to") they are all there is.
 */
export function termsOf(text: string): readonly Term[] {
  const words = text
    .normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return (words ?? []).map((word) => ({ word, stem: stem(word) }));
}

/**
 * A light English stemmer: takes off plural, -ing, -ed and -ly where a vowel is left before them,
 * so that "committing" finds "commit". Not linguistics; both sides only have to agree.
 */
export function stem(word: string): string {
  if (word.length <= 3 || !/^[a-z]+$/.test(word)) return word;
  return withoutSilentE(withoutEnding(singular(word)));
}

function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(?:ch|sh|x|z|ss)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const [, rest] = /^(.*[aeiouy].*)(?:ing|ed|ly)$/.exec(word) ?? [];
  if (rest === undefined || rest.length < 3) return word;
  return /([^aeiouylsz])\1$/.test(rest) ? rest.slice(0, -1) : rest;
}

function withoutSilentE(word: string): string {
  const short = word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
  return short.length > 3 && short.endsWith("e") ? short.slice(0, -1) : short;
}

const fillers = new Set(
  (
    "a an the this that it its i me my we our you your is are was be been do does did can could " +
    "should would will how what which where when why who to of in on at for with from by as and or " +
    "not want need like please let get some all any there here just so if into run use show give " +
    "again now"
  ).split(" "),
);

/** Whether a word only makes a sentence of a question. In documents it counts like all others. */
export function isFiller(word: string): boolean {
  return fillers.has(word);
}
