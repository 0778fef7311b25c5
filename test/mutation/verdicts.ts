import type { Mutant } from './mutants.ts';

/**
 * Who noticed a mutant: `reach` is the reviewed list of rights, `catalogue` what is derived from the access table. `equivalent`: it
 * changes nothing that anybody could meet, for the reason that equivalents.ts gives and checks. `impossible`: PostgreSQL refuses it.
 */
export type Verdict = 'behaviour' | 'reach' | 'catalogue' | 'equivalent' | 'survived' | 'impossible';

export interface Judged {
  kind: string;
  title: string;
  verdict: Verdict;
  because: string;
}

export const judgedAs = ({ kind, title }: Mutant, verdict: Verdict, because = ''): Judged => ({
  kind,
  title,
  verdict,
  because,
});

/** Killed by behaviour / by the reviewed list / by the catalogue alone / equivalent / survived / total, a line per kind. */
export function tally(judged: readonly Judged[]): string[] {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  const row = (name: string, of: readonly Judged[]) => {
    const count = (verdict: Verdict) => of.filter((one) => one.verdict === verdict).length;
    const total = of.length - count('impossible');
    const killed = count('behaviour') + count('reach') + count('catalogue');
    return `${name}: ${killed} of ${total} killed (${count('behaviour')} by behaviour, ${count('reach')} by the reviewed list, ${count('catalogue')} by the catalogue alone), ${count('equivalent')} equivalent, ${count('survived')} survived`;
  };
  return [
    ...kinds.map((kind) =>
      row(
        kind,
        judged.filter((one) => one.kind === kind),
      ),
    ),
    row('ALL', judged),
    ...equivalentFor(judged),
  ];
}

/** Each reason for which something counts as equivalent, and of how many. */
function equivalentFor(judged: readonly Judged[]): string[] {
  const reasons = new Map<string, number>();
  for (const { verdict, because } of judged)
    if (verdict === 'equivalent') reasons.set(because, (reasons.get(because) ?? 0) + 1);
  return [...reasons].map(([because, count]) => `equivalent (${count}): ${because}`);
}
