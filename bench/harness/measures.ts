import type { Sql } from '../../src/database/connections.ts';
import type { KeyHolder } from '../database/keys.ts';
import { memoryMegabytes, privateMemoryOfPostgres } from './accounting.ts';
import { load, writeRequests } from './load.ts';
import { median } from './report.ts';
import { awaitQuiet } from './restore.ts';
import { ask, type Running } from './serve.ts';
import type { Asked, Target } from './targets.ts';

type Say = (line: string) => void;

const pageSize = 20;
const lastPage = 1_000;
const repeats = 60;

const pages = `query Q1($after: String) {
  housingOffers(first: ${pageSize}, after: $after) { edges { node { id status rentCents } } pageInfo { hasNextPage endCursor } }
}`;

/** The first page of the landlord of 20,000 homes, and its thousandth, in turn. */
export async function measurePages(
  running: Running,
  holders: readonly KeyHolder[],
  admin: Sql,
  say: Say,
): Promise<void> {
  const holder = await largestLandlord(admin, holders);
  const paged = withDocument(running, 'Q1', pages);
  const askPage = async (after: string | null) => {
    const began = performance.now();
    const { answer } = await ask(paged, 'Q1', { holder, variables: { after } });
    const page = answer.data?.housingOffers as { edges: unknown[]; pageInfo: { endCursor: string } } | null;
    if (page?.edges.length !== pageSize)
      throw new Error(`A page holds ${page?.edges.length} homes instead of ${pageSize}`);
    return { milliseconds: performance.now() - began, endCursor: page.pageInfo.endCursor };
  };
  let after: string | null = null;
  for (let page = 1; page < lastPage; page++) after = (await askPage(after)).endCursor;
  const times: { first: number[]; last: number[] } = { first: [], last: [] };
  for (let i = 0; i < repeats; i++) {
    times.first.push((await askPage(null)).milliseconds);
    times.last.push((await askPage(after)).milliseconds);
  }
  const [first, last] = [median(times.first), median(times.last)];
  say(
    `Pages of ${pageSize} among 20,000 homes: page 1 ${first.toFixed(2)} ms, page ${lastPage} ${last.toFixed(2)} ms, ratio ${(last / first).toFixed(2)}`,
  );
}

async function largestLandlord(admin: Sql, holders: readonly KeyHolder[]): Promise<KeyHolder> {
  const [largest] = await admin<{ partner: string }[]>`
    select partner_id as partner from public.housing_offers group by partner_id having count(*) >= ${pageSize * lastPage}`;
  const holder = holders.find(({ partnerId }) => partnerId === largest?.partner);
  if (!holder) throw new Error('No landlord has 20,000 homes: this is measured at M');
  return holder;
}

const distinctDocuments = 5_000;
const fields =
  'status typology kind surfaceM2 floor lift accessibility energyClass furnished rentCents chargesCents depositCents availableFrom'.split(
    ' ',
  );

/** The n-th document: a set of fields of its own, so that no two are answered by the same plan. */
function documentNumber(n: number): string {
  const chosen = fields.filter((_, i) => ((n + 1) >> i) & 1);
  return `query Q4($id: ID!) { housingOffer(id: $id) { id ${chosen.join(' ')} } }`;
}

/** Memory of the server and of its PostgreSQL connections while it answers ever other documents. */
export async function measureMemory(
  running: Running,
  { asked, operations }: { asked: readonly Asked[]; operations: number },
  admin: Sql,
  say: Say,
): Promise<void> {
  const files = Array.from({ length: distinctDocuments }, (_, n) => n).flatMap((n) => {
    const one = asked[n % asked.length];
    return one ? [{ document: documentNumber(n), asked: one }] : [];
  });
  const file = writeRequests(
    running,
    'Q4',
    files.map((one) => one.asked),
    files.map((one) => one.document),
  );
  let answered = 0;
  let bad = 0;
  for (let chunk = 0; answered < operations; chunk++) {
    const part = {
      file,
      connections: 16,
      seconds: 5,
      from: answered,
      run: `memory${String(chunk).padStart(2, '0').slice(-2)}`,
    };
    const seen = await load(running, part);
    answered += seen.answers;
    bad += seen.bad;
    if (chunk % 4 === 0 || answered >= operations) {
      const { now, peak } = memoryMegabytes(running.pid);
      const postgres = await privateMemoryOfPostgres(admin);
      say(
        `${answered} operations: server ${now.toFixed(0)} MB (peak ${peak.toFixed(0)}), its PostgreSQL connections ${postgres.toFixed(0)} MB of their own`,
      );
    }
  }
  await awaitQuiet(admin);
  say(`${answered} operations of ${distinctDocuments} distinct documents, ${bad} bad`);
}

function withDocument(running: Running, operation: 'Q1', document: string): Running {
  const target: Target = {
    ...running.target,
    documents: { ...running.target.documents, [operation]: document },
  };
  return { ...running, target };
}
