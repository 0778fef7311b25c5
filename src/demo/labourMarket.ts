import type { JobApplicationStatus, JobOfferStatus } from '../jobs/jobs.values.ts';
import { programmeRegions, type RegionCode } from '../reference/regions.ts';
import { type ApplicationSpec, applicationPathTo, apply } from './applications.ts';
import { partnerThatLeft } from './draft.ts';
import type { Worker } from './employments.ts';
import type { FamilyPlan } from './families.ts';
import type { JobPlan, Jobs } from './jobs.ts';
import type { Ledgers } from './ledgers.ts';
import { employerSeeds } from './partnerNames.ts';
import { agreementEndedAt } from './partners.ts';
import { isAdult } from './persons.ts';
import { at, type Random } from './random.ts';

type Live = 'DRAFT' | 'PRESENTED' | 'INTERESTED' | 'DISCLOSED' | 'ACCEPTED';

/** Where candidates stand, by region; the first of region 84 are those of the README's first employer. */
const live: Record<RegionCode, readonly Live[]> = {
  84: ['PRESENTED', 'DISCLOSED', 'DRAFT'],
  52: ['PRESENTED', 'INTERESTED', 'ACCEPTED', 'DISCLOSED', 'PRESENTED'],
  44: ['PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED'],
  76: ['DRAFT', 'PRESENTED', 'INTERESTED'],
  75: ['PRESENTED', 'PRESENTED', 'INTERESTED', 'INTERESTED', 'DISCLOSED', 'DISCLOSED', 'ACCEPTED', 'DRAFT'],
  24: ['PRESENTED', 'INTERESTED', 'DISCLOSED', 'ACCEPTED', 'PRESENTED'],
};

/** Adults who are here, without work and without an application that is not over. */
function candidates(families: readonly FamilyPlan[], region: RegionCode): Worker[] {
  const here = ['ACCOMPANIED', 'INSTALLED', 'ARRIVED'];
  return families
    .filter((family) => family.region === region && here.includes(family.journey) && !family.row.protected)
    .filter((family) => (family.times.arrived ?? family.times.registered) < -30)
    .flatMap((family) => family.persons.map((person) => ({ family, person })))
    .filter(
      ({ person }) => isAdult(person) && person.age <= 60 && person.hoursInWork === 0 && !person.applying,
    );
}

/** Most were presented so lately that they are still alive in a demo a month old. */
export function addLiveApplications(ledgers: Ledgers, jobs: Jobs, families: readonly FamilyPlan[]): void {
  const random = ledgers.draft.random('live applications');
  const first = ledgers.draft.partners.find(({ name }) => name === employerSeeds[0]?.name);
  for (const { code } of programmeRegions) {
    const free = random.shuffled(candidates(families, code));
    live[code].forEach((status, position) => {
      const worker = free[position];
      if (!worker) return;
      worker.person.applying = true;
      const job = jobs.create({
        region: code,
        partner: code === '84' ? first : undefined,
        contract: code === '84' ? 'CDI' : undefined,
        applicant: worker.person,
        positions: random.chance(0.3) ? random.integer(2, 4) : 1,
        created: -32.4,
        opened: -30.2,
      });
      const known = status !== 'DRAFT' && status !== 'PRESENTED';
      apply(ledgers, {
        ...worker,
        job,
        path: status === 'DRAFT' ? ['DRAFT'] : applicationPathTo(status),
        last: -random.integer(2, 4) + random.fraction() * 0.9,
        interview: known && random.chance(0.7) ? random.integer(4, 20) + 0.4 : undefined,
      });
    });
  }
}

type Past = Pick<ApplicationSpec, 'path' | 'declinedBy' | 'declineReason' | 'withdrawalReason'>;

const declined = (
  before: Live,
  declinedBy: Past['declinedBy'],
  declineReason: Past['declineReason'],
): Past => ({
  path: [...applicationPathTo(before === 'DRAFT' ? 'PRESENTED' : before), 'DECLINED'],
  declinedBy,
  declineReason,
});
const presented: JobApplicationStatus[] = ['PRESENTED'];

/** Applications that came to nothing. */
const pasts: readonly Past[] = [
  // First, and of somebody never presented before or after: nothing else rests on the consent that is taken back.
  { path: [...presented, 'INTERESTED', 'WITHDRAWN'], withdrawalReason: 'CONSENT_REVOKED' },
  declined('PRESENTED', 'EMPLOYER', 'NO_POSITION'),
  declined('PRESENTED', 'EMPLOYER', 'LACKING_SKILLS'),
  declined('INTERESTED', 'EMPLOYER', 'FRENCH_TOO_LOW'),
  declined('DISCLOSED', 'EMPLOYER', 'DID_NOT_COME'),
  declined('DISCLOSED', 'EMPLOYER', 'LACKING_SKILLS'),
  declined('PRESENTED', 'EMPLOYER', 'LICENCE_MISSING'),
  declined('INTERESTED', 'PERSON', 'NOT_MOBILE'),
  declined('DISCLOSED', 'PERSON', 'HOURS'),
  declined('ACCEPTED', 'PERSON', 'HIRED_ELSEWHERE'),
  declined('INTERESTED', 'PROGRAMME', 'NOT_INTERESTED'),
  declined('PRESENTED', 'PROGRAMME', 'OTHER'),
  { path: [...presented, 'WITHDRAWN'], withdrawalReason: 'PROGRAMME_DECISION' },
  { path: [...presented, 'WITHDRAWN'], withdrawalReason: 'OFFER_WITHDRAWN' },
  { path: [...presented, 'EXPIRED'] },
  { path: [...presented, 'EXPIRED'] },
  { path: [...presented, 'EXPIRED'] },
];

