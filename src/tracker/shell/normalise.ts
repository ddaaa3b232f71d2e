import { secretMark } from "../redact/mark";
import type { ParsedLine, ShellWord } from "./line";
import { placeholder } from "./placeholder";

/** Options whose value is prose, whatever it looks like. */
const proseOptions =
  /^--(?:message|title|body|subject|notes|description|comment|prompt|append-system-prompt)$/;
/** Programs for which `-m` is such an option, too, alone or last in a cluster (`-am`). */
const messagePrograms = /^(?:git|gh|glab|hg|jj|svn|hub|gt|aider|alembic|npm|changeset)$/;
/** Programs whose operands are prose. */
const prosePrograms = /^(?:echo|printf|print|say|Write-Host|Write-Output|Write-Error)$/i;
/** Programs whose `NAME=value` operands are build variables, not an environment. */
const buildPrograms = /^(?:[gn]?make|nmake|just|task|xcodebuild|cmake)$/;
/** Values of variables that say nothing about a person or a system. */
const harmlessValue =
  /^["']?(?:\d{0,4}|true|false|yes|no|on|off|test|testing|production|development|staging|debug|info|warn|error|trace|\*)["']?$/i;
/** Folders of programs that are the same on every machine. */
const systemFolder = /^\/(?:usr\/|usr\/local\/|opt\/homebrew\/)?s?bin\/[\w.+-]+$/;
const keywords =
  /\b(?:if|then|elif|else|fi|for|while|until|do|done|case|esac|in|select|time|coproc)\b/g;
/** Nothing in it to replace; most words are like this. */
const plainWord = /^-{0,2}[A-Za-z_][A-Za-z_.-]*(?:\/[A-Za-z_.-]+)*$|^\.$/;
/** What may stand between words: blanks, operators and redirections. */
const syntax = /^[\s;|&<>(){}![\]=@*\d-]*$/;

/**
 * The shape of a command line: what was run, without what it was run on where that could be
 * private or is of use only once.
 *
 * Kept as typed: programs, subcommands, option names, operators, relative paths, globs, test
 * selectors, names and versions, numbers of up to four digits, and variables (`$HOME`).
 *
 * Replaced by `…`:
 * - words that contain white space: messages, queries, scripts, `$(…)` with arguments (quotes stay);
 * - the value of an option for prose (`-m`, `--message`, `--title`, `--body`, …) and what `echo` says;
 * - absolute paths and those below `~`, except `/dev/…`; of a program's own path its name is kept;
 * - a URL's user, query and fragment; e-mail addresses;
 * - runs of five or more digits;
 * - values of environment variables (also those of `set NAME value`), except plain switches such as `1`, `true` or `production`;
 * - here-documents and comments, and whatever else is neither a word nor an operator.
 *
 * @param line a redacted line; `parsed` is made from it.
 */
export function normalise(line: string, parsed: ParsedLine): string {
  const roles = rolesOf(parsed);
  let result = "";
  let end = 0;
  for (const word of parsed.words) {
    if (word.pos < end) continue;
    result += between(line.slice(end, word.pos)) + shape(word, roles.get(word.pos));
    end = word.pos + word.raw.length;
  }
  return (result + between(line.slice(end))).trim();
}

/** What a word is in its command. */
type Role = "program" | "prose" | "build variable";

function rolesOf(parsed: ParsedLine): ReadonlyMap<number, Role> {
  const roles = new Map<number, Role>();
  for (const { words } of parsed.commands) {
    const program = words[0]?.text ?? "";
    const isProse = prosePrograms.test(program);
    const builds = buildPrograms.test(program);
    const sets = /^setx?$/i.test(program);
    let operands = 0;
    const isMessage = (option: string): boolean =>
      proseOptions.test(option) || (messagePrograms.test(program) && /^-[a-z]?m$/.test(option));
    words.forEach((word, at) => {
      if (at === 0) roles.set(word.pos, "program");
      else if (sets && !word.raw.startsWith("-") && (operands += 1) > 1)
        roles.set(word.pos, "prose");
      else if (isProse || isMessage(words[at - 1]?.raw ?? "")) roles.set(word.pos, "prose");
      else if (builds) roles.set(word.pos, "build variable");
    });
  }
  return roles;
}

function between(gap: string): string {
  if (gap === " " || syntax.test(gap)) return gap;
  const plain = gap.replace(/(^|\s)#[^\n]*/g, "$1");
  return syntax.test(plain.replace(keywords, "")) ? plain : ` ${placeholder} `;
}

function shape(word: ShellWord, role: Role | undefined): string {
  const { raw } = word;
  if (role !== "prose" && plainWord.test(raw)) return raw;
  if (role === "prose") return /^\$\w+$/.test(raw) || raw === secretMark ? raw : hidden(raw);
  if (/\s/.test(raw)) {
    const option = /^(?:--?)?[A-Za-z][\w-]*=/.exec(raw)?.[0] ?? "";
    return option + hidden(raw.slice(option.length));
  }
  if (role === "program" && systemFolder.test(raw)) return raw;
  if (role === "program")
    return raw.replace(/^["']?(?:~|\/|[A-Za-z]:\\).*[\\/](?=[^\\/]+$)/, `${placeholder}/`);
  const variable = /^(?:\$env:)?[A-Z_][A-Z0-9_]*\+?=/.exec(raw)?.[0];
  if (word.assigns !== undefined || (variable !== undefined && role !== "build variable")) {
    const name = raw.slice(0, raw.indexOf("=") + 1);
    const value = raw.slice(name.length);
    return name + (harmlessValue.test(value) || value === secretMark ? value : hidden(value));
  }
  const option = /^-{1,2}[\w.-]+(?==)/.exec(raw)?.[0];
  if (option === undefined) return value(raw);
  const given = raw.slice(option.length + 1);
  return `${option}=${proseOptions.test(option) ? hidden(given) : value(given)}`;
}

function value(raw: string): string {
  const bare = raw.replace(/^["']/, "");
  if (/^(?:~|\/(?!dev\/)|[A-Za-z]:[\\/]|\\\\)/.test(bare) && bare.length > 1) return hidden(raw);
  return raw
    .replace(/(?<=:\/\/)[^/\s@"']*@/, `${placeholder}@`)
    .replace(/(?<=:\/\/[^?#]*)[?#][^"']+/, `?${placeholder}`)
    .replace(/[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}/g, (email) =>
      /^git@|@\d/.test(email) ? email : placeholder,
    )
    .replace(/(?<![A-Za-z0-9])\d{5,}(?![A-Za-z0-9])/g, placeholder);
}

/** Quotes stay, so that the shape still reads as one word. */
function hidden(raw: string): string {
  const quote = /^["']/.exec(raw)?.[0] ?? "";
  return quote + placeholder + quote;
}
