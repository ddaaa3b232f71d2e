import type { ShellName } from "../recognition";
import { parseBash } from "./bash";
import { parseCmd } from "./cmd";
import { parseFish } from "./fish";
import type { ParsedLine } from "./line";
import { parsePowerShell } from "./powershell";

const parsers: Readonly<Record<ShellName, (line: string) => ParsedLine>> = {
  bash: parseBash,
  zsh: parseBash,
  fish: parseFish,
  pwsh: parsePowerShell,
  cmd: parseCmd,
};

/** Reads one entered line, which may hold several physical ones. Faulty lines give what they can. */
export function parseLine(line: string, shell: ShellName): ParsedLine {
  return parsers[shell](line);
}
