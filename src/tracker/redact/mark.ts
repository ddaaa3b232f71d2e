/**
 * Stands where a secret stood. No shell reads its characters as syntax, JSON needs no escape for
 * them, and nobody types them.
 */
export const secretMark = "‹secret›";
