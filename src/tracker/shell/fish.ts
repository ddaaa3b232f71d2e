import { lex } from "./lexer";
import type { Dialect } from "./lexer";
import type { LineBuilder, ParsedLine, ShellWord } from "./line";

const dialect: Dialect = {
  escape: "\\",
  quotes: {
    "'": { escape: "\\", doubled: false },
    '"': { escape: "\\", doubled: false },
  },
  operators: ["&&", "||", "&|", "&>>", "&>", ";", "|", "&", "\n", ">>", ">", "<", ")"],
  leading: ["2>>", "2>|", "2>"],
  brackets: { "(": ")" },
  comment: "#",
};

const redirections = /^[&2]?>>?$|^<$/;
/** Words that stand before a command and leave it a command. */
const prefixes = new Set(["and", "or", "not", "!", "begin", "if", "else", "while"]);
const blocks = new Set(["begin", "if", "while", "for", "switch", "function"]);
/** Words whose line is no command at all. */
const headers = new Set(["for", "switch", "case", "function", "end"]);

/** Reads fish. */
export function parseFish(line: string): ParsedLine {
  const built: LineBuilder = { commands: [], words: [] };
  /** One entry an open block: whether it is an endless loop. */
  const open: boolean[] = [];
  let words: ShellWord[] = [];
  let piped = false;
  let redirected = false;
  let fed = false;
  const finish = (operator: string): void => {
    const command = beginCommand(words, open);
    if (command.length > 0) {
      built.commands.push({ words: command, piped, fed, endless: open.includes(true) });
    }
    words = [];
    fed = false;
    piped = operator.endsWith("|") && operator !== "||";
  };
  for (const token of lex(line, dialect)) {
    if (token.type === "word") {
      built.words.push(token.word);
      if (!redirected) words.push(token.word);
      redirected = false;
    } else if (redirections.test(token.operator)) {
      redirected = true;
      fed ||= token.operator === "<";
    } else finish(token.operator);
  }
  finish("");
  return built;
}

/** Takes keywords off the front; keeps `open` up to date. */
function beginCommand(words: readonly ShellWord[], open: boolean[]): ShellWord[] {
  let at = 0;
  for (; at < words.length; at++) {
    const keyword = words[at]?.raw ?? "";
    if (blocks.has(keyword) && words[at - 1]?.raw !== "else") {
      const condition = words.slice(at + 1).map((word) => word.raw);
      open.push(keyword === "while" && /^(?:true|:)$/.test(condition.join(" ")));
    }
    if (keyword === "end") open.pop();
    if (headers.has(keyword)) return [];
    if (!prefixes.has(keyword)) break;
  }
  return words.slice(at);
}
