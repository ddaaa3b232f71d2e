import { fake } from "./rule";
import type { TokenRule } from "./rule";

function prefixed(name: string, pattern: RegExp, prefix: string, body: string): TokenRule {
  const secret = prefix + body;
  return {
    name,
    pattern,
    secret,
    example: `deploy ${secret} now`,
    counterexample: `deploy ${prefix}x`,
  };
}

/** Secrets that carry the mark of who issued them. Lengths are the least the issuers document. */
export const tokens: readonly TokenRule[] = [
  {
    name: "private key",
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[^]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/,
    example: "echo '-----BEGIN EC PRIVATE KEY-----\nMHcC\n-----END EC PRIVATE KEY-----' > k",
    secret: "MHcC",
    counterexample: "grep -l 'BEGIN CERTIFICATE' certs",
  },
  {
    name: "JSON Web Token",
    pattern: /\beyJ[\w-]{8,}\.eyJ[\w-]{8,}(?:\.[\w-]+)?/,
    example: "curl a/eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.c2ln",
    secret: "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxMjM0In0.c2ln",
    counterexample: "cat eyJ.eyJ.txt",
  },
  {
    name: "AWS access key id",
    pattern: /\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b/,
    example: `aws iam delete-access-key ${"AKIA"}${"Q7".repeat(8)}`,
    secret: `${"AKIA"}${"Q7".repeat(8)}`,
    counterexample: "echo AKIAB",
  },
  prefixed("GitHub token", /\bgh[pousr]_[A-Za-z0-9]{16,255}/, "ghp_", fake(36)),
  prefixed("GitHub fine-grained token", /\bgithub_pat_\w{16,255}/, "github_pat_", fake(40)),
  prefixed(
    "GitLab token",
    /\bgl(?:pat|dt|rt|rtr|soat|ft|cbt|ptt|agent|imt)-[\w-]{16,}/,
    "glpat-",
    fake(20),
  ),
  prefixed("Slack token", /\b(?:xox[abeoprs]|xapp)-[\w-]{8,}/, "xoxb-", fake(24)),
  {
    name: "Slack webhook",
    pattern: /(?<=hooks\.slack\.com\/)(?:services|workflows|triggers)\/[\w/-]{10,}/,
    example: `curl https://hooks.slack.com/services/T0/B0/${fake(24)}`,
    secret: fake(24),
    counterexample: "curl https://hooks.slack.com/docs",
  },
  prefixed("Stripe key", /\b[rs]k_(?:live|test)_[A-Za-z0-9]{8,}/, "sk_live_", fake(24)),
  prefixed("Stripe webhook secret", /\bwhsec_[A-Za-z0-9]{16,}/, "whsec_", fake(32)),
  prefixed("Anthropic key", /\bsk-ant-[\w-]{12,}/, "sk-ant-", fake(40)),
  prefixed("OpenAI key", /\bsk-[\w-]{20,}/, "sk-", fake(48)),
  prefixed("Google API key", /\bAIza[\w-]{30,}/, "AIza", fake(35)),
  prefixed("Google OAuth token", /\bya29\.[\w-]{16,}/, "ya29.", fake(40)),
  prefixed("Google OAuth secret", /\bGOCSPX-[\w-]{16,}/, "GOCSPX-", fake(28)),
  prefixed("npm token", /\bnpm_[A-Za-z0-9]{30,}/, "npm_", fake(36)),
  prefixed("PyPI token", /\bpypi-[\w-]{30,}/, "pypi-", fake(60)),
  prefixed("RubyGems key", /\brubygems_[a-f0-9]{30,}/, "rubygems_", fake(48, "hex")),
  prefixed("SendGrid key", /\bSG\.[\w-]{16,}\.[\w-]{16,}/, `SG.${fake(22)}.`, fake(43)),
  prefixed("Twilio key", /\b(?:SK|AC)[a-f0-9]{32}\b/, "SK", fake(32, "hex")),
  prefixed("DigitalOcean token", /\bdo[opr]_v1_[a-f0-9]{40,}/, "dop_v1_", fake(64, "hex")),
  prefixed("Hugging Face token", /\bhf_[A-Za-z0-9]{20,}/, "hf_", fake(34)),
  prefixed("Vault token", /\bhv[sbr]\.[\w-]{16,}/, "hvs.", fake(24)),
  prefixed("Docker Hub token", /\bdckr_(?:pat|oat)_[\w-]{16,}/, "dckr_pat_", fake(27)),
  prefixed("Pulumi token", /\bpul-[a-f0-9]{30,}/, "pul-", fake(48, "hex")),
  prefixed("Netlify token", /\bnf[pcoub]_[A-Za-z0-9]{30,}/, "nfp_", fake(36)),
  prefixed("Tailscale key", /\btskey-[\w-]{16,}/, "tskey-auth-", fake(24)),
  prefixed("Shopify token", /\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{24,}/, "shpat_", fake(32, "hex")),
  prefixed("Grafana token", /\bgl(?:sa|c)_[\w-]{24,}/, "glsa_", fake(41)),
  prefixed("Databricks token", /\bdapi[a-f0-9]{32}\b/, "dapi", fake(32, "hex")),
  prefixed("Linear key", /\blin_(?:api|oauth)_\w{24,}/, "lin_api_", fake(40)),
  prefixed("Notion token", /\b(?:secret_|ntn_)[A-Za-z0-9]{32,}/, "ntn_", fake(46)),
  prefixed("Sentry token", /\bsntr[yu]s?_[\w=+/-]{24,}/, "sntrys_", fake(60)),
  prefixed("Groq, xAI or Replicate key", /\b(?:gsk_|xai-|r8_)[A-Za-z0-9]{24,}/, "gsk_", fake(52)),
  prefixed("Atlassian token", /\bATATT3[\w=-]{24,}/, "ATATT3", fake(60)),
  prefixed("Telegram bot token", /\b\d{8,10}:[\w-]{35}\b/, "123456789:", fake(35)),
  prefixed(
    "age secret key",
    /\bAGE-SECRET-KEY-1[A-Z0-9]{20,}/,
    "AGE-SECRET-KEY-1",
    "Q7".repeat(29),
  ),
  {
    name: "web address with user or token",
    pattern: /(?<=\b(?:https?|ftp):\/\/)[^\s/"'`?#<>@](?:[^\s/"'`?#<>]{0,400})(?=@)/,
    example: "git clone https://abcd:efgh@example.com/a.git",
    secret: "abcd:efgh",
    counterexample: "git clone https://example.com/@scope/a.git",
  },
  {
    name: "password in a connection string",
    pattern: /(?<=:\/\/[^\s/"'`?#<>@:]{0,100}:)[^\s/"'`?#<>]{1,400}(?=@)/,
    example: "psql postgres://app:hunter2@db:5432/app",
    secret: "hunter2",
    counterexample: "git clone ssh://git@example.com:22/a.git",
  },
];
