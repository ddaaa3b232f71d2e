import { looksRandom } from "./redact/entropy";
import { secretMark } from "./redact/mark";
import { isSecretName } from "./redact/names";
import { Quotes, quotedEnd, wordEnd } from "./redact/quotes";
import type { ValueRule } from "./redact/rule";
import { tokens } from "./redact/tokens";
import { values } from "./redact/values";

/** References to a secret are none: `$TOKEN`, `${A}:${B}`, `$(pass show a)`, `%TOKEN%`, `$env:A`. */
const reference =
  /^(?:(?:bearer|basic|token) )?"?(?:\$(?:\w+|\{\w+\}|env:\w+|\([^()]*\)|\{\{[^{}]*\}\})|%\w+%|:)+"?$/i;
/** Values that cannot be a secret: nothing, switches, files, `id=…` of `docker build --secret`. */
const harmless =
  /^(?:["']*|["']?(?:true|false|null|none|undefined)["']?|["']?(?:~\/|\.\.?\/).*|.*\.(?:pem|key|json|p12|pub|crt|txt|ya?ml|[jt]sx?)["']?|id=.*|env:\w+|file:.*)$/s;
/** What tells a program to read a secret from what is piped into it. */
const fromPipe =
  /\|(?=[^|\n]{0,300}?(?:--password-stdin|--with-token|--stdin\b|\bsudo -[A-Za-z]*S|\bchpasswd|secret (?:set|put)))/g;
const randomWord = /(?<![A-Za-z0-9+/=_-])(?<!sha\d{1,3}:)[A-Za-z0-9+/=_-]{32,}/g;

let anyToken: RegExp | undefined;

/**
 * Replaces every secret it can tell by `‹secret›`, and nothing else. Doing it twice changes nothing.
 *
 * It knows secrets by their own form (`tokens.ts`), by what stands before them (`values.ts`), by what
 * they are piped into, and by their look (`entropy.ts`). It reads text, not syntax, so it works for
 * every shell and for prose; time is linear in the length of the text.
 *
 * Limits: a password that nothing marks as one (`app login hunter2`), or one that quotes split
 * (`gh"p_…"`), is not seen.
 */
export function redact(text: string): string {
  if (clean.has(text)) return text;
  const safe = replaceSecrets(text);
  if (safe.length <= rememberedLength) {
    if (clean.size === rememberedTexts) clean.clear();
    clean.add(safe);
  }
  return safe;
}

/**
 * Texts already found to hold no secret: people run the same lines again and again, and every text
 * is asked about more than once on its way into the journal. Never holds a text as it came in.
 */
const clean = new Set<string>();
const rememberedTexts = 1_000;
const rememberedLength = 400;

function replaceSecrets(text: string): string {
  anyToken ??= new RegExp(tokens.map((rule) => `(?:${rule.pattern.source})`).join("|"), "g");
  let result = text.replace(anyToken, (secret) => (reference.test(secret) ? secret : secretMark));
  const lower = text.toLowerCase();
  for (const rule of values) {
    if (rule.hints.some((hint) => lower.includes(hint))) result = redactValues(result, rule);
  }
  if (lower.includes("|")) result = redactPiped(result);
  return result.replace(randomWord, (word) => (looksRandom(word) ? secretMark : word));
}

function redactValues(text: string, rule: ValueRule): string {
  let result = "";
  let end = 0;
  let quotes: Quotes | undefined;
  for (const match of text.matchAll(rule.before)) {
    const name = match.groups?.["name"];
    const start = match.index + match[0].length;
    if (start < end || (name !== undefined && !isSecretName(name))) continue;
    quotes ??= new Quotes(text);
    const { quote, opened } = quotes.before(match.index);
    const whole = rule.wholeQuote === true && quote !== "" && opened === match.index - 1;
    const inside = quotes.before(start);
    const stop =
      inside.quote === "" ? wordEnd(text, start) : quotedEnd(text, start, inside.quote, whole);
    const value = text.slice(start, stop);
    if (isHarmless(value) || rule.value?.test(value) === false) continue;
    result += text.slice(end, start) + secretMark;
    end = stop;
  }
  return end === 0 ? text : result + text.slice(end);
}

function isHarmless(value: string): boolean {
  return value === secretMark || harmless.test(value) || reference.test(value);
}

/** `echo secret | docker login --password-stdin`. */
function redactPiped(text: string): string {
  let result = "";
  let end = 0;
  for (const { index } of text.matchAll(fromPipe)) {
    const said = /(?:^|[\s;&(])(?:echo|printf)(?: -\w+)? ([^|;&\n]*)$/.exec(
      text.slice(Math.max(end, index - 1000), index),
    )?.[1];
    if (said === undefined || isHarmless(said.trim())) continue;
    result += `${text.slice(end, index - said.length) + secretMark} `;
    end = index;
  }
  return end === 0 ? text : result + text.slice(end);
}
