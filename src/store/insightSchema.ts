import { catalogViewNames, catalogViews } from "./catalogViews";
import { dependencyViewNames, dependencyViews } from "./dependencyViews";
import { derived, derivedNames } from "./derivedTables";
import { figureViewNames, figureViews } from "./figureViews";

/** The rest of what the earlier schema names: figures, relations, categories, experiments. */
export const insightSchema = derived + figureViews + dependencyViews + catalogViews;

const views = [
  ...[...catalogViewNames, ...dependencyViewNames, ...figureViewNames],
  ...derivedNames.views,
];
const tables = [...derivedNames.tables, "category_rule", "kind_rule"];

export const dropInsightSchema = /* sql */ `
${views.map((name) => `DROP VIEW ${name};`).join("\n")}
${tables.map((name) => `DROP TABLE ${name};`).join("\n")}
DELETE FROM skill_migrations WHERE version = 'S004';
UPDATE meta SET value = 3 WHERE key = 'schema';
`;
