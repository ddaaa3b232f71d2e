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
export function wordsOf(text: string): readonly string[] {
  if (isAscii(text)) return asciiWords(text);
  const words = text
    .normalize("NFKC")
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu);
  return words ?? [];
}

/** The words of a text with the forms under which they are found. */
export function termsOf(text: string): readonly Term[] {
  return wordsOf(text).map((word) => ({ word, stem: stem(word) }));
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}

/** The same, in a fifth of the time: most texts are like that, and an index reads thousands of them. */
function asciiWords(text: string): readonly string[] {
  const lower = text.toLowerCase();
  const words: string[] = [];
  let start = -1;
  for (let at = 0; at < text.length; at++) {
    const isPart = isAsciiLetterOrDigit(lower.charCodeAt(at));
    const isHump = isPart && start >= 0 && isCapital(text, at) && isSmall(text, at - 1);
    if (start >= 0 && (!isPart || isHump)) words.push(lower.slice(start, at));
    if (!isPart) start = -1;
    else if (start < 0 || isHump) start = at;
  }
  if (start >= 0) words.push(lower.slice(start));
  return words;
}

function isAsciiLetterOrDigit(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

function isSmall(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 97 && code <= 122;
}

function isCapital(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 65 && code <= 90;
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
