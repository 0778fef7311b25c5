import { type FrenchLevel, frenchLevels, levelsUpTo } from '../families/families.rules.ts';
import type { JobOfferStatus } from '../jobs/jobs.values.ts';
import type { Commune } from '../reference/communes.ts';
import type { RegionCode } from '../reference/regions.ts';
import { plusDaysOf } from './calendar.ts';
import type { Row } from './demoRows.ts';
import { coordinatorOf, type Draft, partnersOf } from './draft.ts';
import { type Author, byPartner, type Move, record, system } from './history.ts';
import { jobDescriptions, jobTitles } from './jobTitles.ts';
import type { PartnerPlan } from './partners.ts';
import type { PersonPlan } from './persons.ts';
import type { Random } from './random.ts';

type Contract = Row<'jobOffers'>['contract'];

export interface JobPlan {
  id: string;
  partner: PartnerPlan;
  region: RegionCode;
  place: Commune;
  row: Row<'jobOffers'>;
  moves: Move<JobOfferStatus>[];
}

interface JobSpec {
  region: RegionCode;
  partner?: PartnerPlan;
  place?: Commune;
  contract?: Contract;
  positions?: number;
  /** Whom it must suit; without one, anybody. */
  applicant?: PersonPlan;
  created: number;
  /** Left out: still a draft. */
  opened?: number;
}

type Bounds = readonly [lowest: number, highest: number];

const months: Partial<Record<Contract, Bounds>> = {
  CDD: [3, 10],
  CDDI: [4, 12],
  CTT: [1, 3],
  SEASONAL: [2, 6],
  APPRENTICESHIP: [12, 24],
  PROFESSIONALISATION: [6, 12],
  PMSMP: [1, 1],
};

/** The employers' offers. Their states follow from what happens to them: `move`, then `finish` once. */
export class Jobs {
  readonly all: JobPlan[] = [];
  readonly #draft: Draft;
  readonly #random: Random;

  constructor(draft: Draft) {
    this.#draft = draft;
    this.#random = draft.random('jobs');
  }

  create(spec: JobSpec): JobPlan {
    const random = this.#random;
    const partner = spec.partner ?? random.pick(partnersOf(this.#draft, 'EMPLOYER', spec.region));
    const place = spec.place ?? random.pick(this.#draft.places[spec.region]);
    const id = random.uuid();
    const row: Row<'jobOffers'> = {
      id,
      partnerId: partner.id,
      externalReference: random.chance(0.8) ? `OFF-${String(this.all.length + 1).padStart(4, '0')}` : null,
      siteId: partner.siteIds.length > 0 && random.chance(0.5) ? random.pick(partner.siteIds) : null,
      ...this.#work(partner, spec),
      positions: spec.positions ?? 1,
      communeCode: place.code,
      epciCode: place.epciCode,
      departementCode: place.departementCode,
      regionCode: place.regionCode,
      ...this.#demands(spec.applicant),
      startsOn: this.#draft.calendar.day((spec.opened ?? spec.created) + random.integer(25, 60)),
    };
    this.#draft.rows.jobOffers.push(row);
    const job: JobPlan = { id, partner, region: spec.region, place, row, moves: [] };
    this.all.push(job);
    this.move(job, 'DRAFT', spec.created, 'createJobOffer');
    if (spec.opened !== undefined) this.move(job, 'OPEN', spec.opened, 'publishJobOffer');
    return job;
  }

  move(
    job: JobPlan,
    to: JobOfferStatus,
    time: number,
    mutation: string | null,
    by = this.authorOf(job),
  ): void {
    job.moves.push({ to, time, mutation, by: mutation === null ? system : by });
  }

  authorOf(job: JobPlan): Author {
    return byPartner(job.partner, coordinatorOf(this.#draft, job.region), this.#random);
  }

  /** One position more is taken; the last one fills the offer. */
  fill(job: JobPlan, time: number, by: Author): void {
    const filled = (job.row.positionsFilled ?? 0) + 1;
    job.row.positionsFilled = filled;
    if (filled === job.row.positions) this.move(job, 'FILLED', time, 'confirmHire', by);
  }

  finish(): void {
    for (const job of this.all) {
      job.moves.sort((a, b) => a.time - b.time);
      const status = job.moves.at(-1)?.to ?? 'DRAFT';
      Object.assign(job.row, { status, ...record(this.#draft, 'jobOffer', job.id, job.moves) });
      Object.assign(job.row, this.#validity(job, status));
    }
  }

  // Most offers hold for longer than thirty days: a demo a month old must still have jobs on offer.
  #validity(job: JobPlan, status: JobOfferStatus): Pick<JobPlan['row'], 'confirmedAt' | 'validUntil'> {
    const { calendar } = this.#draft;
    const opened = job.moves.findLast((move) => move.to === 'OPEN');
    if (!opened) return { confirmedAt: null, validUntil: null };
    if (status !== 'OPEN') {
      const confirmedAt = calendar.instant(opened.time);
      return { confirmedAt, validUntil: plusDaysOf(confirmedAt, 30) };
    }
    const days = this.#random.chance(0.12) ? this.#random.integer(6, 18) : this.#random.integer(42, 75);
    return {
      confirmedAt: calendar.instant(Math.max(opened.time, -this.#random.integer(2, 9))),
      validUntil: calendar.instant(days),
    };
  }

  #work(partner: PartnerPlan, spec: JobSpec) {
    const random = this.#random;
    const rome = random.pick(partner.romes);
    const contract = spec.contract ?? this.#contract(partner);
    const duration = months[contract];
    return {
      title: `${jobTitles[rome]} (H/F)`,
      description: random.pick(jobDescriptions),
      rome,
      contract,
      durationMonths: duration ? random.integer(...duration) : null,
      hoursPerWeek: contract === 'CDDI' ? 26 : contract === 'PMSMP' ? 35 : random.weighted(weeklyHours),
      grossHourlyCents: contract === 'PMSMP' ? null : random.integer(250, 290) * 5,
    };
  }

  #contract(partner: PartnerPlan): Contract {
    if (partner.kind === 'SIAE') {
      return this.#random.weighted([
        ['CDDI', 85],
        ['CDI', 10],
        ['PMSMP', 5],
      ] as const);
    }
    return this.#random.weighted([
      ['CDI', 44],
      ['CDD', 38],
      ['SEASONAL', 11],
      ['APPRENTICESHIP', 2],
      ['PROFESSIONALISATION', 3],
      ['CTT', 1],
      ['PMSMP', 1],
    ] as const);
  }

  #demands(applicant: PersonPlan | undefined) {
    const random = this.#random;
    const wanted = random.weighted<FrenchLevel>([
      ['ALPHA', 30],
      ['A0', 30],
      ['A1', 25],
      ['A2', 12],
      ['B1', 3],
    ]);
    const spoken = applicant?.row.frenchLevel ?? 'C2';
    return {
      minFrench: levelsUpTo(frenchLevels, spoken).includes(wanted) ? wanted : spoken,
      licenceRequired: random.chance(0.15) && (applicant?.row.drivingLicence ?? true),
      transportProvided: random.chance(0.2),
    };
  }
}

const weeklyHours = [
  [35, 55],
  [39, 8],
  [30, 12],
  [28, 8],
  [24, 10],
  [20, 7],
] as const;
