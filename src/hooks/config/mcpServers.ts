import { getNodeValue } from "jsonc-parser";
import { HookError } from "../problem";
import { appendTo, indented } from "./append";
import { depthOf, layoutOf, parseSettings, propertyOf, valueOf } from "./document";
import { GrowingText } from "./receipt";

/** A server as clients of the Model Context Protocol start it over standard input and output. */
export interface StdioServer {
  readonly type: "stdio";
  readonly command: string;
  readonly args: readonly string[];
}

const section = "mcpServers";

/**
 * Adds a server to the text of an `.mcp.json`, or puts it in the place of one of the same name;
 * every other byte stays as it was.
 *
 * @param text of the file; undefined: there is none.
 * @param path of the file, for errors.
 * @throws HookError when the text is no JSON object, or its servers are none.
 */
export function withServer(
  text: string | undefined,
  name: string,
  server: StdioServer,
  path: string,
): string {
  if (text === undefined || text.trim() === "")
    return `${JSON.stringify({ [section]: { [name]: server } }, null, 2)}\n`;
  const settings = parseSettings(text, path);
  const growing = new GrowingText(text, false);
  const servers = valueOf(propertyOf(settings.root, section));
  if (servers === undefined)
    appendTo(growing, settings, settings.root, { [section]: { [name]: server } });
  else if (servers.type !== "object")
    throw new HookError({ type: "unexpected-form", detail: path });
  else {
    const present = valueOf(propertyOf(servers, name));
    if (present === undefined) appendTo(growing, settings, servers, { [name]: server });
    else if (JSON.stringify(getNodeValue(present)) !== JSON.stringify(server)) {
      const { indent, lineBreak } = layoutOf(settings);
      const depth = depthOf(present);
      const [first = "", ...rest] = JSON.stringify(
        server,
        null,
        indent === undefined ? undefined : 1,
      ).split("\n");
      const lines = rest.map((line) => indented(` ${line}`, indent ?? "", depth));
      const end = present.offset + present.length;
      return text.slice(0, present.offset) + [first, ...lines].join(lineBreak) + text.slice(end);
    }
  }
  return growing.text;
}
