/** A command that runs the command behind it; the skill is what it runs. */
export interface Wrapper {
  /** The words it begins with. */
  readonly words: string;
  readonly example: string;
  /** The skill of the example. */
  readonly runs: string;
  /** Options that take the next word as their value. */
  readonly values?: string;
  /** How many words of its own follow the options (`timeout 10 …`). */
  readonly operands?: number;
  /** Options whose value is itself a command line: `-c "npm test"`. */
  readonly line?: string;
  /** Options with which it runs nothing: `command -v git`. */
  readonly except?: string;
  /** Without one of the `line` options it runs nothing of interest. */
  readonly lineOnly?: true;
  /** Everything behind the `line` option is the line, not just the next word. */
  readonly lineIsRest?: true;
  /** Only when the next word is a program the catalog knows, and no script of the project. */
  readonly knownOnly?: true;
  /** Stands before what is left: `yarn run x` is `yarn x`. */
  readonly prefix?: string;
  /** Keeps running whatever it runs. */
  readonly endless?: true;
  /** Files it hands to this program: `uv run a.py`. */
  readonly scripts?: { readonly extension: string; readonly program: string };
}

const shells = ["bash", "sh", "zsh", "dash", "ksh", "fish"];

/** Longer word lists first where one begins another. `NAME=value` words are skipped everywhere. */
export const wrappers: readonly Wrapper[] = [
  {
    words: "sudo",
    example: "sudo -u x -E docker ps",
    runs: "docker ps",
    values: "-u -g -p -h -C -T -U -r -t --user --group --prompt --host",
    except: "-e -l -v -k -i -s",
  },
  { words: "doas", example: "doas -u x git pull", runs: "git pull", values: "-u -C" },
  { words: "time", example: "time -p make all", runs: "make all", values: "-f -o" },
  { words: "nice", example: "nice -n 10 make all", runs: "make all", values: "-n --adjustment" },
  { words: "ionice", example: "ionice -c 3 make all", runs: "make all", values: "-c -n -p" },
  {
    words: "env",
    example: "env -u A B=1 git pull",
    runs: "git pull",
    values: "-u -C --unset --chdir",
  },
  { words: "cross-env", example: "cross-env A=1 jest", runs: "jest" },
  { words: "cross-env-shell", example: "cross-env-shell A=1 jest", runs: "jest" },
  { words: "dotenv", example: "dotenv -e .env -- jest", runs: "jest", values: "-e -v -c -p" },
  { words: "command", example: "command git pull", runs: "git pull", except: "-v -V" },
  { words: "builtin", example: "builtin cd x", runs: "cd" },
  { words: "exec", example: "exec -a x git pull", runs: "git pull", values: "-a" },
  { words: "nohup", example: "nohup make all", runs: "make all" },
  { words: "setsid", example: "setsid -f make all", runs: "make all" },
  { words: "noglob", example: "noglob git pull", runs: "git pull" },
  { words: "caffeinate", example: "caffeinate -i make all", runs: "make all", values: "-t -w" },
  { words: "stdbuf", example: "stdbuf -oL make all", runs: "make all", values: "-i -o -e" },
  { words: "unbuffer", example: "unbuffer make all", runs: "make all" },
  {
    words: "timeout",
    example: "timeout -k 5 10 make all",
    runs: "make all",
    values: "-k -s",
    operands: 1,
  },
  {
    words: "gtimeout",
    example: "gtimeout 10 make all",
    runs: "make all",
    values: "-k -s",
    operands: 1,
  },
  { words: "taskset", example: "taskset 0x3 make all", runs: "make all", operands: 1 },
  {
    words: "xargs",
    example: "xargs -0 -n 1 git add",
    runs: "git add",
    values: "-I -n -P -L -d -s -a -E --max-args --max-procs --delimiter --replace",
  },
  { words: "parallel", example: "parallel -j 4 gzip", runs: "gzip", values: "-j -a --jobs" },
  {
    words: "watch",
    example: "watch -n 2 kubectl get pods",
    runs: "kubectl get",
    values: "-n --interval",
    endless: true,
  },
  { words: "entr", example: "entr -c make all", runs: "make all", endless: true },
  {
    words: "watchexec",
    example: "watchexec -e ts make all",
    runs: "make all",
    values: "-e -w -i",
    endless: true,
  },
  { words: "direnv exec", example: "direnv exec . make all", runs: "make all", operands: 1 },
  {
    words: "op run",
    example: "op run --env-file .env -- make all",
    runs: "make all",
    values: "--env-file",
  },
  { words: "doppler run", example: "doppler run -- make all", runs: "make all", values: "-p -c" },
  {
    words: "aws-vault exec",
    example: "aws-vault exec dev -- terraform plan",
    runs: "terraform plan",
    operands: 1,
  },
  { words: "mise exec", example: "mise exec node@20 -- node x.js", runs: "node x.js", operands: 1 },
  { words: "mise x", example: "mise x -- node x.js", runs: "node x.js", operands: 1 },
  {
    words: "php artisan",
    example: "php artisan migrate",
    runs: "artisan migrate",
    prefix: "artisan",
  },
  {
    words: "nix-shell",
    example: 'nix-shell -p jq --run "jq ."',
    runs: "jq",
    values: "-p",
    line: "--run --command",
    lineOnly: true,
  },
  {
    words: "npx",
    example: "npx -y vitest run",
    runs: "vitest run",
    values: "-p --package",
    line: "-c --call",
  },
  {
    words: "npm exec",
    example: "npm exec -- eslint .",
    runs: "eslint",
    values: "-p --package -w",
    line: "-c --call",
  },
  { words: "npm x", example: "npm x -- eslint .", runs: "eslint", values: "-p --package" },
  { words: "pnpm dlx", example: "pnpm dlx eslint .", runs: "eslint", values: "--package" },
  { words: "pnpm exec", example: "pnpm exec eslint .", runs: "eslint" },
  { words: "pnpx", example: "pnpx eslint .", runs: "eslint" },
  { words: "yarn dlx", example: "yarn dlx eslint .", runs: "eslint", values: "-p" },
  { words: "yarn exec", example: "yarn exec eslint .", runs: "eslint" },
  {
    words: "yarn workspace",
    example: "yarn workspace web build",
    runs: "yarn build",
    operands: 1,
    prefix: "yarn",
  },
  ...["yarn", "pnpm"].flatMap((program) => [
    {
      words: `${program} run`,
      example: `${program} run build`,
      runs: `${program} build`,
      prefix: program,
    },
    {
      words: program,
      example: `${program} vitest run`,
      runs: "vitest run",
      values: "-C --dir -F --filter --cwd",
      knownOnly: true as const,
    },
  ]),
  {
    words: "docker-compose",
    example: "docker-compose up",
    runs: "docker compose up",
    prefix: "docker compose",
  },
  { words: "bunx", example: "bunx --bun vite build", runs: "vite build" },
  { words: "bun x", example: "bun x eslint .", runs: "eslint" },
  {
    words: "uvx",
    example: "uvx --from ruff ruff check",
    runs: "ruff check",
    values: "--from --with -p --python",
  },
  {
    words: "uv tool run",
    example: "uv tool run ruff check",
    runs: "ruff check",
    values: "--from --with -p --python",
  },
  {
    words: "uv run",
    example: "uv run --extra dev main.py",
    runs: "python main.py",
    values: "--with --extra --group --python -p --package --project --env-file --directory",
    scripts: { extension: ".py", program: "python" },
  },
  ...["poetry", "pipenv", "pdm", "hatch", "rye", "pixi"].map((program) => ({
    words: `${program} run`,
    example: `${program} run pytest -q`,
    runs: "pytest",
  })),
  { words: "pipx run", example: "pipx run black .", runs: "black", values: "--spec" },
  ...["conda", "mamba", "micromamba"].map((program) => ({
    words: `${program} run`,
    example: `${program} run -n ml pytest`,
    runs: "pytest",
    values: "-n --name -p --prefix --cwd",
  })),
  { words: "bundle exec", example: "bundle exec rspec spec", runs: "rspec" },
  { words: "dotnet exec", example: "dotnet exec a.dll", runs: "a.dll" },
  { words: "sshpass", example: "sshpass -e ssh host", runs: "ssh", values: "-p -f -P -d" },
  {
    words: "su",
    example: 'su -c "git pull"',
    runs: "git pull",
    line: "-c --command",
    lineOnly: true,
  },
  ...shells.map((shell) => ({
    words: shell,
    example: `${shell} -c "npm test"`,
    runs: "npm test",
    line: "-c --command",
    lineOnly: true as const,
    values: "-O -o --rcfile --init-file",
  })),
  ...["pwsh", "powershell"].map((shell) => ({
    words: shell,
    example: `${shell} -NoProfile -Command "npm test"`,
    runs: "npm test",
    line: "-Command -command -c -C",
    lineOnly: true as const,
    lineIsRest: true as const,
    values: "-ExecutionPolicy -ep -File -f -WorkingDirectory",
  })),
  {
    words: "cmd",
    example: 'cmd /c "npm test"',
    runs: "npm test",
    line: "/c /C /k /K",
    lineOnly: true,
    lineIsRest: true,
  },
  { words: "call", example: "call npm test", runs: "npm test" },
];
