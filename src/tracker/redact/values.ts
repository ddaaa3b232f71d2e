import { fake } from "./rule";
import type { ValueRule } from "./rule";

/**
 * `programs … option`, up to the value, within one command. Bounded, so that a line made of nothing
 * but program names costs no more than its length.
 */
function option(programs: string, names: string, separator: string): RegExp {
  const words = `(?:[^\\n;|&"']|"[^"\\n]{0,300}"|'[^'\\n]{0,300}'){0,300}?`;
  return new RegExp(
    `(?<![\\w.-])(?:${programs})(?:\\.exe)?\\s${words}(?<=\\s)(?:${names})${separator}`,
    "g",
  );
}

/** Secrets known by what stands before them. Each row sees what the rows above it left. */
export const values: readonly ValueRule[] = [
  {
    name: "setting of Pulumi",
    hints: ["pulumi"],
    before:
      /\bpulumi config set\s{1,3}(?:-{1,2}[\w-]{1,30}\s{1,3}){0,4}[\w.:-]{1,200}[^\S\n]{1,8}(?=[^\s-])/g,
    example: "pulumi config set --secret user hunter2",
    secret: "hunter2",
    counterexample: "pulumi config get user",
  },
  {
    name: "authorization",
    hints: ["authorization", "bearer"],
    wholeQuote: true,
    before:
      /(?:\bauthorization\\?["']?\s{0,3}[:=]\s{0,3}(?:\\?["'])?(?:(?:bearer|basic|token|digest|apikey)\s{1,3})?|\bbearer\s{1,3}(?=[\w$]))/gi,
    example: 'curl -H "Authorization: Bearer hunter2" a',
    secret: "hunter2",
    counterexample: 'curl -H "Authorization: Bearer $TOKEN" a',
  },
  {
    name: "signature in a web address",
    hints: ["?", "&"],
    before:
      /[?&](?:sig|signature|code|key|X-Amz-(?:Signature|Credential|Security-Token)|X-Goog-Signature)=/gi,
    example: "azcopy cp a 'https://a.blob.core.windows.net/b?sv=1&sig=aB%2Fc'",
    secret: "aB%2Fc",
    counterexample: "curl 'https://a/b?sv=1&signed=yes'",
  },
  {
    name: "assignment",
    hints: ["="],
    wholeQuote: true,
    before: /(?<![\w.-])(?<name>-{0,2}[A-Za-z_][\w.-]*)(?:\\?["'])?\s{0,3}[:+]?=(?!=)\s{0,3}/g,
    example: "export FOO_TOKEN='hunter2 x'",
    secret: "hunter2 x",
    counterexample: "PWD=/tmp TOKENIZERS_PARALLELISM=false TOKEN_URL=a npm run token=$TOKEN",
  },
  {
    name: "header or property",
    hints: [":"],
    wholeQuote: true,
    before:
      /(?<![\w.-])(?:(?<name>[A-Za-z_][\w-]*)(?:\\?["']\s{0,3}:\s{0,3}|:\s{1,3})|[Xx]-[\w-]*(?:[Kk]ey|[Tt]oken|[Ss]ecret):)/g,
    example: `curl -d '{"password": "hunter2"}' a`,
    secret: "hunter2",
    counterexample: "npm run token:refresh",
  },
  {
    name: "option",
    hints: ["-"],
    before: /(?<![\w-]|config set )(?<name>--?[A-Za-z][\w-]*)[^\S\n]{1,8}(?![-\s])/g,
    example: "app login --password hunter2",
    secret: "hunter2",
    counterexample: "docker login --password-stdin registry --max-token 5 --sort-key a",
  },
  {
    name: "setting",
    hints: ["set", "config"],
    before:
      /\b(?:config\s{1,3}set|setx?|config)\s{1,3}(?:-{1,2}[\w-]{1,30}\s{1,3}){0,4}(?<name>[\w./:@-]{1,200})[^\S\n]{1,8}(?![-\s])/gi,
    example: "set -gx API_TOKEN hunter2",
    secret: "hunter2",
    counterexample: "git config user.name hunter2",
  },
  {
    name: "name and password for curl",
    hints: ["curl"],
    before: option("curl", "-u|-U|--user|--proxy-user", "[\\s=]*"),
    value: /:/,
    example: "curl -s -H 'a; b' -u app:hunter2 https://a",
    secret: "app:hunter2",
    counterexample: "curl a | sort -u -t: -k1",
  },
  {
    name: "name and password for HTTPie",
    hints: ["http", "xh"],
    before: option("https?|xh", "-a|--auth", "[\\s=]*"),
    value: /:/,
    example: "http -a app:hunter2 GET a",
    secret: "app:hunter2",
    counterexample: "http -a app GET a",
  },
  {
    name: "glued password",
    hints: ["mysql", "mariadb", "7z", "rar"],
    before: option(
      "mysql|mysqldump|mysqladmin|mysqlimport|mariadb|mariadb-dump|7za?|rar|unrar",
      "-p",
      "(?=[^\\s-])",
    ),
    example: "mysqldump -u root -phunter2 app",
    secret: "hunter2",
    counterexample: "mysql -u root -p app",
  },
  {
    name: "password as a short option",
    hints: ["login", "sshpass", "mongo"],
    before: option(
      "(?:docker|podman|nerdctl|buildah|oc|az|helm registry|ecs-cli|cf|harbor|skopeo) login|sshpass|mongosh?|mongodump|mongorestore",
      "-p",
      "[\\s=]*(?![-\\s])",
    ),
    example: "docker login -u app -p hunter2 registry",
    secret: "hunter2",
    counterexample: "docker run -p 80:80 app",
  },
  {
    name: "password as another short option",
    hints: ["redis-cli", "sqlcmd", "bcp", "ldap", "zip", "plink", "pscp", "isql"],
    before: option(
      "redis-cli|sqlcmd|bcp|ldapsearch|ldapadd|ldapmodify|unzip|zip|plink|pscp|isql",
      "-a|-P|-w|-pw",
      "[\\s=]*(?![-\\s])",
    ),
    example: "redis-cli -h db -a hunter2 ping",
    secret: "hunter2",
    counterexample: "redis-cli -h db ping",
  },
  {
    name: "body of a secret",
    hints: ["secret", "variable", "env add"],
    before: option(
      "gh (?:secret|variable) set|fly(?:ctl)? secrets set|vercel env add",
      "-b|--body|\\w+(?==)",
      "[\\s=]*",
    ),
    example: "gh secret set NAME -b hunter2",
    secret: "hunter2",
    counterexample: "gh secret set NAME < key.txt",
  },
  {
    name: "literal of a Kubernetes secret",
    hints: ["--from-literal"],
    before: /--from-literal[= ][\w.-]{1,100}=/g,
    example: "kubectl create secret generic a --from-literal=user=hunter2",
    secret: "hunter2",
    counterexample: "kubectl create secret generic a --from-file=user=./f",
  },
  {
    name: "OpenSSL password",
    hints: ["pass:"],
    before: /\bpass:(?=\S)/g,
    example: "openssl enc -pass pass:hunter2 -in a",
    secret: "hunter2",
    counterexample: "openssl enc -pass env:KEY -in a",
  },
  {
    name: "secure string",
    hints: ["securestring"],
    before: /\bConvertTo-SecureString\s{1,3}(?:-String\s{1,3})?(?=["'])/gi,
    example: `ConvertTo-SecureString "${fake(12)}" -AsPlainText`,
    secret: fake(12),
    counterexample: "ConvertTo-SecureString $value -AsPlainText",
  },
];
