import type { SkillRef } from "../tracker/model";
import { familyName } from "./next/families";

/** A language of files, with the programs that people mostly run for it. */
interface Language {
  /** Ids the editor gives it, separated by spaces. */
  readonly ids: string;
  readonly title: string;
  /** First words of skills, separated by spaces; each is a program of the catalog. */
  readonly programs: string;
}

const script =
  "npm pnpm yarn bun deno node tsc tsx eslint prettier biome jest vitest mocha playwright " +
  "cypress vite webpack rollup esbuild next nx turbo";
const jvm = "mvn gradle java javac";
const native = "cmake ctest make ninja meson gcc clang gdb lldb bazel conan";

/** What is run for which files is not recorded, so it is not learned: it stands here. */
export const languages: readonly Language[] = [
  {
    ids: "python jupyter",
    title: "Python",
    programs:
      "python pytest ruff pip uv poetry pdm hatch pipenv conda mypy pyright black isort flake8 " +
      "pylint tox nox jupyter ipython coverage",
  },
  { ids: "typescript typescriptreact", title: "TypeScript", programs: script },
  { ids: "javascript javascriptreact", title: "JavaScript", programs: script },
  { ids: "vue svelte astro", title: "web component", programs: script },
  { ids: "rust", title: "Rust", programs: "cargo rustc rustup" },
  { ids: "go", title: "Go", programs: "go gofmt golangci dlv" },
  { ids: "java", title: "Java", programs: jvm },
  { ids: "kotlin", title: "Kotlin", programs: `${jvm} kotlinc` },
  { ids: "scala", title: "Scala", programs: "sbt scala mvn" },
  { ids: "csharp fsharp vb", title: ".NET", programs: "dotnet msbuild nuget" },
  { ids: "c", title: "C", programs: native },
  { ids: "cpp", title: "C++", programs: `${native} g++ clang++` },
  { ids: "ruby", title: "Ruby", programs: "ruby bundle rake rspec rails gem rubocop" },
  { ids: "php", title: "PHP", programs: "php composer phpunit phpstan" },
  { ids: "swift", title: "Swift", programs: "swift xcodebuild" },
  { ids: "dart", title: "Dart", programs: "dart flutter" },
  { ids: "elixir", title: "Elixir", programs: "mix elixir iex" },
  { ids: "haskell", title: "Haskell", programs: "cabal stack ghc" },
  { ids: "dockerfile dockercompose", title: "Docker", programs: "docker podman" },
  { ids: "terraform", title: "Terraform", programs: "terraform tofu terragrunt" },
  { ids: "makefile", title: "Make", programs: "make" },
];

const byId: ReadonlyMap<string, { readonly title: string; readonly programs: Set<string> }> =
  new Map(
    languages.flatMap(({ ids, title, programs }) => {
      const language = { title, programs: new Set(programs.split(" ")) };
      return ids.split(" ").map((id) => [id, language]);
    }),
  );

/**
 * The language a skill belongs to, among those of an editor's id.
 *
 * @returns its title; undefined where the id is not in the table, or the skill's first word is no
 *   program of it.
 */
export function languageOf(skill: SkillRef, id: string): string | undefined {
  const language = byId.get(id);
  return language?.programs.has(familyName(skill.name)) === true ? language.title : undefined;
}
