/** Reads the facts the walls are about out of a TypeScript text; the parser does it, so comments and names do not mislead. */
import ts from 'typescript';

export interface Fact {
  line: number;
  /** What was found, as written. */
  text: string;
}

export interface Import extends Fact {
  /** Types alone are taken: nothing of it is left when the program runs. */
  types: boolean;
}

export interface Source {
  /** Module names of imports, re-exports, `import()`, `import('…')` types and `require()`; type-only ones too. */
  imports: Import[];
  defaultExports: Fact[];
  /** Names used (not merely declared or a member of something): `setTimeout`, `forwardRef`, `@Cron`, … */
  names: Fact[];
  /** `process.env` in any spelling. */
  environment: Fact[];
  /** `Date.now`, `new Date()` without arguments. */
  clockReads: Fact[];
  /** Texts: literals, templates (holes as `?`) and literals joined by `+`. */
  texts: Fact[];
}

export function readSource(path: string, text: string): Source {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const source: Source = { imports: [], defaultExports: [], names: [], environment: [], clockReads: [], texts: [] };
  const at = (node: ts.Node): Fact => ({
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
    text: node.getText(file).replace(/\s+/g, ' ').slice(0, 80),
  });
  const visit = (node: ts.Node): void => {
    const module = moduleNamed(node);
    if (module) source.imports.push({ ...at(node), text: module.text, types: ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword });
    if (isDefaultExport(node)) source.defaultExports.push(at(node));
    if (ts.isIdentifier(node) && isUse(node))
      source.names.push(decorates(node) ? { ...at(node), text: `@${node.text}` } : at(node));
    if (readsEnvironment(node)) source.environment.push(at(node));
    if (readsClock(node)) source.clockReads.push(at(node));
    const literal = literalText(node);
    if (literal !== undefined && !isPartOfText(node)) source.texts.push({ line: at(node).line, text: literal });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return source;
}

function moduleNamed(node: ts.Node): ts.StringLiteralLike | undefined {
  let named: ts.Node | undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) named = node.moduleSpecifier;
  else if (ts.isExternalModuleReference(node)) named = node.expression;
  else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) named = node.argument.literal;
  else if (ts.isCallExpression(node) && isLoader(node.expression)) named = node.arguments[0];
  return named && ts.isStringLiteralLike(named) ? named : undefined;
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function isDefaultExport(node: ts.Node): boolean {
  if (ts.isExportAssignment(node)) return true;
  if (ts.isExportSpecifier(node)) return node.name.text === 'default';
  const modifiers = ts.canHaveModifiers(node) ? ts.getModifiers(node) : undefined;
  return modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false;
}

/** `x.setTimeout`, `{ setTimeout: … }` and `setTimeout() {}` in a class are somebody else's; `globalThis.x` is x. */
function isUse(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent) && parent.name === node) {
    return ts.isIdentifier(parent.expression) && /^(globalThis|global)$/.test(parent.expression.text);
  }
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name !== node;
  }
  return !(ts.isMethodSignature(parent) || ts.isPropertySignature(parent) || ts.isQualifiedName(parent));
}

function decorates(node: ts.Identifier): boolean {
  const { parent } = node;
  return ts.isDecorator(parent) || (ts.isCallExpression(parent) && ts.isDecorator(parent.parent));
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === 'env' && isProcess(node.expression);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return ts.isStringLiteralLike(key) && key.text === 'env' && isProcess(node.expression);
  }
  if (ts.isBindingElement(node)) {
    const declaration = node.parent.parent;
    const from = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    return (node.propertyName ?? node.name).getText() === 'env' && from !== undefined && isProcess(from);
  }
  if (!ts.isImportSpecifier(node) || (node.propertyName ?? node.name).text !== 'env') return false;
  const from = node.parent.parent.parent.moduleSpecifier;
  return ts.isStringLiteral(from) && /^(node:)?process$/.test(from.text);
}

function isProcess(node: ts.Expression): boolean {
  return /^((globalThis|global)\.)?process$/.test(node.getText());
}

function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return isDate(node.expression) && !node.arguments?.length;
  if (ts.isCallExpression(node)) return isDate(node.expression);
  return ts.isPropertyAccessExpression(node) && node.name.text === 'now' && isDate(node.expression);
}

function isDate(node: ts.Expression): boolean {
  return /^((globalThis|global)\.)?Date$/.test(node.getText());
}

function literalText(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('?');
  }
  if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.PlusToken) return undefined;
  const [left, right] = [literalText(node.left), literalText(node.right)];
  return left === undefined && right === undefined ? undefined : `${left ?? '?'}${right ?? '?'}`;
}

/** Half of `'a' + 'b'`, which is read as a whole. */
function isPartOfText(node: ts.Node): boolean {
  return ts.isBinaryExpression(node.parent) && literalText(node.parent) !== undefined;
}
