/** Replaces secrets in a text. Idempotent; see redact.ts for what counts as a secret. */
export type Redact = (text: string) => string;
