import { lex } from "./lexer";
import type { Dialect } from "./lexer";
import type { LineBuilder, ParsedLine, ShellWord } from "./line";

const dialect: Dialect = {
  escape: "`",
  quotes: {
    "'": { escape: "", doubled: true },
    '"': { escape: "`", doubled: true },
  },
  operators: ["&&", "||", ";", "|", "\n", "{", "}", ">>", ">", ")"],
  leading: ["2>&1", "2>>", "2>", "*>", "&", "@{"],
  brackets: { "(": ")" },
  comment: "#",
};

const redirections = /^[2*]?>>?$/;
const keywords =
  /^(?:while|for|foreach|if|elseif|else|do|until|try|catch|finally|function|filter|param|switch|return|throw|begin|process|end|in)$/i;

/** Reads PowerShell. Script blocks run in place, so their commands count like any other. */
export function parsePowerShell(line: string): ParsedLine {
  const built: LineBuilder = { commands: [], words: [] };
  /** One entry an open brace: whether it is the body of an endless loop. */
  const open: boolean[] = [];
  let words: ShellWord[] = [];
  let piped = false;
  let redirected = false;
  const finish = (operator: string): void => {
    const command = beginCommand(words);
    if (command.length > 0) {
      built.commands.push({ words: command, piped, fed: false, endless: open.includes(true) });
    }
    if (operator === "{" || operator === "@{") open.push(isEndlessLoop(words));
    if (operator === "}") open.pop();
    piped = operator === "|" || (operator === "{" && piped);
    words = [];
  };
  for (const token of lex(line, dialect)) {
    if (token.type === "word") {
      built.words.push(token.word);
      if (!redirected) words.push(token.word);
      redirected = false;
    } else if (redirections.test(token.operator)) redirected = true;
    else if (token.operator !== "2>&1" && (token.operator !== "&" || words.length > 0)) {
      finish(token.operator);
    }
  }
  finish("");
  return built;
}

function isEndlessLoop(words: readonly ShellWord[]): boolean {
  return /^(?:while ?\( *(?:\$true|1) *\)|for ?\( *; *; *\))$/i.test(
    words.map((word) => word.raw).join(" "),
  );
}

/** The command of a statement: what is assigned to a variable, or the statement itself. */
function beginCommand(words: readonly ShellWord[]): ShellWord[] {
  const [first, second] = words;
  if (first === undefined || keywords.test(first.raw) || first.raw.startsWith("(")) return [];
  if (first.raw === ".") return words.slice(1);
  if (!/^[$[@]/.test(first.raw)) return [...words];
  // `$x = program …` runs the program; `$x = 'text'` and other expressions run nothing.
  const value = words[2]?.raw ?? "";
  return second?.raw === "=" && /^[A-Za-z]/.test(value) ? words.slice(2) : [];
}
