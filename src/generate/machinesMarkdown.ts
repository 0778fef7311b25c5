import { correctionOf, type Machine, type Transition } from '../machine.ts';

const correction = (machine: Machine<string>, line: Transition<string>) => {
  const { undone, stands } = correctionOf(machine, line);
  return undone ? `**yes**: ${undone}` : `no: ${stands}`;
};

const row = (machine: Machine<string>, line: Transition<string>) => {
  const { from, to, by, who, guard, effects } = line;
  const mutation = /^[a-z]\w*$/.test(by) ? `\`${by}\`` : by;
  return `| ${from ?? '*(new)*'} | ${to} | ${mutation} | ${who} | ${guard ?? ''} | ${effects ?? ''} | ${correction(machine, line)} |`;
};

/** The machines as tables that one can read: docs/states.md. */
export function machinesMarkdown(machines: readonly Machine<string>[]): string {
  const tables = machines.map((machine) =>
    [
      `## ${machine.name}`,
      '',
      '| from | to | by | who | guard | effects | taken back by `undoTransition` |',
      '|---|---|---|---|---|---|---|',
      ...machine.transitions.map((line) => row(machine, line)),
    ].join('\n'),
  );
  return `# States and moves

GENERATED from the machines by \`npm run generate\`. SYSTEM moves are effects of another act or of time: no mutation writes them. A
coordinator may make a landlord's or an employer's move for a partner of its regions that holds no live key, with a \`channel\`. The
database refuses every move that has no line here.

\`undoTransition\` takes back the last move of a row: whoever made it within 7 days; a coordinator of the family at any time, but for offers
and for care. A correction is not taken back itself: make the move again.

${tables.join('\n\n')}
`;
}
