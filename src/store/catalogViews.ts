import { completedSeconds, iso, rate } from "./legacyViews";

/** What goes into a skill and what comes out of it; `review`: a person should look at it. */
type Formats = readonly [input: string, output: string, review?: "review"];
type Domain = "code" | "testing" | "documentation" | "deployment";

/** What is said of the skills of a category; without a domain it is none of the four. */
const categories: readonly (readonly [string, Domain | null, string, Formats | null])[] = [
  ["Testing", "testing", "Tests and coverage", ["tests", "test_results"]],
  ["Lint & format", "code", "Linters, formatters, type checks", ["source", "diagnostics"]],
  ["Build", "deployment", "Compilers, bundlers, build tools", ["source", "artifact"]],
  ["Version control", "code", "Commits, branches, merges", ["changes", "revision"]],
  ["Documentation", "documentation", "Documents and sites", ["document", "site", "review"]],
  ["Debugging", "code", "Debuggers and profilers", ["program", "findings"]],
  ["Run", "code", "Programs and scripts", ["program", "output"]],
  ["Packages", "code", "Package managers", ["manifest", "packages"]],
  ["Notebooks", "code", "Notebook cells", ["cell", "cell_output"]],
  ["Database", "code", "Databases and their tools", ["query", "rows"]],
  ["Containers", "deployment", "Images and containers", ["image_definition", "image"]],
  ["Cloud & deploy", "deployment", "Clusters, clouds, releases", ["configuration", "deployment"]],
  ["Agents", "code", "Coding agents", ["prompt", "changes", "review"]],
  ["Agent skills", "code", "Skills of coding agents", ["prompt", "changes", "review"]],
  ["Agent tools", "code", "Tools of coding agents", null],
  ["Agent commands", "code", "Commands of coding agents", null],
  ["Tasks", "code", "Tasks of the workspace", null],
  ["Commands", null, "Commands of the editor", null],
  ["By hand", null, "What a person recorded", null],
  ["Editor", null, "Editors", null],
  ["Files & text", null, "Files and text", null],
  ["Network", null, "Network tools", null],
  ["System", null, "The system itself", null],
  ["Other", null, "Everything else", null],
];

/** What is said of the skills of a kind, where their category says nothing. */
const kinds: readonly (readonly [string, Domain | "conversation", Formats])[] = [
  ["command", "code", ["command", "editor_state"]],
  ["terminal", "code", ["command_line", "terminal_output"]],
  ["task", "code", ["task_definition", "terminal_output"]],
  ["test", "testing", ["tests", "test_results"]],
  ["debug", "code", ["program", "findings"]],
  ["notebook", "code", ["cell", "cell_output"]],
  ["agent", "code", ["prompt", "changes", "review"]],
  ["tool", "code", ["arguments", "result"]],
  ["skill", "code", ["prompt", "changes", "review"]],
  ["chat", "conversation", ["prompt", "answer", "review"]],
];

const literal = (value: string | number | null): string =>
  typeof value === "string" ? `'${value}'` : String(value);
const formatsOf = (formats: Formats | null): readonly (string | number | null)[] =>
  formats ? [formats[0], formats[1], formats[2] ? 1 : 0] : [null, null, null];
const valuesOf = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => `(${row.map(literal).join(", ")})`).join(",\n  ");

/**
 * What skills are for: from the categories and kinds of their invocations, by two tables of rules.
 * A skill whose runs are of several categories has each of them, with its share as confidence; what
 * goes in and comes out is said by the one with the greatest share, of several the first by name.
 */
export const catalogViews = /* sql */ `
CREATE TABLE category_rule (
  category_name TEXT PRIMARY KEY,
  domain TEXT,
  description TEXT NOT NULL,
  input_format TEXT,
  output_format TEXT,
  requires_human_review INTEGER
) WITHOUT ROWID;
INSERT INTO category_rule VALUES
  ${valuesOf(categories.map(([name, domain, text, formats]) => [name, domain, text, ...formatsOf(formats)]))};
CREATE TABLE kind_rule (
  kind TEXT PRIMARY KEY,
  modality_type TEXT NOT NULL,
  input_format TEXT NOT NULL,
  output_format TEXT NOT NULL,
  requires_human_review INTEGER NOT NULL
) WITHOUT ROWID;
INSERT INTO kind_rule VALUES
  ${valuesOf(kinds.map(([kind, modality, formats]) => [kind, modality, ...formatsOf(formats)]))};

CREATE VIEW skill_categories AS
SELECT t.id AS category_id, t.value AS category_name,
  CAST(NULL AS INTEGER) AS parent_category_id, r.description, r.domain,
  ${iso("min(e.started_at_ms)")} AS created_at
FROM skill_use e JOIN text t ON t.id = e.category_id
  LEFT JOIN category_rule r ON r.category_name = t.value
GROUP BY t.id;

CREATE VIEW skill_category_mapping AS
SELECT s.name AS skill_name, category_id, confidence_score, assigned_at, s.kind AS skill_kind
FROM (SELECT skill_id, category_id, ${iso("min(started_at_ms)")} AS assigned_at,
    CAST(count(*) AS REAL) / sum(count(*)) OVER (PARTITION BY skill_id) AS confidence_score
  FROM skill_use GROUP BY skill_id, category_id)
JOIN skill s ON s.id = skill_id WHERE category_id IS NOT NULL;

CREATE VIEW skill_modalities AS
WITH first_category AS (
  SELECT m.skill_kind, m.skill_name, m.category_id, t.value AS category_name, row_number() OVER (
      PARTITION BY m.skill_kind, m.skill_name ORDER BY confidence_score DESC, t.value) AS place
  FROM skill_category_mapping m JOIN text t ON t.id = m.category_id),
skills AS (
  SELECT name, kind, created_at_ms
  FROM (SELECT skill_id, min(started_at_ms) AS created_at_ms FROM skill_use GROUP BY skill_id)
  JOIN skill ON skill.id = skill_id)
SELECT s.name AS skill_name, coalesce(r.domain, k.modality_type) AS modality_type,
  coalesce(r.input_format, k.input_format) AS input_format,
  coalesce(r.output_format, k.output_format) AS output_format,
  coalesce(r.requires_human_review, k.requires_human_review, 0) AS requires_human_review,
  ${iso("s.created_at_ms")} AS created_at, s.kind AS skill_kind, c.category_id
FROM skills s
  LEFT JOIN first_category c ON c.skill_kind = s.kind AND c.skill_name = s.name AND c.place = 1
  LEFT JOIN category_rule r ON r.category_name = c.category_name
  LEFT JOIN kind_rule k ON k.kind = s.kind;

CREATE VIEW v_multimodal_skill_catalog AS
SELECT m.skill_name, m.modality_type, m.input_format, m.output_format, m.requires_human_review,
  total_sessions, completion_rate, avg_duration_seconds, t.value AS category_name, r.domain,
  m.skill_kind
FROM skill_modalities m
  JOIN skill s ON s.name = m.skill_name AND s.kind = m.skill_kind
  JOIN (SELECT skill_id, count(DISTINCT session_id) AS total_sessions, ${rate} AS completion_rate,
      ${completedSeconds} AS avg_duration_seconds
    FROM skill_use GROUP BY skill_id) u ON u.skill_id = s.id
  LEFT JOIN text t ON t.id = m.category_id
  LEFT JOIN category_rule r ON r.category_name = t.value
ORDER BY m.skill_name, m.skill_kind;
`;

export const catalogViewNames = [
  ...["v_multimodal_skill_catalog", "skill_modalities", "skill_category_mapping"],
  "skill_categories",
];
