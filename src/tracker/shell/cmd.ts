import { lex } from "./lexer";
import type { Dialect } from "./lexer";
import type { LineBuilder, ParsedLine, ShellWord } from "./line";

const dialect: Dialect = {
  escape: "^",
  quotes: { '"': { escape: "", doubled: false } },
  operators: ["&&", "||", "&", "|", "\n", ">>", ">", "<", "(", ")"],
  leading: ["2>&1", "1>&2", "2>>", "2>", "@"],
  brackets: {},
};

/** Reads the Windows command prompt. */
export function parseCmd(line: string): ParsedLine {
  const built: LineBuilder = { commands: [], words: [] };
  let words: ShellWord[] = [];
  let piped = false;
  let redirected = false;
  let fed = false;
  const finish = (operator: string): void => {
    const command = beginCommand(words);
    if (command.length > 0) built.commands.push({ words: command, piped, fed, endless: false });
    words = [];
    fed = false;
    piped = operator === "|";
  };
  for (const token of lex(line, dialect)) {
    if (token.type === "word") {
      built.words.push(token.word);
      if (!redirected) words.push(token.word);
      redirected = false;
    } else if (/^2?>>?$|^<$/.test(token.operator)) {
      redirected = true;
      fed ||= token.operator === "<";
    } else if (!/^[12]>&[12]$|^@$/.test(token.operator)) finish(token.operator);
  }
  finish("");
  return built;
}

function beginCommand(words: readonly ShellWord[]): readonly ShellWord[] {
  const keyword = words[0]?.raw.toLowerCase() ?? "";
  if (keyword === "rem" || keyword.startsWith("::")) return [];
  if (keyword === "for") {
    // `for %i in (*.txt) do type %i`: brackets are operators here, so `do` may come first.
    return [];
  }
  if (keyword === "do" || keyword === "else" || keyword === "call") return words.slice(1);
  if (keyword === "if") return words.slice(conditionLength(words));
  return words;
}

/** Words of `if [/i] [not] exist x`, `… errorlevel n`, `… a==b`. */
function conditionLength(words: readonly ShellWord[]): number {
  let at = 1;
  while (/^(?:\/i|not)$/i.test(words[at]?.raw ?? "")) at += 1;
  const test = words[at]?.raw ?? "";
  if (/^(?:exist|errorlevel|defined)$/i.test(test)) return at + 2;
  if (test.includes("==")) return at + 1;
  return at + 3;
}
