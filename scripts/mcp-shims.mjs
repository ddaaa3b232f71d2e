// Stands in for a part of the MCP library when dist/mcp.cjs is bundled: without it, a compiler for JSON
// schemas would be a third of the file, and it would only check answers to questions that a server asks
// its client. This one asks none; what tools take and answer is checked by zod.
import process from "node:process";

export { process };

/** What the library makes for itself where it is given none. */
export class DefaultJsonSchemaValidator {
  /** @throws {Error} always */
  getValidator() {
    throw new Error("This server asks its client nothing.");
  }
}
