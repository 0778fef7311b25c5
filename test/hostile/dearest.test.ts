import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Audience, audiences } from '../../src/access/audiences.ts';
import { createRandom } from '../../src/demo/random.ts';
import { rowsOfUnpagedLists } from '../../src/http/unpagedLists.ts';
import { schemas } from '../../src/schema.ts';
import { chainsOf, documentsOf } from '../isolation/walk.ts';
import type { Partner } from '../partner.ts';
import { type Served, serve } from '../served.ts';
import { full, seed } from '../volume.ts';
import { type Admitted, dearDocument } from './dearDocuments.ts';
import { longerThanCounted, unpagedListsOf } from './unpagedLists.ts';

const drawn = full ? 2_000 : 300;
const asked = full ? 150 : 12;
const told: string[] = [];
const chosen = seed('dearest documents');
let served: Served;
beforeAll(async () => {
  served = await serve({ demo: true });
});
afterAll(async () => {
  process.stdout.write(`dearest documents: ${told.join('; ')}\n`);
  await served.close();
});

/** The partner to whom most is open: among coordinators, the desk of every region. */
async function broadest(audience: Audience): Promise<Partner> {
  const partners = await served.demo(audience);
  const [most] = await served.admin<{ id: string }[]>`
    select p.id from partners p where p.id in ${served.admin(partners.map(({ id }) => id))}
    order by (select count(*) from partner_regions r where r.partner_id = p.id) desc,
      (select count(*) from disclosures d where d.partner_id = p.id) desc, p.id limit 1`;
  return partners.find(({ id }) => id === most?.id) as Partner;
}

/** A machine that is busy with other things may make one late; three times in a row it is the document. */
async function codeOf(partner: Partner, document: string): Promise<string | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const { errors } = await partner.ask(document);
    const code = errors[0]?.extensions?.code;
    if (code !== 'TIMEOUT' || attempt === 3) return code;
  }
}

describe.each(audiences)('%s: the dearest documents that are admitted', (audience) => {
  test('are answered: none takes longer than a statement may', async () => {
    const random = createRandom(chosen, audience);
    const found = new Map<string, Admitted>();
    for (let n = 0; n < drawn; n += 1) {
      const dear = dearDocument(schemas[audience], random);
      if (dear) found.set(dear.document, dear);
    }
    const dearest = [...found.values()].sort((a, b) => b.points - a.points).slice(0, asked);
    expect(dearest.length).toBeGreaterThan(0);
    const partner = await broadest(audience);
    const failures: string[] = [];
    let slowest = 0;
    for (const { document } of dearest) {
      const began = performance.now();
      const code = await codeOf(partner, document);
      slowest = Math.max(slowest, (performance.now() - began) / 1_000);
      if (code) failures.push(`${code}: ${document}`);
    }
    told.push(`${audience} ${dearest.length}, the slowest ${slowest.toFixed(1)} s`);
    expect(failures).toEqual([]);
  });

  test('a list without pages is counted as no fewer rows than the longest of the demo', async () => {
    const schema = schemas[audience];
    expect(unpagedListsOf(schema).filter((name) => !Object.hasOwn(rowsOfUnpagedLists, name))).toEqual([]);
    const documents = documentsOf(chainsOf(schema, 3), ({ args, name }, level) => {
      if (args.some((one) => one.name === 'first')) return level === 1 ? '(first: 100)' : '(first: 1)';
      return name === 'communes' || name === 'romeCodes' ? '(search: "a")' : '';
    }).filter((document) => !/\(by:|\(id:/.test(document));
    const partner = await broadest(audience);
    const longer: string[] = [];
    for (const document of documents) {
      const { data } = await partner.ask(document);
      longer.push(...longerThanCounted(schema.getQueryType(), data));
    }
    expect(longer).toEqual([]);
  });
});
