import { catalogueFaults } from '../../src/access/catalogue.ts';
import type { Sql } from '../../src/database/connections.ts';
import type { Witnesses } from '../isolation/witnesses.ts';
import type { Mutant } from './mutants.ts';

/** Who noticed a mutant: `reach` is the reviewed list of rights, `catalogue` what is derived from the access table. */
type Verdict = 'behaviour' | 'reach' | 'catalogue' | 'survived' | 'impossible';

export interface Judged {
  kind: string;
  title: string;
  verdict: Verdict;
  because: string;
}

const undone = new Error('undone');

/** Makes one change after another in one transaction, each undone before the next, and asks the witnesses about each. */
export async function judgeAll(
  admin: Sql,
  witnesses: Witnesses,
  mutants: readonly Mutant[],
): Promise<Judged[]> {
  const judged: Judged[] = [];
  await admin
    .begin(async (sql) => {
      for (const mutant of mutants) {
        let verdict: Pick<Judged, 'verdict' | 'because'> = { verdict: 'survived', because: '' };
        await sql
          .savepoint(async (inner) => {
            verdict = await judge(inner, witnesses, mutant);
            throw undone;
          })
          .catch((error: unknown) => {
            if (error === undone) return;
            const { code, message } = error as { code?: string; message: string };
            // A change that PostgreSQL refuses is no mutant; a witness that fails instead of answering has noticed it.
            verdict = { verdict: /^(42|22)/.test(code ?? '') ? 'impossible' : 'behaviour', because: message };
          });
        judged.push({ kind: mutant.kind, title: mutant.title, ...verdict });
      }
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return judged;
}

type Session = Pick<Sql, 'unsafe'>;

async function judge(
  sql: Session,
  witnesses: Witnesses,
  mutant: Mutant,
): Promise<Pick<Judged, 'verdict' | 'because'>> {
  await sql.unsafe(mutant.change);
  const all = witnesses.for(mutant.place);
  const asked = mutant.reachFirst
    ? [...all.filter(({ name }) => name === 'reach'), ...all.filter(({ name }) => name !== 'reach')]
    : all;
  for (const { name, look } of asked) {
    const [told] = await look(sql);
    if (told) return { verdict: name === 'reach' ? 'reach' : 'behaviour', because: told };
  }
  const [fault] = await catalogueFaults(sql as Sql);
  return fault ? { verdict: 'catalogue', because: fault } : { verdict: 'survived', because: '' };
}

/** Killed by behaviour / by the reviewed list / by the catalogue alone / survived / total, a line per kind. */
export function tally(judged: readonly Judged[]): string[] {
  const kinds = [...new Set(judged.map(({ kind }) => kind))];
  const row = (name: string, of: readonly Judged[]) => {
    const count = (verdict: Verdict) => of.filter((one) => one.verdict === verdict).length;
    const total = of.length - count('impossible');
    return `${name}: ${count('behaviour')} by behaviour, ${count('reach')} by the reviewed list, ${count('catalogue')} by the catalogue alone, ${count('survived')} survived, ${total} in all`;
  };
  return [
    ...kinds.map((kind) =>
      row(
        kind,
        judged.filter((one) => one.kind === kind),
      ),
    ),
    row('ALL', judged),
  ];
}