export function addPastApplications(ledgers: Ledgers, jobs: Jobs, families: readonly FamilyPlan[]): void {
  const random = ledgers.draft.random('past applications');
  const regions = random.shuffled(programmeRegions.map(({ code }) => code));
  // Those who have been here for long enough to have been refused somewhere.
  const settled = families.filter(
    (family) => family.journey === 'ACCOMPANIED' && (family.times.arrived ?? -400) < -200,
  );
  pasts.forEach((past, position) => {
    const revoked = past.withdrawalReason === 'CONSENT_REVOKED';
    const free = revoked
      ? neverPresented(
          ledgers,
          regions.flatMap((region) => candidates(settled, region)),
        )
      : candidates(settled, at(regions, position % regions.length));
    if (free.length === 0) return;
    const worker = random.pick(free);
    const { region } = worker.family;
    if (revoked) worker.person.applying = true;
    const last = -random.integer(12, 40) + 0.5;
    const job = jobs.create({ region, applicant: worker.person, created: last - 90, opened: last - 85 });
    apply(ledgers, { ...worker, ...past, job, last });
    endOffer(jobs, job, past, last, random);
  });
  withdrawOfLeaver(ledgers, jobs, settled);
}

function neverPresented({ draft }: Ledgers, workers: readonly Worker[]): Worker[] {
  const presentedOnce = new Set(draft.rows.jobApplications.map(({ personId }) => personId));
  return workers.filter(({ person }) => !presentedOnce.has(person.id));
}

function endOffer(jobs: Jobs, job: JobPlan, past: Past, last: number, random: Random): void {
  if (past.withdrawalReason === 'OFFER_WITHDRAWN') jobs.move(job, 'WITHDRAWN', last, 'withdrawJobOffer');
  else if (past.declineReason === 'NO_POSITION') jobs.move(job, 'PAUSED', last, 'pauseJobOffer');
  else if (random.chance(0.2)) jobs.move(job, 'EXPIRED', -2.5, null);
}

/** An employer's agreement ended: its offers and applications were withdrawn that day. */
function withdrawOfLeaver(ledgers: Ledgers, jobs: Jobs, families: readonly FamilyPlan[]): void {
  const partner = partnerThatLeft(ledgers.draft, 'EMPLOYER');
  const [worker] = candidates(families, '75');
  const created = agreementEndedAt - 40;
  const job = jobs.create({ region: '75', partner, applicant: worker?.person, created, opened: created + 3 });
  if (worker) {
    const path: JobApplicationStatus[] = ['PRESENTED', 'INTERESTED', 'WITHDRAWN'];
    apply(ledgers, { ...worker, job, path, last: agreementEndedAt, withdrawalReason: 'PARTNER_LEFT' });
  }
  jobs.move(job, 'WITHDRAWN', agreementEndedAt, null);
}

const shares = programmeRegions.map((region) => [region.code, region.familyTarget] as const);
const firstStates: readonly JobOfferStatus[] = [
  ...Array<JobOfferStatus>(8).fill('DRAFT'),
  ...Array<JobOfferStatus>(5).fill('PAUSED'),
  ...Array<JobOfferStatus>(5).fill('EXPIRED'),
  ...Array<JobOfferStatus>(4).fill('WITHDRAWN'),
];

/** Jobs that nobody has been presented for; what is left of them is open. */
export function addLeftoverJobs({ draft }: Ledgers, jobs: Jobs, count: number): void {
  const random = draft.random('leftover jobs');
  const first = draft.partners.find(({ name }) => name === employerSeeds[0]?.name);
  for (let position = 0; position < count; position++) {
    const state = firstStates[position] ?? 'OPEN';
    const own = position === 0 || position === count - 1;
    const created = -random.integer(state === 'EXPIRED' ? 50 : 12, 80) + 0.4;
    const job = jobs.create({
      region: own ? '84' : random.weighted(shares),
      partner: own ? first : undefined,
      positions: random.weighted([
        [1, 75],
        [2, 15],
        [3, 7],
        [6, 3],
      ] as const),
      created,
      opened: state === 'DRAFT' ? undefined : created + 1.3,
    });
    if (state === 'PAUSED') jobs.move(job, 'PAUSED', -random.integer(2, 9) + 0.5, 'pauseJobOffer');
    if (state === 'EXPIRED') jobs.move(job, 'EXPIRED', created + 31.3, null);
    if (state === 'WITHDRAWN') jobs.move(job, 'WITHDRAWN', -random.integer(2, 9) + 0.5, 'withdrawJobOffer');
  }
}
