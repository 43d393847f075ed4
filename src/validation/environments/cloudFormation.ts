import type { DataDialect } from './dataEnvironments';

/** Somebody fills these in before the container gets them: templates, workflow files, substitution of variables. */
const template = /\$\{[^}]*\}|\{\{[^}]*\}\}|<%.*%>|^\s*\$\w+\s*$|^\s*<[\w .-]+>\s*$/;

/** Templates: nothing that might be filled in is judged. */
export const cloudFormation: DataDialect = { isTemplate: (text) => template.test(text) };
