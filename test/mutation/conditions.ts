/** The text with one operand of one AND or OR, somewhere in its parentheses, replaced so that it no longer counts. */
export function withoutOneOperand(text: string): string[] {
  const found: string[] = [];
  for (const [start, end] of groups(text)) {
    for (const word of ['AND', 'OR']) {
      const operands = operandsOf(text.slice(start, end), ` ${word} `);
      if (operands.length < 2) continue;
      for (const operand of operands) {
        const before = text.slice(0, start + operand.from);
        const after = text.slice(start + operand.to);
        found.push(`${before}${word === 'AND' ? 'true' : 'false'}${after}`);
      }
    }
  }
  return [...new Set(found)];
}

/** Start and end of what each pair of parentheses holds. PostgreSQL writes every AND and OR inside one. */
function groups(text: string): [number, number][] {
  const open: number[] = [];
  const found: [number, number][] = [[0, text.length]];
  for (const [index, character] of [...text].entries()) {
    if (character === '(') open.push(index + 1);
    if (character === ')') found.push([open.pop() ?? 0, index]);
  }
  return found;
}

/** The operands of that operator at the text's own level, after a WHERE of its own level where there is one. */
function operandsOf(text: string, operator: string): { from: number; to: number }[] {
  const ends: number[] = [];
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (depth === 0 && text.startsWith(operator, index)) ends.push(index);
  }
  if (ends.length === 0 || /^\s*SELECT/.test(text)) return [];
  const starts = [0, ...ends.map((end) => end + operator.length)];
  return starts.map((from, place) => ({ from, to: ends[place] ?? text.length }));
}
