import type { Audience } from '../../src/access/audiences.ts';
import { connectAdmin } from '../../src/database/connections.ts';
import { addFamily, type TestFamily } from '../journeys/people.ts';
import { addPartner, demoPartners, type Partner } from '../partner.ts';
import { createWorld, type World } from '../world.ts';
import { arrangeEdges } from './edges.ts';
import { movesFunction } from './moves.ts';
import { playFunction } from './play.ts';

/** Who and what the scenes are about: partners and families of the demo's world, and some beside it. */
export interface Cast {
  world: World;
  /** The partner of the demo that meets most, per audience; its rows are those of `rowsMet.ts`. */
  reader: Record<Audience, Partner>;
  landlord: Partner;
  otherLandlord: Partner;
  keylessLandlord: Partner;
  employer: Partner;
  otherEmployer: Partner;
  keylessEmployer: Partner;
  /** The care gateway of regions 84 and 44. */
  gateway: Partner;
  otherHealth: Partner;
  coordinator: Partner;
  otherCoordinator: Partner;
  /** Two adults and a child in region 84; the first adult gave every consent, the second none. */
  family: TestFamily;
  foreignFamily: TestFamily;
  /** Registered by the coordinator, in no region yet; and the other one's. */
  unplacedFamily: TestFamily;
  foreignUnplacedFamily: TestFamily;
  /** Of the other's region, though the coordinator once registered it. */
  elsewhereFamily: TestFamily;
  protectedFamily: TestFamily;
}

const every = ['HOUSING_IDENTITY', 'EMPLOYMENT_CARD', 'EMPLOYMENT_IDENTITY', 'CARE'] as const;

export async function assemble(): Promise<Cast> {
  const world = await createWorld({ demo: true });
  const { admin } = world;
  await admin.unsafe(playFunction);
  await admin.unsafe(movesFunction);
  const add = (audience: Audience, region = '84', more = {}) =>
    addPartner(admin, '', audience, { regions: [region], ...more });
  // Only one gateway may stand for a region.
  await admin`update partner_regions set care_gateway = false where region_code in ('84', '44')`;
  const coordinator = await add('COORDINATOR');
  const otherCoordinator = await add('COORDINATOR', '44');
  const follow = (followedBy: string, region: string | null, more = {}) =>
    addFamily(admin, { followedBy, region, children: [9], ...more });
  const cast: Cast = {
    world,
    reader: await readers(world),
    landlord: await add('LANDLORD'),
    otherLandlord: await add('LANDLORD'),
    keylessLandlord: await add('LANDLORD', '84', { withKey: false }),
    employer: await add('EMPLOYER'),
    otherEmployer: await add('EMPLOYER'),
    keylessEmployer: await add('EMPLOYER', '84', { withKey: false }),
    gateway: await add('HEALTH', '84', { careGateway: true }),
    otherHealth: await add('HEALTH'),
    coordinator,
    otherCoordinator,
    family: await follow(coordinator.id, '84', { consents: every }),
    foreignFamily: await follow(otherCoordinator.id, '44', { consents: every }),
    unplacedFamily: await follow(coordinator.id, null),
    foreignUnplacedFamily: await follow(otherCoordinator.id, null),
    elsewhereFamily: await follow(coordinator.id, '44', { consents: every }),
    protectedFamily: await follow(coordinator.id, '84', { consents: every, protected: true }),
  };
  const [, second] = cast.family.adults;
  await admin`delete from consents where person_id = ${second?.id ?? ''}`;
  await admin`insert into partner_regions (partner_id, region_code, care_gateway) values (${cast.gateway.id}, '44', true)`;
  await arrangeEdges(cast);
  return { ...cast, world: await withActUnderWay(world, cast.landlord) };
}

/** The key of an act that the landlord is about to do, all the while. */
export const keyUnderWay = 'ff';

/** Another connection holds that act's lock. */
async function withActUnderWay(world: World, landlord: Partner): Promise<World> {
  const elsewhere = connectAdmin(world.adminUrl);
  await elsewhere`select pg_advisory_lock(hashtextextended(${`${landlord.id}:x:${keyUnderWay}`}, 1))`;
  return {
    ...world,
    async close() {
      await elsewhere.end();
      await world.close();
    },
  };
}

async function readers({ admin }: World): Promise<Record<Audience, Partner>> {
  const most = async (audience: Audience, of: string) => {
    const rows = await admin.unsafe<{ id: string }[]>(of);
    const partners = await demoPartners(admin, '', audience);
    const found = rows.map(({ id }) => partners.find((partner) => partner.id === id)).find(Boolean);
    if (!found) throw new Error(`no ${audience} to read with`);
    return found;
  };
  const kinds = (table: string, column: string) =>
    `select partner_id as id from ${table} group by 1 order by count(distinct (${column})) desc, count(*) desc`;
  return {
    LANDLORD: await most('LANDLORD', kinds('housing_proposals', 'status, sent_at is null')),
    EMPLOYER: await most('EMPLOYER', kinds('job_applications', 'status, presented_at is null')),
    HEALTH: await most('HEALTH', kinds('care_referrals', 'status')),
    INTERNAL: await most('INTERNAL', "select id from partners where audience = 'INTERNAL'"),
    COORDINATOR: await most(
      'COORDINATOR',
      `select p.id from partners p where p.audience = 'COORDINATOR' and (select count(*) from partner_regions r where r.partner_id = p.id) = 1
       order by (select count(*) from families f where f.region_code is null and f.followed_by = p.id) desc`,
    ),
  };
}
