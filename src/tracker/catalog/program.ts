/** Extensions Windows leaves away when a program is run. */
const silentExtension = /\.(?:exe|cmd|com)$/i;
/** Nothing to take away; most words are like this. */
const usual = /^[a-z]{2,20}$/;
const plain = /^[\p{L}\p{N}_.+@:$[\]!?%~-]{1,64}$/u;

/**
 * The name a developer would say: without directory, `.exe` and a version given with `@`
 * (`npx vitest@1` runs vitest).
 *
 * @returns undefined where the word names no program, for example an expansion or a whole sentence.
 */
export function programName(word: string): string | undefined {
  if (usual.test(word)) return word;
  const path = word.replace(/^@[\w.-]+\//, "");
  const base = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const name = base
    .replace(silentExtension, "")
    .replace(/(?<=.)@[\w.^~*-]*$/, "")
    .replace(/^(python|pip|pypy)(\d)(?:\.\d+)*$/, "$1");
  const known = wrapperScripts[name] ?? name;
  return plain.test(known) && /[\p{L}\p{N}[:!.]/u.test(known) ? known : undefined;
}

/** Scripts that stand for the tool they download. */
const wrapperScripts: Readonly<Record<string, string>> = {
  gradlew: "gradle",
  "gradlew.bat": "gradle",
  mvnw: "mvn",
  "mvnw.bat": "mvn",
  sbtx: "sbt",
  bazelisk: "bazel",
};
