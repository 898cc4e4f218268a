import type { ImportDeclaration, Pattern, Program } from 'acorn';

/** Names that the top level of a program declares, imports not among them: what it exports and what it does not. */
export function declaredNames(program: Program): string[] {
  return program.body.flatMap((statement) => {
    const declaration =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration'
        ? statement.declaration
        : statement;
    switch (declaration?.type) {
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return declaration.id ? [declaration.id.name] : [];
      case 'VariableDeclaration':
        return declaration.declarations.flatMap(({ id }) => namesIn(id));
      default:
        return [];
    }
  });
}

/** An expression for an object of functions that read those variables: some may not be initialised yet. */
export function readersOf(names: readonly string[]): string {
  return `{ __proto__: null, ${names.map((name) => `${name}: () => ${name}`).join(', ')} }`;
}

/** The variables now; one that was never initialised is left out. */
export function readAll(readers: Readonly<Record<string, () => unknown>>): Map<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, read] of Object.entries(readers)) {
    try {
      values.set(name, read());
    } catch {
      // Its statement was not reached.
    }
  }
  return values;
}

/** What a program imports from where, each with the names that it asks for and the line. */
export function importsOf(program: Program): Map<string, { names: string[]; line: number; column: number }> {
  const imports = new Map<string, { names: string[]; line: number; column: number }>();
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration' || 'source' in statement) {
      const from = String((statement as ImportDeclaration).source?.value);
      const start = statement.loc?.start ?? { line: 1, column: 0 };
      const known = imports.get(from) ?? { names: ['default'], line: start.line, column: start.column + 1 };
      known.names.push(...askedNames(statement as ImportDeclaration));
      imports.set(from, known);
    }
  }
  return imports;
}

function askedNames({ specifiers }: ImportDeclaration): string[] {
  return (specifiers ?? []).flatMap((specifier) => {
    // `export { a } from` has its local name where an import has the imported one.
    const asked = 'imported' in specifier ? specifier.imported : specifier.local;
    if (specifier.type === 'ImportNamespaceSpecifier' || specifier.type === 'ImportDefaultSpecifier')
      return [];
    return 'name' in asked ? [asked.name] : [String((asked as { value: unknown }).value)];
  });
}

function namesIn(pattern: Pattern): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        namesIn(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : namesIn(element)));
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}
