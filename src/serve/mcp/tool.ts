import type { CallToolResult, McpServer, ServerContext } from "@modelcontextprotocol/server";
import * as z from "zod/v4";
import type { Author } from "../../tracker/model";
import type { McpPlace } from "./place";
import { ToolError } from "./toolError";

/** What a tool found out. */
export interface Answer<D> {
  /** One sentence. */
  readonly message: string;
  /** More for a person to read, a line each. */
  readonly lines?: readonly string[];
  readonly data: D;
}

type Strict<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>;

/** A tool: what it takes and answers, as schemas, and what it does. */
export interface ToolSpec<I extends z.ZodRawShape, O extends z.ZodRawShape> {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Arguments that are not named here are refused. */
  readonly input: I;
  /** Fields beside `success`, `timestamp` and `message`. */
  readonly output: O;
  /** It records; all others change nothing. */
  readonly writes?: boolean;
  /** @throws ToolError with the sentence for the caller. */
  run(place: McpPlace, input: Strict<I>, caller: Author): Promise<Answer<Strict<O>>>;
}

/** A tool that can be offered by a server. */
export interface McpTool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly writes: boolean;
  register(server: McpServer, parts: CallParts): void;
}

/** What a call needs beside its arguments. */
export interface CallParts {
  readonly place: McpPlace;
  readonly callerOf: (context: ServerContext) => Author;
  /** Hears of failures that are not the caller's. */
  readonly onError: (error: unknown) => void;
}

/** Fields every answer has. */
const always = {
  success: z.literal(true),
  timestamp: z.iso.datetime().describe("When it was answered, UTC"),
  message: z.string(),
};

/** Makes a tool that checks what it takes and answers. */
export function defineTool<I extends z.ZodRawShape, O extends z.ZodRawShape>(
  spec: ToolSpec<I, O>,
): McpTool {
  const { name, title, description, writes = false } = spec;
  const inputSchema = z.strictObject(spec.input);
  const outputSchema = z.strictObject({ ...always, ...spec.output });
  const annotations = {
    readOnlyHint: !writes,
    ...(writes ? { destructiveHint: false, idempotentHint: false } : {}),
    openWorldHint: false,
  };
  return {
    ...{ name, title, description, writes },
    register: (server, parts) => {
      server.registerTool(
        name,
        { title, description, inputSchema, outputSchema, annotations },
        // The same shape went into the schema that has just checked it.
        (input, context) =>
          call(parts, () => spec.run(parts.place, input as Strict<I>, parts.callerOf(context))),
      );
    },
  };
}

async function call(
  { place, onError }: CallParts,
  run: () => Promise<Answer<object>>,
): Promise<CallToolResult> {
  try {
    const { message, lines = [], data } = await run();
    const timestamp = new Date(place.nowMs()).toISOString();
    return {
      content: [{ type: "text", text: [message, ...lines].join("\n") }],
      structuredContent: { success: true, timestamp, message, ...data },
    };
  } catch (error) {
    if (!(error instanceof ToolError)) onError(error);
    return { content: [{ type: "text", text: sentenceOf(error) }], isError: true };
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ToolError) return error.message;
  return `The history could not be read: ${error instanceof Error ? error.message : String(error)}`;
}
