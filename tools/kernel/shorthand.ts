import * as ts from '@tslab/typescript-for-tslab';

/** Where a cell says `{ data }`, the place after `data`. */
function shorthandEnds(code: string): { end: number; name: string }[] {
  const found: { end: number; name: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isShorthandPropertyAssignment(node)) found.push({ end: node.name.end, name: node.name.text });
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('cell.ts', code, ts.ScriptTarget.Latest, true));
  return found;
}

/** `{ data }` as `{ data: data }`: tslab's compiler breaks the short form when `data` comes from an earlier cell. */
export function spellOutShorthand(code: string): string {
  return shorthandEnds(code).reduceRight(
    (text, { end, name }) => `${text.slice(0, end)}: ${name}${text.slice(end)}`,
    code,
  );
}
