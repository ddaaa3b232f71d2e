// Stands in for a part of the MCP library when dist/remote.cjs is bundled: without it, a compiler for
// JSON schemas would be a good part of the file. Of what servers answer only few fields are looked at,
// one by one, so answers need not be compared with the servers' own schemas.

export const CORS_IS_POSSIBLE = false;

/** What the library makes for itself where it is given none. */
export class DefaultJsonSchemaValidator {
  getValidator() {
    return (data) => ({ valid: true, data, errorMessage: undefined });
  }
}
