/** A page with what stands between the two marks of a generated section brought up to date. @throws if the marks are missing */
export function withSection(page: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`README.md: the marks ${begin} and ${end} are missing`);
  return `${page.slice(0, from + begin.length)}\n${text}\n${page.slice(to)}`;
}
