import { forEachChild, parse } from "unbash";
import type { Assignment, Command, HereDocDelimiter, SyntaxNode, Word } from "unbash";
import type { LineBuilder, ParsedLine, ShellWord } from "./line";

/** Where in the tree a command stands. */
interface Place {
  readonly piped: boolean;
  readonly endless: boolean;
}

const top: Place = { piped: false, endless: false };

/** Deeper nesting than any hand-written line has; what lies below is not looked at. */
const maxDepth = 60;

/** Reads bash, zsh and sh. Lines the parser finds faulty give what it could make of them. */
export function parseBash(line: string): ParsedLine {
  const script = parse(line);
  const built: LineBuilder = { commands: [], words: [] };
  visit(script, top, 0, built, line);
  if (built.commands.length === 0) {
    // `x=$(curl …)`: nothing but assignments, so what they run is what the line does.
    const inner: LineBuilder = { commands: built.commands, words: [] };
    eachSubstitution(script, 0, (node, source) => {
      visit(node, top, 0, inner, source ?? line);
    });
  }
  // A redirection written before the program, and the like, come out of order.
  if (built.words.some((word, at) => word.pos < (built.words[at - 1]?.pos ?? 0))) {
    built.words.sort((a, b) => a.pos - b.pos);
  }
  return built;
}

function visit(
  node: SyntaxNode,
  place: Place,
  depth: number,
  built: LineBuilder,
  line: string,
): void {
  if (depth > maxDepth || isOutside(node, depth)) return;
  if (isTopWord(node)) {
    if (node.end > node.pos) built.words.push(toShellWord(node, line));
    return;
  }
  if (node.type === "Pipeline") {
    const piped = { ...place, piped: true };
    node.commands.forEach((command, at) => {
      visit(command, at > 0 ? piped : place, depth + 1, built, line);
    });
    return;
  }
  if (node.type === "Command" && node.name !== undefined) {
    const words = [node.name, ...node.suffix.filter((part) => isTopWord(part))];
    built.commands.push({
      words: words.map((word) => toShellWord(word, line)),
      piped: place.piped,
      fed: node.suffix.some(isInput),
      endless: place.endless,
    });
  }
  const inside = isEndlessLoop(node, line) ? { ...place, endless: true } : place;
  forEachChild(node, (child) => {
    visit(child, inside, depth + 1, built, line);
  });
}

/**
 * Parts whose words are none of the line's: a definition runs nothing, the body of a here-document
 * is text, and a nested script may count its offsets in a source of its own.
 */
function isOutside(node: SyntaxNode, depth: number): boolean {
  if (node.type === "Function" || node.type === "HereDocBody") return true;
  return node.type === "Script" && depth > 0;
}

function isEndlessLoop(node: SyntaxNode, line: string): boolean {
  if (node.type === "ArithmeticFor") return node.test === undefined;
  return (
    node.type === "While" && isConstant(line.slice(node.clause.pos, node.clause.end), node.kind)
  );
}

/** Whether the condition of a `while` (or `until`) never changes. */
function isConstant(clause: string, kind: "while" | "until"): boolean {
  const condition = clause.trim().replace(/;$/, "").trim();
  return kind === "while"
    ? /^(?:true|:|\[ 1 \]|\(\( ?1 ?\)\)|\[\[ 1 \]\])$/.test(condition)
    : /^false$/.test(condition);
}

function isInput(part: Command["suffix"][number]): boolean {
  if (part.type === "Redirect") return part.operator === "<";
  return part.type === "HereDoc" || part.type === "HereString";
}

type TopWord = Word | Assignment | HereDocDelimiter;

/** The nodes that become words; what is inside them belongs to them. */
function isTopWord(node: SyntaxNode): node is TopWord {
  return node.type === "Word" || node.type === "Assignment" || node.type === "HereDocDelimiter";
}

function toShellWord(node: TopWord, line: string): ShellWord {
  const raw = line.slice(node.pos, node.end);
  if (node.type === "Assignment") return { text: raw, raw, pos: node.pos, assigns: node.name };
  // A Windows path typed into Git Bash loses its backslashes in the shell, but it names a program.
  return { text: /^[A-Za-z]:\\/.test(raw) ? raw : node.value, raw, pos: node.pos };
}

function eachSubstitution(
  node: SyntaxNode,
  depth: number,
  callback: (script: SyntaxNode, source: string | undefined) => void,
): void {
  if (depth > maxDepth || node.type === "Function") return;
  if (node.type === "CommandExpansion" && node.script !== undefined) {
    callback(node.script, node.script.source);
    return;
  }
  forEachChild(node, (child) => {
    eachSubstitution(child, depth + 1, callback);
  });
}
