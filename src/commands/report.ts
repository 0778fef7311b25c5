/** What a command answers. Standard output holds the text, or with `--json` the JSON, and nothing else. */
export interface Answer {
  json: unknown;
  text: string;
  /** For people, on standard error; left out with `--json`. */
  remark?: string | undefined;
}

export function print({ json, text, remark }: Answer, asJson: boolean): void {
  process.stdout.write(`${asJson ? JSON.stringify(json) : text}\n`);
  if (remark && !asJson) process.stderr.write(`${remark}\n`);
}

/** One line of a list: what stands under each heading. */
type Line = Readonly<Record<string, string | null>>;

/** Lines under their headings, in columns. */
export function columns(lines: readonly Line[]): string {
  const [first] = lines;
  if (!first) return 'None.';
  const headings = Object.keys(first);
  const rows = [headings, ...lines.map((line) => headings.map((heading) => line[heading] ?? '–'))];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((row) => row.trimEnd())
    .join('\n');
}
