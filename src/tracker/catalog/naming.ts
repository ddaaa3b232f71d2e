import { findRule, options } from "./catalog";
import { programName } from "./program";
import type { Endless, Rule } from "./rule";
import { findTarget } from "./targets";
import type { TargetRule } from "./targets";

/** A command with its name and what the catalog knows of it. */
export interface NamedCommand {
  readonly name: string;
  /** Absent for programs no row knows. */
  readonly rule?: Rule;
  /** What the project's own name for it says. */
  readonly target?: TargetRule;
  readonly endless: boolean;
}

/** Options that mean "do not end" wherever they are known at all. */
const watchOptions = /^--(?:watch|watchAll|watch-all)(?:=true)?$/;
const scriptFile =
  /\.(?:[cm]?[jt]sx?|py|rb|sh|bash|zsh|fish|pl|php|lua|ps1|bat|r|R|exs?|jl|swift|dart)$/;
const subcommand = /^[a-z][a-z]*\d{0,2}(?:[-_:][a-z0-9]+)*$/;
const target = /^:?[A-Za-z_][\w:.@-]{0,39}$/;
const maxSubcommandLength = 24;

/** @param words the program first, without wrappers; quotes resolved. */
export function nameCommand(words: readonly string[]): NamedCommand | undefined {
  const program = programName(words[0] ?? "");
  if (program === undefined) return undefined;
  const rule = findRule(program) ?? findRule(program.toLowerCase());
  if (rule === undefined) return nameUnknown(program, words);
  const module = moduleOf(rule, words);
  if (module !== undefined) return module;
  return new Naming(rule).read(words);
}

function nameUnknown(program: string, words: readonly string[]): NamedCommand {
  const next = words[1] ?? "";
  const endless = words.some((word) => watchOptions.test(word));
  const own = scriptFile.test(program) ? findTarget(program) : undefined;
  const name = own === undefined && isPlainWord(next) ? `${program} ${next}` : program;
  return {
    name,
    ...(own === undefined ? {} : { target: own }),
    endless: endless || own?.endless === true,
  };
}

/** A word that is more likely a subcommand than a value: letters only, not too long. */
function isPlainWord(word: string): boolean {
  return /^[a-z]+(?:-[a-z]+)*$/.test(word) && word.length >= 2 && word.length <= 20;
}

/** `python -m pytest` is pytest. */
function moduleOf(rule: Rule, words: readonly string[]): NamedCommand | undefined {
  if (rule.skill !== "python") return undefined;
  const at = words.indexOf("-m");
  const module = words[at + 1];
  if (at < 0 || module === undefined || !/^[\w.]+$/.test(module)) return undefined;
  if (words.slice(1, at).some((word) => !word.startsWith("-"))) return undefined;
  const name = `python -m ${module}`;
  const own = findRule(name);
  if (own !== undefined) return { name, rule: own, endless: own.endless !== undefined };
  if (findRule(module) !== undefined) return nameCommand([module, ...words.slice(at + 2)]);
  return { name, rule, endless: false };
}

/** Reads the words of a known program once, left to right. */
class Naming {
  private name: string;
  private taken = 0;
  private open = true;
  private operands = 0;
  private target?: TargetRule;
  private readonly given: string[] = [];

  constructor(private rule: Rule) {
    this.name = rule.skill;
  }

  read(words: readonly string[]): NamedCommand {
    for (let at = 1; at < words.length; at++) {
      const word = words[at] ?? "";
      if (word === "--") this.open &&= this.rule.names === "target";
      else if ((word.startsWith("-") || word.startsWith("+")) && word.length > 1) {
        this.option(word);
        if (options(this.rule.values).includes(word)) at += 1;
      } else if (!this.take(word)) {
        this.operands += 1;
        this.open &&= /^\d+$|^\w+=/.test(word);
      }
    }
    if (this.taken + this.operands === 0 && this.rule.bare !== undefined) this.use(this.rule.bare);
    return {
      name: this.name,
      rule: this.rule,
      ...(this.target === undefined ? {} : { target: this.target }),
      endless: this.isEndless(),
    };
  }

  private option(word: string): void {
    const equals = word.indexOf("=");
    this.given.push(word);
    if (equals > 0) this.given.push(word.slice(0, equals));
    if (this.open && options(this.rule.inline).includes(word)) {
      this.use(`${this.name} ${word}`);
      this.open = false;
    }
  }

  /** @returns whether the word became part of the name. */
  private take(word: string): boolean {
    if (!this.open) return false;
    const known = findRule(`${this.name} ${word}`);
    if (known !== undefined) {
      this.taken += 1;
      this.use(known.skill, known);
      return true;
    }
    if (this.taken >= (this.rule.depth ?? 0) && !this.dropClean(word)) return false;
    if (this.rule.names === "own script") return this.takeOwnScript(word);
    if (this.rule.names === "script" || (this.rule.names === "target" && scriptFile.test(word))) {
      return this.takeScript(word);
    }
    const pattern = this.rule.names === "target" ? target : subcommand;
    if (!pattern.test(word) || (pattern === subcommand && word.length > maxSubcommandLength))
      return false;
    this.taken += 1;
    if (this.rule.names === "target") this.aim(word);
    this.use(`${this.name} ${word}`);
    return true;
  }

  /** `gradle clean build` is a build. */
  private dropClean(word: string): boolean {
    if (this.rule.names !== "target" || !this.name.endsWith(" clean") || !target.test(word))
      return false;
    this.name = this.name.slice(0, -" clean".length);
    return true;
  }

  private takeScript(word: string): boolean {
    this.open = false;
    const base = programName(word);
    if (base === undefined) return false;
    const own = findRule(base);
    if (own !== undefined && scriptFile.test(base)) {
      // `python manage.py migrate`: the script is itself a program the catalog knows.
      this.open = true;
      this.use(base, own);
      return true;
    }
    this.aim(base);
    this.use(`${this.name} ${base}`);
    return true;
  }

  private takeOwnScript(word: string): boolean {
    this.open = false;
    const base = programName(word);
    if (base === undefined) return false;
    this.aim(base);
    this.use(base);
    return true;
  }

  private aim(name: string): void {
    const own = findTarget(name);
    if (own !== undefined) this.target = own;
  }

  private use(name: string, rule = findRule(name)): void {
    this.name = name;
    if (rule !== undefined) this.rule = rule;
  }

  private isEndless(): boolean {
    if (this.given.some((option) => watchOptions.test(option))) {
      return !this.given.includes("--watch=false");
    }
    if (this.target?.endless === true) return true;
    const own = findRule(this.name)?.endless;
    return own !== undefined && applies(own, this.given, this.operands);
  }
}

function applies(endless: Endless, given: readonly string[], operands: number): boolean {
  const has = (list: string | undefined): boolean =>
    options(list).some((option) => given.includes(option));
  if (endless.only !== undefined && !has(endless.only)) return false;
  if (endless.unless !== undefined && has(endless.unless)) return false;
  return endless.operands === undefined || operands <= endless.operands;
}
