/** Words that name a secret wherever they stand in a name: `SECRET_KEY_BASE`, `db_password_prod`. */
const anywhere = new Set(["password", "passwd", "passphrase", "secret", "token", "apikey"]);
/** Words that name a secret only at the end of a name. */
const atEnd = new Set([
  "pass",
  "passcode",
  "pwd",
  "pw",
  "pat",
  "otp",
  "credential",
  "credentials",
  "cookie",
  "authorization",
]);
/** `…key` is a secret behind one of these; `--key`, `--sort-key` are not. */
const keyKinds = new Set([
  "api",
  "access",
  "secret",
  "private",
  "account",
  "shared",
  "encryption",
  "signing",
  "master",
  "auth",
  "storage",
  "subscription",
  "deploy",
  "admin",
  "license",
  "app",
  "application",
  "service",
  "function",
  "webhook",
]);
/** The name is about a secret and its value is none: `--password-stdin`, `TOKEN_URL`. */
const about = new Set([
  "file",
  "files",
  "path",
  "url",
  "uri",
  "dir",
  "name",
  "names",
  "id",
  "ids",
  "type",
  "length",
  "len",
  "count",
  "limit",
  "expiry",
  "expires",
  "expiration",
  "ttl",
  "stdin",
  "env",
  "prompt",
  "policy",
  "format",
  "store",
  "manager",
  "provider",
  "endpoint",
  "age",
  "required",
  "enabled",
  "rotation",
  "version",
  "field",
  "header",
  "hash",
  "hint",
  "size",
  "timeout",
  "command",
  "cmd",
  "helper",
  "lifetime",
  "duration",
  "budget",
  "usage",
  "scope",
  "scopes",
  "parallelism",
  "jar",
  "class",
  "ref",
  "scanning",
]);
/** A switch, not an option with a value: `--no-password`, `--show-token`. */
const switches = new Set([
  "no",
  "show",
  "ask",
  "with",
  "without",
  "prompt",
  "skip",
  "use",
  "print",
  "require",
  "disable",
  "enable",
  "hide",
  "generate",
  "max",
  "min",
  "num",
]);
/** Every word above holds one of these: most names are told by a single look. */
const possible = /pass|pwd|pw|secret|token|key|pat|otp|credential|cookie|authorization/i;
const glued = /(?:password|passwd|passphrase|secret|token|apikey|secretkey|accesskey|authkey)$/;

/**
 * Whether what is called so is a secret: a variable (`DB_PASSWORD`), an option (`--api-key`), a header
 * (`X-Auth-Token`), a property (`accountKey`).
 */
export function isSecretName(name: string): boolean {
  if (!possible.test(name) || /^(?:OLD)?PWD$/i.test(name)) return false;
  const parts = name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  if (about.has(last) || switches.has(parts[0] ?? "")) return false;
  if (last === "key")
    return keyKinds.has(parts.at(-2) ?? "") || parts.some((part) => anywhere.has(part));
  return atEnd.has(last) || glued.test(last) || parts.some((part) => anywhere.has(part));
}
