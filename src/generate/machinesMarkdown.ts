import type { Machine, Transition } from '../machine.ts';

const row = ({ from, to, by, who, guard, effects }: Transition<string>) =>
  `| ${from ?? '*(new)*'} | ${to} | ${/^[a-z]\\w*$/.test(by) ? `\`${by}\`` : by} | ${who} | ${guard ?? ''} | ${effects ?? ''} |`;

/** The machines as tables that one can read: docs/states.md. */
export function machinesMarkdown(machines: readonly Machine<string>[]): string {
  const tables = machines.map(({ name, transitions }) =>
    [
      `## ${name}`,
      '',
      '| from | to | by | who | guard | effects |',
      '|---|---|---|---|---|---|',
      ...transitions.map(row),
    ].join('\n'),
  );
  return `# States and moves

GENERATED from the machines by \`npm run generate\`. SYSTEM moves are effects of another act or of time: no mutation writes them. A
coordinator may make a landlord's or an employer's move for a partner of its regions that holds no live key, with a \`channel\`. The
database refuses every move that has no line here.

${tables.join('\n\n')}
`;
}
