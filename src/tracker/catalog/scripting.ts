import { each } from "./rule";
import type { Rule } from "./rule";

const test = { category: "Testing", phase: "verification", kind: "test" } as const;
const lint = { category: "Lint & format", phase: "verification" } as const;
const packages = { category: "Packages", phase: "setup" } as const;

/** Interpreted languages and their frameworks. */
export function scriptingRules(): readonly Rule[] {
  return [
    ...each(
      { category: "Run", phase: "execution", depth: 1, names: "script", inline: "-e -r" },
      {
        ruby: "ruby -w bin/a.rb",
        perl: "perl -w a.pl",
        php: "php a.php",
        lua: "lua a.lua",
        luajit: "luajit a.lua",
        Rscript: "Rscript a.R",
        julia: "julia --project a.jl",
        elixir: "elixir a.exs",
        racket: "racket a.rkt",
        osascript: "osascript a.scpt",
      },
    ),
    ...each(
      { category: "Run", phase: "execution", endless: { operands: 0 } },
      {
        irb: "irb",
        R: "R",
        ghci: "ghci",
        iex: "iex -S mix",
        jshell: "jshell",
        utop: "utop",
        pry: "pry",
      },
    ),
    ...each(
      { ...packages, depth: 1 },
      {
        bundle: "bundle install",
        gem: "gem install rails",
        composer: "composer install",
        cpanm: "cpanm x",
        luarocks: "luarocks install x",
        rbenv: "rbenv local 3.3.0",
        opam: "opam install dune",
        cabal: "cabal update",
        stack: "stack setup",
        pod: "pod install",
        sdk: "sdk install java",
        phpenv: "phpenv local 8",
        rebar3: "rebar3 get-deps",
      },
    ),
    ...each(
      { phase: "execution" },
      {
        "cabal build": "cabal build",
        "stack build": "stack build",
        "rebar3 compile": "rebar3 compile",
      },
    ),
    ...each(test, {
      "cabal test": "cabal test",
      "stack test": "stack test",
      "composer test": "composer test",
      "rebar3 eunit": "rebar3 eunit",
    }),
    {
      skill: "composer run",
      example: "composer run",
      aliases: "run-script",
      phase: "execution",
      depth: 2,
      names: "target",
    },
    {
      skill: "rails",
      example: "bin/rails routes",
      category: "Run",
      phase: "execution",
      depth: 1,
      names: "target",
    },
    ...each(
      { endless: {} },
      { "rails server": "rails server -p 3001", "rails console": "rails console" },
    ).map((rule) => ({ ...rule, aliases: rule.skill.slice(6, 7) })),
    { skill: "rails generate", example: "rails g model A", aliases: "g" },
    ...each(lint, {
      rubocop: "rubocop -A",
      standardrb: "standardrb",
      brakeman: "brakeman",
      sorbet: "sorbet tc",
      phpstan: "phpstan analyse",
      psalm: "psalm",
      phpcs: "phpcs src",
      "php-cs-fixer": "php-cs-fixer fix",
      pint: "pint",
      credo: "credo",
    }),
    {
      skill: "artisan",
      example: "./artisan route:list",
      category: "Run",
      phase: "execution",
      depth: 1,
    },
    ...each(
      { endless: {} },
      {
        "artisan serve": "./artisan serve",
        "artisan tinker": "./artisan tinker",
        "artisan queue:work": "./artisan queue:work",
      },
    ),
    { skill: "artisan test", example: "./artisan test", ...test },
    { skill: "artisan migrate", example: "./artisan migrate", category: "Database" },
    {
      skill: "artisan migrate:rollback",
      example: "./artisan migrate:rollback",
      category: "Database",
      phase: "rollback",
    },
  ];
}
